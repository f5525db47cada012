namespace Harness.Trees;

/// <summary>The mode of a path itself, without following links, as in git.</summary>
public enum EntryMode
{
    /// <summary>The path does not exist.</summary>
    None,

    /// <summary>A file: <c>100644</c>, and the old <c>100664</c>.</summary>
    File,

    /// <summary>A file that may be run: <c>100755</c>.</summary>
    Executable,

    /// <summary>A symbolic link: <c>120000</c>.</summary>
    Link,

    /// <summary>A submodule, a commit of another repository: <c>160000</c>.</summary>
    Submodule,
}
