using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Changes;
using Harness.Diagnostics;
using Harness.Text;
using Harness.Trees;

namespace Harness.Rules.Changes;

/// <summary>HRN3008: a path appears that some file systems take for another one of the tree.</summary>
internal sealed class PathCollisionRule : ChangeRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "HRN3008", "path-collision", "A new path collides with another path on some file systems", DiagnosticCategory.Ownership, DiagnosticSeverity.Error)
    {
        IsConfigurable = false,
        IsScopable = false,
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(ChangeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var directories = new Dictionary<RepoPath, Names>();
        var seen = new HashSet<RepoPath>();
        foreach (var file in context.Change.Files.Files.Where(f => f.Kind == ChangeKind.Added))
        {
            for (var at = file.Path; !at.IsRoot && seen.Add(at); at = at.Parent)
            {
                if (!directories.TryGetValue(at.Parent, out var names))
                {
                    directories[at.Parent] = names = new Names(context.Change.After.List(at.Parent));
                }

                if (names.FindTwin(at.Name) is { } twin)
                {
                    yield return Create(file.Path, at, $"is '{at.Parent.Combine(twin)}' to file systems that fold case or compose characters");
                }
                else if (HasLooseMark(at.Name))
                {
                    yield return Create(file.Path, at, "is spelt with a combining mark where one character would do, and another spelling is the same name to some file systems");
                }
            }
        }
    }

    private static Diagnostic Create(RepoPath file, RepoPath path, string fault) =>
        new(Descriptor, Location.OfFile(file), $"The new path '{path}' {fault}.", "give it another name, in composed characters", path.Value);

    private static bool HasLooseMark(string name) => name.Any(IsLooseMark);

    // Combining diacritical marks, the voiced marks of kana, conjoining jamo, and the signs that only represent a letter.
    private static bool IsLooseMark(char c) =>
        c is (>= '\u0300' and <= '\u036F') or '\u3099' or '\u309A' or (>= '\u1161' and <= '\u11C2') or '\u2126' or '\u212A' or '\u212B';

    /// <summary>The names of a directory, to be asked for twins without a look at each.</summary>
    private sealed class Names(IReadOnlyList<TreeEntry> entries)
    {
        private readonly ILookup<string, string> byFolding = entries.Select(e => e.Name).ToLookup(NameFolding.Fold, StringComparer.Ordinal);

        public string? FindTwin(string name) => byFolding[NameFolding.Fold(name)].FirstOrDefault(n => n != name);
    }
}
