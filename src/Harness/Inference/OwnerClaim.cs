using System.Collections.Immutable;
using Harness.Trees;

namespace Harness.Inference;

/// <summary>The ownership that a line of CODEOWNERS gives, in the terms of the policy.</summary>
internal sealed class OwnerClaim
{
    private const string Inner = "/*/**";

    private readonly Glob glob;

    public OwnerClaim(int line, string pattern, string path, ImmutableArray<string> owners)
    {
        (Line, Pattern, Path, Owners) = (line, pattern, path, owners);
        glob = Glob.TryParse(path, out _)!;
        Fit = Glob.HasWildcard(path) ? glob.LiteralLength : int.MaxValue;
        Key = KeyOf(owners);
    }

    /// <summary>The line's number. A later line takes precedence over an earlier one.</summary>
    public int Line { get; }

    /// <summary>The pattern of the line, as it is written there.</summary>
    public string Pattern { get; }

    /// <summary>A pattern of paths, as the policy writes it.</summary>
    public string Path { get; }

    /// <summary>The owners. Empty if the line clears ownership.</summary>
    public ImmutableArray<string> Owners { get; }

    /// <summary>The owners as one text: the same for the same owners in any order.</summary>
    public string Key { get; }

    /// <summary>The specificity of the pattern, by the policy's order. The more specific pattern decides.</summary>
    public int Fit { get; }

    /// <summary>A value that indicates whether it matches directories with everything below them, so that it can assign packages.</summary>
    public bool IsDeep => Path.EndsWith("/**", StringComparison.Ordinal);

    /// <summary>The directory that it names without wildcards, or <see langword="null"/> if it names none.</summary>
    public string? Directory => IsDeep && !Glob.HasWildcard(Path[..^3]) ? Path[..^3] : null;

    /// <summary>The same claim with one more separator, so that it fits better: it leaves out the directory's own path only.</summary>
    public OwnerClaim? Deeper => Directory is { } directory ? Narrowed($"{directory}/*/**") : null;

    /// <summary>The selector of the packages that it assigns. It is only a directory if the claim is <see cref="Deeper"/> than another.</summary>
    public string Selector
    {
        get
        {
            var around = Path.EndsWith(Inner, StringComparison.Ordinal) ? Path[..^Inner.Length] : Path[..^3];
            var selector = Path.EndsWith(Inner, StringComparison.Ordinal) && !Glob.HasWildcard(around) ? around : $"{around}/**";
            return selector[0] is '!' or '@' || !selector.Contains('/', StringComparison.Ordinal) ? $"./{selector}" : selector;
        }
    }

    /// <summary>Determines whether it assigns everything in a directory.</summary>
    public bool Gives(string directory) => IsDeep && glob.Matches($"{directory}/\u0001");

    public static string KeyOf(ImmutableArray<string> owners) => string.Join(' ', owners.Select(o => o.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal));

    public bool Matches(string path) => glob.Matches(path);

    /// <summary>Returns the same line's claim to less.</summary>
    public OwnerClaim Narrowed(string path) => new(Line, Pattern, path, Owners);

    public override string ToString() => $"{Line}: {Path} {Key}";
}
