namespace Harness.GitHub;

/// <summary>Where a repository is, and how to speak to its host.</summary>
public sealed class GitHubOptions
{
    /// <summary>The address of the host's API: <c>https://api.github.com/</c>, or of a server of one's own <c>https://HOST/api/v3/</c>.</summary>
    public required Uri Api { get; init; }

    /// <summary>Who owns the repository.</summary>
    public required string Owner { get; init; }

    /// <summary>The repository's name.</summary>
    public required string Name { get; init; }

    /// <summary>The token; <see langword="null"/> to ask as nobody. Never printed.</summary>
    public string? Token { get; init; }

    /// <summary>The account that the token is of; <see langword="null"/> to ask the host, which tells it of people's tokens alone.</summary>
    public string? Login { get; init; }

    /// <summary>The clock that waits go by.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The longest wait for a limit to pass; where the host asks for a longer one, the request fails.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Ends every request early, and every wait for a limit.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>What the requests go through, or <see langword="null"/> for the network.</summary>
    public HttpMessageHandler? Transport { get; init; }
}
