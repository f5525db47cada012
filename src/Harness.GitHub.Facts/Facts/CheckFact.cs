namespace Harness.GitHub.Facts;

/// <summary>The state of a check on a commit.</summary>
public enum CheckState
{
    /// <summary>It passed or was not relevant: success, neutral, skipped.</summary>
    Green,

    /// <summary>It has not ended.</summary>
    Pending,

    /// <summary>It failed, or ended without a result.</summary>
    Red,
}

/// <summary>A check of a commit: a check run of an app, or a commit status.</summary>
/// <param name="Name">Its name. For a status, its context.</param>
/// <param name="App">The app that reported it, by its name in URLs: <c>github-actions</c>, or <see langword="null"/> for a status, which anyone
/// may write.</param>
/// <param name="State">The state.</param>
public sealed record CheckFact(string Name, string? App, CheckState State);
