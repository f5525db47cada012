using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Text;
using Harness.Trees;

namespace Harness.Ownership;

/// <summary>A CODEOWNERS file as GitHub reads it: the last line that matches decides. See <c>docs.github.com</c>, "About code owners".</summary>
public sealed class CodeOwners
{
    /// <summary>The size in bytes from which GitHub ignores the whole file: 3 MB.</summary>
    public const int MaximumLength = 3_000_000;

    private CodeOwners(SourceText text, ImmutableArray<CodeOwnersEntry> entries) => (Text, Entries) = (text, entries);

    /// <summary>The places where GitHub looks, in its order. Only the first file that exists counts.</summary>
    public static ImmutableArray<RepoPath> Places { get; } =
        [RepoPath.Parse(".github/CODEOWNERS"), RepoPath.Parse("CODEOWNERS"), RepoPath.Parse("docs/CODEOWNERS")];

    /// <summary>The file's text.</summary>
    public SourceText Text { get; }

    /// <summary>The lines that GitHub understands, in their order. Empty if the file is too large.</summary>
    public ImmutableArray<CodeOwnersEntry> Entries { get; }

    /// <summary>Returns the file that counts in a tree, or <see langword="null"/> without one.</summary>
    /// <param name="tree">The tree.</param>
    public static RepoPath? Find(SourceTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return Places.Where(p => tree.GetKind(p) == EntryKind.File).Select(p => (RepoPath?)p).FirstOrDefault();
    }

    /// <summary>Reads a file. Total: a line that GitHub skips is HRN1022.</summary>
    /// <param name="text">The file's text.</param>
    public static Parsed<CodeOwners> Parse(SourceText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new CodeOwnersReader(text);
        return new(new CodeOwners(text, reader.Read()), reader.Diagnostics);
    }

    /// <summary>Returns the lines that match no file of a tree. Files that git ignores are not part of it.</summary>
    /// <param name="tree">The tree that the file is of.</param>
    /// <param name="cancellation">Cancels the walk.</param>
    public ImmutableArray<DeadOwnerLine> FindDeadLines(SourceTree tree, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return DeadOwnerLines.Find(this, tree, cancellation);
    }

    /// <summary>
    /// Returns the line that decides the owner of a file, or <see langword="null"/> if no line matches. A line without owners means that it has no
    /// owner.
    /// </summary>
    /// <param name="path">The path of a file, link or submodule. Case matters.</param>
    public CodeOwnersEntry? Match(RepoPath path)
    {
        for (var at = Entries.Length - 1; at >= 0; at--)
        {
            if (Entries[at].Matches(path))
            {
                return Entries[at];
            }
        }

        return null;
    }
}
