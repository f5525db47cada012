namespace Harness.Diagnostics;

/// <summary>The reliable ways to fix a finding of any rule, by deleting lines at its location.</summary>
public enum FixKind
{
    /// <summary>No reliable fix exists.</summary>
    None,

    /// <summary>The dependency that the place declares is deleted.</summary>
    DeleteDependency,

    /// <summary>The table of the policy that contains the location is deleted.</summary>
    DeleteException,

    /// <summary>The line is deleted.</summary>
    DeleteLine,
}
