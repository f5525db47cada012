using Harness.Text;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Policies;

/// <summary>The kind of a selector, in order of precedence. If two selectors match a package, the earlier kind places it.</summary>
public enum SelectorKind
{
    /// <summary>A package's name: <c>megadb-core</c>.</summary>
    Name,

    /// <summary>A package's directory from the repository's root: <c>./xtask</c>, <c>.</c> for the root package.</summary>
    Directory,

    /// <summary>A pattern of names: <c>megadb-*</c>.</summary>
    NameGlob,

    /// <summary>A pattern of directories: <c>crates/*</c>, <c>tools/**</c>.</summary>
    DirectoryGlob,

    /// <summary>Every package: <c>**</c>.</summary>
    Everything,

    /// <summary>The packages of a layer: <c>@base</c>.</summary>
    Layer,
}

/// <summary>One entry of a list of crates in the policy.</summary>
public sealed class Selector
{
    private readonly Glob? glob;

    internal Selector(string text, Location location, SelectorKind kind, SelectorSign sign, string subject, Glob? glob)
    {
        Text = text;
        Location = location;
        Kind = kind;
        IsNegated = sign == SelectorSign.Negative;
        Subject = subject;
        this.glob = glob;
        LiteralLength = glob?.LiteralLength ?? (kind == SelectorKind.Everything ? 0 : subject.Length);
    }

    /// <summary>The selector as it is written.</summary>
    public string Text { get; }

    /// <summary>Its place in the policy.</summary>
    public Location Location { get; }

    /// <summary>The kind of the selector.</summary>
    public SelectorKind Kind { get; }

    /// <summary>A value that indicates whether it removes its matches from a list: <c>!megadb-core</c>.</summary>
    public bool IsNegated { get; }

    /// <summary>The name, directory, pattern or layer that it is about, without <c>!</c>, <c>@</c> and <c>./</c>.</summary>
    public string Subject { get; }

    /// <summary>A value that indicates whether it is a pattern: one that packages to come fall under.</summary>
    public bool IsGlob => Kind is SelectorKind.NameGlob or SelectorKind.DirectoryGlob or SelectorKind.Everything;

    /// <summary>The number of characters that are not wildcards. Of two patterns of a kind, the one with more is the better match.</summary>
    internal int LiteralLength { get; }

    /// <summary>
    /// Determines whether a package's name or directory fits. A layer's selector matches no package by itself: a policy must be bound for that.
    /// </summary>
    /// <param name="package">The package.</param>
    public bool Matches(Package package) => Kind switch
    {
        SelectorKind.Name or SelectorKind.NameGlob => MatchesName(package.Name),
        SelectorKind.Directory or SelectorKind.DirectoryGlob => MatchesDirectory(package.Directory),
        _ => Kind == SelectorKind.Everything,
    };

    /// <summary>Determines whether a crate's name fits, be it one of the tree or an external one.</summary>
    /// <param name="name">The name. <c>-</c> and <c>_</c> are different.</param>
    public bool MatchesName(string name) => Kind switch
    {
        SelectorKind.Name => string.Equals(name, Subject, StringComparison.Ordinal),
        SelectorKind.NameGlob => glob!.Matches(name),
        _ => false,
    };

    /// <summary>Determines whether a directory fits.</summary>
    /// <param name="directory">The directory, from the root.</param>
    public bool MatchesDirectory(RepoPath directory) => Kind switch
    {
        SelectorKind.Directory => string.Equals(directory.Value, Subject, StringComparison.Ordinal),
        SelectorKind.DirectoryGlob => glob!.Matches(directory.Value),
        _ => false,
    };

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>The sign of a selector: it adds to a list or removes from it.</summary>
internal enum SelectorSign
{
    Positive,
    Negative,
}
