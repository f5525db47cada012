namespace Harness.Trees;

/// <summary>
/// A path inside a tree: segments joined by <c>/</c>, normalised lexically (no <c>.</c>, no empty segment, <c>..</c> only in
/// front), never absolute, compared ordinally. The root is the empty path. Its meaning does not depend on the platform. A byte that is not UTF-8 is a
/// lone surrogate, see <see cref="PathBytes"/>.
/// </summary>
public readonly struct RepoPath : IEquatable<RepoPath>, IComparable<RepoPath>
{
    private readonly string? value;

    private RepoPath(string value) => this.value = value;

    /// <summary>The root of the tree: the empty path.</summary>
    public static RepoPath Root => default;

    /// <summary>The path as text. Empty for the root.</summary>
    public string Value => value ?? "";

    /// <summary>A value that indicates whether this is the root itself.</summary>
    public bool IsRoot => Value.Length == 0;

    /// <summary>A value that indicates whether the path leaves the tree by a leading <c>..</c>.</summary>
    public bool IsOutside => Value == ".." || Value.StartsWith("../", StringComparison.Ordinal);

    /// <summary>The last segment. Empty for the root.</summary>
    public string Name => Value[(Value.LastIndexOf('/') + 1)..];

    /// <summary>The path without its last segment. For the root, the root.</summary>
    public RepoPath Parent => IsOutside && Name == ".." ? Combine("..")
        : Value.LastIndexOf('/') is >= 0 and var cut ? new RepoPath(Value[..cut]) : Root;

    /// <summary>Normalises a relative path lexically.</summary>
    /// <param name="path">A relative path with <c>/</c> between its segments.</param>
    /// <exception cref="ArgumentException">The path is absolute.</exception>
    public static RepoPath Parse(string path) => Root.Combine(path);

    /// <summary>Joins a relative path to this one, as Cargo joins: lexically, without looking at links.</summary>
    /// <param name="relative">A relative path, which may hold <c>.</c> and <c>..</c>.</param>
    /// <exception cref="ArgumentException">The path is absolute.</exception>
    public RepoPath Combine(string relative)
    {
        ArgumentNullException.ThrowIfNull(relative);
        if (relative.StartsWith('/'))
        {
            throw new ArgumentException($"'{relative}' is an absolute path", nameof(relative));
        }

        if (IsPlain(relative))
        {
            return new RepoPath(IsRoot ? relative : $"{Value}/{relative}");
        }

        // Most that is left climbs first: "../x".
        var from = this;
        var rest = relative.AsSpan();
        while (rest.StartsWith("../") && !from.IsRoot && !from.IsOutside)
        {
            from = from.Parent;
            rest = rest[3..];
        }

        return IsPlain(rest) ? new RepoPath(from.IsRoot ? rest.ToString() : $"{from.Value}/{rest}") : from.Normalize(rest.ToString());
    }

    /// <summary>Determines whether this path is <paramref name="directory"/> or lies below it.</summary>
    /// <param name="directory">The directory to look under.</param>
    public bool IsUnder(RepoPath directory) =>
        directory.IsRoot ? !IsOutside
        : Value.StartsWith(directory.Value, StringComparison.Ordinal)
            && (Value.Length == directory.Value.Length || Value[directory.Value.Length] == '/');

    /// <summary>
    /// Returns the relative path from <paramref name="directory"/> to this path, with <c>..</c> if needed, or <c>.</c> for the directory itself.
    /// </summary>
    /// <param name="directory">The directory to start from.</param>
    public string RelativeTo(RepoPath directory)
    {
        var from = directory.IsRoot ? [] : directory.Value.Split('/');
        var to = IsRoot ? [] : Value.Split('/');
        var common = 0;
        while (common < from.Length && common < to.Length && from[common] == to[common])
        {
            common++;
        }

        var steps = Enumerable.Repeat("..", from.Length - common).Concat(to.Skip(common)).ToArray();
        return steps.Length == 0 ? "." : string.Join('/', steps);
    }

    /// <inheritdoc/>
    public bool Equals(RepoPath other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RepoPath other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public int CompareTo(RepoPath other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>Returns the path as text, or <c>.</c> for the root.</summary>
    public override string ToString() => IsRoot ? "." : Value;

    /// <summary>Ordinal equality.</summary>
    /// <param name="left">One path.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(RepoPath left, RepoPath right) => left.Equals(right);

    /// <summary>Ordinal inequality.</summary>
    /// <param name="left">One path.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(RepoPath left, RepoPath right) => !left.Equals(right);

    /// <summary>Ordinal order.</summary>
    /// <param name="left">One path.</param>
    /// <param name="right">The other.</param>
    public static bool operator <(RepoPath left, RepoPath right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order.</summary>
    /// <param name="left">One path.</param>
    /// <param name="right">The other.</param>
    public static bool operator >(RepoPath left, RepoPath right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order.</summary>
    /// <param name="left">One path.</param>
    /// <param name="right">The other.</param>
    public static bool operator <=(RepoPath left, RepoPath right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order.</summary>
    /// <param name="left">One path.</param>
    /// <param name="right">The other.</param>
    public static bool operator >=(RepoPath left, RepoPath right) => left.CompareTo(right) >= 0;

    private RepoPath Normalize(string relative)
    {
        var segments = new List<string>();
        foreach (var segment in Value.Split('/').Concat(relative.Split('/')))
        {
            if (segment == ".." && segments.Count > 0 && segments[^1] != "..")
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (segment is not ("" or "."))
            {
                segments.Add(segment);
            }
        }

        return new RepoPath(string.Join('/', segments));
    }

    private static bool IsPlain(ReadOnlySpan<char> path)
    {
        foreach (var segment in path.Split('/'))
        {
            if (path[segment] is "" or "." or "..")
            {
                return false;
            }
        }

        return true;
    }
}
