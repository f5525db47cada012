using Harness.Changes;
using Harness.Trees;

namespace Harness.Git;

/// <summary>One name in a tree object.</summary>
/// <param name="Name">The name, in which a byte that is not UTF-8 is a lone surrogate. See <see cref="PathBytes"/>.</param>
/// <param name="Mode">The mode, or <see cref="EntryMode.None"/> for a tree.</param>
/// <param name="Id">The id of the object.</param>
internal readonly record struct ObjectEntry(string Name, EntryMode Mode, string Id)
{
    /// <summary>A value that indicates whether it is a tree.</summary>
    public bool IsTree => Mode == EntryMode.None;

    /// <summary>The same as one side of a change.</summary>
    public FileVersion Version => new(Mode, Id);
}
