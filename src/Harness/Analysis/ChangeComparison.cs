using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Rights;

namespace Harness.Analysis;

/// <summary>What a change did to the findings: each finding has one key, and the keys of both trees are held against each other.</summary>
public sealed class ChangeComparison
{
    private readonly HashSet<Diagnostic> added;

    internal ChangeComparison(IEnumerable<Diagnostic> added, IEnumerable<Diagnostic> gone, ChangeRights? rights, int changedFiles)
    {
        this.added = new(added, ReferenceEqualityComparer.Instance);
        Fixed = [.. gone.Order(DiagnosticOrder.Instance)];
        Rights = rights;
        ChangedFiles = changedFiles;
    }

    /// <summary>The findings of the target's tip that the change mends.</summary>
    public ImmutableArray<Diagnostic> Fixed { get; }

    /// <summary>Whether rights could be judged.</summary>
    public OwnershipJudgement Ownership =>
        Rights is null ? OwnershipJudgement.PolicyIsNew : Rights.IsJudged ? OwnershipJudgement.Judged : OwnershipJudgement.NoAgents;

    /// <summary>By which right each changed path may change; <see langword="null"/> where the target's tip has no policy.</summary>
    public ChangeRights? Rights { get; }

    /// <summary>The number of paths that differ.</summary>
    public int ChangedFiles { get; }

    /// <summary>Whether the change brings a finding of the result.</summary>
    /// <param name="finding">A finding of the same result.</param>
    public bool IsNew(Diagnostic finding) => added.Contains(finding);
}

/// <summary>Whether the rights of a change could be judged.</summary>
public enum OwnershipJudgement
{
    /// <summary>By the policy of the target's tip.</summary>
    Judged,

    /// <summary>The target's tip has no policy: who may change what begins with this one.</summary>
    PolicyIsNew,

    /// <summary>The policy of the target's tip names no agents.</summary>
    NoAgents,
}
