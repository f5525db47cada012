using System.Collections.Immutable;

namespace Harness.Git;

/// <summary>The configuration that git reads.</summary>
internal enum GitConfiguration
{
    /// <summary>Only that of the repository.</summary>
    Repository,

    /// <summary>The machine's and the user's too.</summary>
    User,
}

/// <summary>A command for git with its directory. The arguments never pass through a shell.</summary>
/// <param name="Directory">The directory it runs in.</param>
/// <param name="Arguments">The subcommand and its arguments.</param>
internal sealed record GitCommand(string Directory, ImmutableArray<string> Arguments)
{
    /// <summary>The git directory, or <see langword="null"/> to let git look for it around <see cref="Directory"/>.</summary>
    public string? GitDirectory { get; init; }

    /// <summary>The working tree, if one is needed.</summary>
    public string? WorkTree { get; init; }

    /// <summary>The index file, if it is not the git directory's own.</summary>
    public string? IndexFile { get; init; }

    /// <summary>Further directories from which it reads objects.</summary>
    public ImmutableArray<string> Borrowed { get; init; } = [];

    /// <summary>The configuration that it reads.</summary>
    public GitConfiguration Configuration { get; init; }

    /// <summary>The only remote that it may contact, or <see langword="null"/> for none.</summary>
    public GitRemote? Remote { get; init; }

    /// <summary>The time limit.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(2);
}
