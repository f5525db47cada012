namespace Harness.Ownership;

/// <summary>By what a path has its owner, the first that applies.</summary>
public enum OwnershipKind
{
    /// <summary>It steers the gate, the tools or the host: it belongs to the advisors.</summary>
    Protected,

    /// <summary>Any agent may change it, within a meaning: the policy's <c>[shared]</c>.</summary>
    Shared,

    /// <summary>An agent's <c>paths</c> name it.</summary>
    Path,

    /// <summary>It belongs to the agent of the innermost package around it.</summary>
    Package,

    /// <summary>None of these.</summary>
    Unowned,
}
