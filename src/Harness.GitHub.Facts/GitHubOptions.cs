namespace Harness.GitHub;

/// <summary>The place of a repository, and the settings for its host.</summary>
public sealed class GitHubOptions
{
    /// <summary>The address of the host's API: <c>https://api.github.com/</c>, or <c>https://HOST/api/v3/</c> for a private server.</summary>
    public required Uri Api { get; init; }

    /// <summary>The owner of the repository.</summary>
    public required string Owner { get; init; }

    /// <summary>The repository's name.</summary>
    public required string Name { get; init; }

    /// <summary>The token, or <see langword="null"/> for anonymous requests. It is never printed.</summary>
    public string? Token { get; init; }

    /// <summary>The account of the token, or <see langword="null"/> to ask the host, which knows it only for tokens of people.</summary>
    public string? Login { get; init; }

    /// <summary>The clock that waits go by.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The longest wait for a limit to pass. If the host requires a longer one, the request fails.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Ends every request early, and every wait for a limit.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The handler that requests pass through, or <see langword="null"/> for the network.</summary>
    public HttpMessageHandler? Transport { get; init; }
}
