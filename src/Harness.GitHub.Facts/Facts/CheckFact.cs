namespace Harness.GitHub.Facts;

/// <summary>How a check of a commit stands.</summary>
public enum CheckState
{
    /// <summary>It passed, or it had nothing to say: success, neutral, skipped.</summary>
    Green,

    /// <summary>It has not ended.</summary>
    Pending,

    /// <summary>It failed, or ended without a result.</summary>
    Red,
}

/// <summary>A check of a commit: a check run of an app, or a commit status.</summary>
/// <param name="Name">Its name; of a status its context.</param>
/// <param name="App">The app that reported it, by its name in addresses: <c>github-actions</c>, or <see langword="null"/> for a status, which anyone
/// may write.</param>
/// <param name="State">How it stands.</param>
public sealed record CheckFact(string Name, string? App, CheckState State);
