namespace Harness.Ownership;

/// <summary>The basis on which a path has its owner. The first that applies decides.</summary>
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

    /// <summary>The path has no owner.</summary>
    Unowned,
}
