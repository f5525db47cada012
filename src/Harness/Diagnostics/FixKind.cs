namespace Harness.Diagnostics;

/// <summary>How a finding is fixed for certain, whatever its rule: by taking lines out at its place.</summary>
public enum FixKind
{
    /// <summary>There is no certain way.</summary>
    None,

    /// <summary>The dependency that the place declares is deleted.</summary>
    DeleteDependency,

    /// <summary>The table of the policy that the place is in is deleted.</summary>
    DeleteException,

    /// <summary>The line is deleted.</summary>
    DeleteLine,
}
