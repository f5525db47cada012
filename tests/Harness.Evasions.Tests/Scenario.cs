using Harness.Testing;

namespace Harness.Evasions.Tests;

/// <summary>A change of the ground that all tests stand on, as what is done to a repository.</summary>
/// <param name="Name">A short name, that of the test.</param>
/// <param name="Sentence">What happens, in one sentence.</param>
internal abstract record Scenario(string Name, string Sentence)
{
    /// <summary>What the target has beside the ground.</summary>
    public Action<GitFixture>? Tip { get; init; }

    /// <summary>The change, on a branch of its own; what it does not commit itself is committed after it.</summary>
    public required Action<GitFixture> Change { get; init; }

    /// <summary>The branch that is proposed, where the change makes one of its own without the working tree.</summary>
    public string? HeadAt { get; init; }

    /// <summary>What lands at the target meanwhile.</summary>
    public Action<GitFixture>? Later { get; init; }

    /// <summary>What is done to the repository in the end; given the target's tip and the head.</summary>
    public Action<GitFixture, string, string>? Then { get; init; }

    /// <summary>The directory that is opened, where it is not that of the repository.</summary>
    public Func<GitFixture, string>? OpenAt { get; init; }

    /// <summary>How the target is named when it is judged; by its id where nothing is said.</summary>
    public string? TargetName { get; init; }

    /// <summary>How the head is named when it is judged; by its id where nothing is said.</summary>
    public string? HeadName { get; init; }

    /// <summary>Who makes the change.</summary>
    public Author By { get; init; } = Author.AppDev;

    public sealed override string ToString() => Name;
}
