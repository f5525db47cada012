namespace Harness.GitHub.Verdicts;

/// <summary>A comment on a line. See "List review comments on a pull request" of GitHub's documentation. Octokit's model has no line.</summary>
internal sealed class StandingComment
{
    public long Id { get; init; }

    public string? Path { get; init; }

    /// <summary>The line of the head, or <see langword="null"/> if the head has it no more.</summary>
    public int? Line { get; init; }

    public string? Body { get; init; }

    public Octokit.User? User { get; init; }

    /// <summary>The body, however the host keeps line ends.</summary>
    public string Text => (Body ?? "").ReplaceLineEndings("\n").TrimEnd();
}
