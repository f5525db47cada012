using System.Collections.Immutable;

namespace Harness.Git;

/// <summary>Which configuration git reads.</summary>
internal enum GitConfiguration
{
    /// <summary>The repository's alone.</summary>
    Repository,

    /// <summary>The machine's and the user's too.</summary>
    User,
}

/// <summary>What git is to do, and where. Its arguments never go through a shell.</summary>
/// <param name="Directory">The directory it runs in.</param>
/// <param name="Arguments">The subcommand and its arguments.</param>
internal sealed record GitCommand(string Directory, ImmutableArray<string> Arguments)
{
    /// <summary>The git directory; <see langword="null"/> to let git look for it around <see cref="Directory"/>.</summary>
    public string? GitDirectory { get; init; }

    /// <summary>The working tree, where one is needed.</summary>
    public string? WorkTree { get; init; }

    /// <summary>The index file, where it is not the git directory's own.</summary>
    public string? IndexFile { get; init; }

    /// <summary>Directories that it takes objects from beside its own.</summary>
    public ImmutableArray<string> Borrowed { get; init; } = [];

    /// <summary>Which configuration it reads.</summary>
    public GitConfiguration Configuration { get; init; }

    /// <summary>The one remote that it may speak to, or <see langword="null"/> for none.</summary>
    public GitRemote? Remote { get; init; }

    /// <summary>How long it may take.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(2);
}
