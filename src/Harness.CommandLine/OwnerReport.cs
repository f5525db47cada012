using System.Globalization;
using System.Text;
using Harness.CommandLine.Commands;
using Harness.Ownership;
using Harness.Policies;
using Harness.Reporting;
using Harness.Trees;

namespace Harness.CommandLine;

/// <summary>Writes the owners of paths.</summary>
internal static class OwnerReport
{
    public static int Write(OwnershipMap map, IReadOnlyList<RepoPath> paths, OwnerForm form, CommandContext context)
    {
        if (form == OwnerForm.Json)
        {
            context.Write(whole => OwnershipJson.Write(map, paths, context.Today, whole));
            return ExitCode.Clean;
        }

        var text = new StringBuilder();
        foreach (var path in paths)
        {
            Describe(text, map, path, context.Today);
        }

        context.Write(text.ToString());
        return ExitCode.Clean;
    }

    private static void Describe(StringBuilder text, OwnershipMap map, RepoPath path, DateOnly today)
    {
        var owned = map.GetOwnership(path);
        Line(text, "", $"{VisibleText.Escape(path.ToString())}: {Who(map, owned)}");
        Line(text, "by", VisibleText.Escape(owned.Phrase));
        if (!owned.Consenters.IsEmpty)
        {
            Line(text, "consent", $"{Names(owned.Consenters)} as well, whose package compiles the file");
        }

        foreach (var lease in map.LeasesFor(path, today))
        {
            Line(text, "lease", VisibleText.Escape(string.Create(CultureInfo.InvariantCulture, $"'{lease.Holder}' through {lease.Lease.Expires:yyyy-MM-dd} ({lease.Lease.Location}): {lease.Lease.Because}")));
        }

        if (owned.Kind != OwnershipKind.Protected && !map.Advisors.IsEmpty)
        {
            Line(text, "consent", $"{Names(map.Advisors)} may give it{(owned.Owner is null ? "" : " in the owner's place")}");
        }
    }

    private static string Who(OwnershipMap map, PathOwnership owned) => owned.Kind switch
    {
        OwnershipKind.Protected => map.Advisors.IsEmpty ? "protected, and the policy has no advisor" : $"protected: {Names(map.Advisors)}",
        OwnershipKind.Shared => $"any agent, as \"{owned.Shared!.Meaning.ToText()}\"; beyond that {(owned.Owner is { } owner ? $"'{VisibleText.Escape(owner.Name)}'" : "nobody")}",
        _ when owned.Owner is { } owner => $"'{VisibleText.Escape(owner.Name)}'",
        _ when !owned.Claimants.IsEmpty => $"nobody: {Names(owned.Claimants)} claim it equally well",
        _ => "nobody",
    };

    private static string Names(IEnumerable<Agent> agents) => string.Join(", ", agents.Select(a => $"'{VisibleText.Escape(a.Name)}'"));

    private static void Line(StringBuilder text, string label, string content) =>
        text.Append(label.Length == 0 ? "" : $"  {label}: ").Append(content).Append('\n');
}
