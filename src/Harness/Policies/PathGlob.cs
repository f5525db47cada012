using Harness.Text;
using Harness.Trees;

namespace Harness.Policies;

/// <summary>A pattern of paths from the repository's root: <c>deploy/**</c>, <c>**/Cargo.lock</c>. A bare name is a file of the root.</summary>
public sealed class PathGlob
{
    private readonly Glob glob;

    internal PathGlob(string text, Location location, Glob glob)
    {
        Text = text;
        Location = location;
        this.glob = glob;
    }

    /// <summary>The pattern as it is written.</summary>
    public string Text { get; }

    /// <summary>Its place in the policy.</summary>
    public Location Location { get; }

    /// <summary>The number of characters that are not wildcards. The better match has more.</summary>
    internal int LiteralLength => glob.LiteralLength;

    /// <summary>Determines whether a path matches.</summary>
    /// <param name="path">A path of the tree.</param>
    public bool Matches(RepoPath path) => glob.Matches(path.Value);

    internal bool Matches(string path) => glob.Matches(path);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
