using System.Collections.Immutable;
using Harness.Text;
using Harness.Trees;

namespace Harness.Ownership;

/// <summary>One line of a CODEOWNERS file that GitHub understands.</summary>
public sealed class CodeOwnersEntry
{
    private readonly Glob? glob;

    internal CodeOwnersEntry(string pattern, Glob? glob, ImmutableArray<string> owners, Location location)
    {
        Pattern = pattern;
        this.glob = glob;
        Owners = owners;
        Location = location;
    }

    /// <summary>The pattern as it is written.</summary>
    public string Pattern { get; }

    /// <summary>The owners: <c>@user</c>, <c>@org/team</c> or an address. Empty if the line clears ownership.</summary>
    public ImmutableArray<string> Owners { get; }

    /// <summary>The line.</summary>
    public Location Location { get; }

    /// <summary>Determines whether GitHub matches a file with the pattern.</summary>
    /// <param name="path">The path of a file, link or submodule.</param>
    public bool Matches(RepoPath path) => glob is not null && glob.Matches(path.Value);

    /// <summary>A value that indicates whether the pattern can match a file. <c>/</c> cannot.</summary>
    internal bool CanMatch => glob is not null;

    /// <summary>Determines whether the pattern would match a path in lower case if case did not count.</summary>
    internal bool MatchesFolded(string path) =>
        CodeOwnersPattern.TryCompile(Pattern.ToLowerInvariant(), out _, out var folded) && folded is not null && folded.Matches(path);

    /// <inheritdoc/>
    public override string ToString() => Pattern;
}
