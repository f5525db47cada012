using System.Collections.Immutable;
using Harness.Changes;
using Harness.Diagnostics;
using Harness.Ownership;
using Harness.Reporting;
using Harness.Sarif.Reading;
using Harness.Trees;

namespace Harness.CommandLine;

/// <summary>Reads the reports of other tools, and reports the results left out of each, with the reasons.</summary>
internal static class IncludedReports
{
    /// <summary>Reads reports.</summary>
    /// <param name="files">The absolute paths of the reports.</param>
    /// <param name="root">The absolute path of the tree's top.</param>
    /// <param name="tree">The tree that the tools looked at.</param>
    /// <param name="owners">The owners of the files, or <see langword="null"/> without a policy that can be read.</param>
    /// <param name="change">The change whose merge result the tree is, or <see langword="null"/> for a single tree.</param>
    /// <param name="context">The context, for messages.</param>
    /// <exception cref="CommandException">A report cannot be read as a whole.</exception>
    public static ImmutableArray<Diagnostic> Read(IReadOnlyList<string> files, string root, SourceTree tree, OwnershipMap? owners, Change? change, CommandContext context)
    {
        var findings = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var file in files)
        {
            var placed = new ForeignFindings(tree, owners, change);
            var report = ReadFile(file, root);
            findings.AddRange(placed.Convert(report));
            Tell(file, report, placed, context);
        }

        return findings.ToImmutable();
    }

    private static ForeignReport ReadFile(string file, string root)
    {
        try
        {
            // Pipes and devices have no length, and opening one may block forever.
            if (Length(file) == 0)
            {
                throw new CommandException($"'{file}' is empty or no plain file: let the tool write to a file, and to its end");
            }

            using var stream = File.OpenRead(file);
            return ForeignReports.Read(stream, file, root, RepositoryDirectory.FindPlace(root));
        }
        catch (Exception e) when (e is ReportException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException(e is ReportException ? e.Message : $"'{file}' cannot be read: {e.Message}");
        }
    }

    private static long Length(string file) =>
        new FileInfo(file) is var given && given.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target.Length : given.Length;

    private static void Tell(string file, ForeignReport report, ForeignFindings placed, CommandContext context)
    {
        (int Count, string Why)[] omitted =
        [
            .. report.Omitted.Select(o => (o.Value, Spell(o.Key))),
            (placed.Misplaced, "of a file or line that the tree has not: was the report made from this tree?"),
            (placed.Older, "not brought by the change"),
        ];
        var parts = omitted.Where(o => o.Count > 0).Select(o => $"{o.Count} {o.Why}").ToArray();
        if (parts.Length > 0)
        {
            context.Error.Write($"harness: '{VisibleText.Escape(file)}': left out {string.Join(", ", parts)}\n");
        }
    }

    private static string Spell(LeftOut why) => why switch
    {
        LeftOut.Outside => "outside of the repository",
        LeftOut.Unplaced => "without a file",
        LeftOut.Suppressed => "suppressed",
        _ => "that report no problem",
    };
}
