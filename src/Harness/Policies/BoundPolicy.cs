using Harness.Workspaces;

namespace Harness.Policies;

/// <summary>A policy × a codebase: the layer and owner of every package, resolved once.</summary>
public sealed partial class BoundPolicy
{
    /// <summary>The packages that the policy is bound to.</summary>
    public required Codebase Codebase { get; init; }
}
