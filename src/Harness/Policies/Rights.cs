using System.Collections.Immutable;
using Harness.Text;

namespace Harness.Policies;

/// <summary>A bounded kind of change, decided only from the two trees.</summary>
public enum GrantKind
{
    /// <summary>Versions and changelogs of a release.</summary>
    Release,

    /// <summary>Requirements of dependencies.</summary>
    Update,

    /// <summary>An earlier change undone.</summary>
    Revert,

    /// <summary>White space.</summary>
    Format,
}

/// <summary>The permission of agents to make a bounded kind of change anywhere.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Agents">The agents' names.</param>
/// <param name="Location">Its place in the policy.</param>
public sealed record PolicyGrant(GrantKind Kind, ImmutableArray<string> Agents, Location Location);

/// <summary>The kind of change that is allowed in a shared file.</summary>
public enum SharedMeaning
{
    /// <summary>As anyone likes.</summary>
    Any,

    /// <summary>A lock file: only differences that a change of the manifests explains.</summary>
    Explained,

    /// <summary>A lock file: any change after which it fits the manifests.</summary>
    Consistent,

    /// <summary>A list that only gets shorter: entries that no longer match may be deleted.</summary>
    Shrink,
}

/// <summary>Words for meanings.</summary>
public static class SharedMeanings
{
    /// <summary>Returns the word of the policy: <c>explained</c>.</summary>
    /// <param name="meaning">The meaning.</param>
    public static string ToText(this SharedMeaning meaning) => meaning switch
    {
        SharedMeaning.Any => "any",
        SharedMeaning.Explained => "explained",
        SharedMeaning.Consistent => "consistent",
        _ => "shrink",
    };
}

/// <summary>Files that any agent may change.</summary>
/// <param name="Paths">The files.</param>
/// <param name="Meaning">The allowed kind of change.</param>
public sealed record SharedPath(PathGlob Paths, SharedMeaning Meaning);
