using System.Collections.Immutable;
using Harness.Changes;

namespace Harness.Rights;

/// <summary>The decision whether a path may change, with the rights that it needs.</summary>
public sealed class PathDecision
{
    internal PathDecision(FileChange file, ImmutableArray<RightDemand> demands) => (File, Demands) = (file, demands);

    /// <summary>The changed path.</summary>
    public FileChange File { get; }

    /// <summary>The rights that it needs: by the packages of the target's tip, and by those of the merge result if these differ.</summary>
    public ImmutableArray<RightDemand> Demands { get; }

    /// <summary>A value that indicates whether all of them are held.</summary>
    public bool IsAllowed => Demands.All(d => d.Right is not null);
}
