namespace Harness.GitHub.Facts;

/// <summary>What happened to a branch; see "List repository activities" of GitHub's documentation.</summary>
internal sealed class Activity
{
    public string? ActivityType { get; init; }

    public ActivityActor? Actor { get; init; }
}

/// <summary>Who did it.</summary>
internal sealed class ActivityActor
{
    public string? Login { get; init; }
}
