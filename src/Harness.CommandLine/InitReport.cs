using System.Collections.Immutable;
using System.Globalization;
using Harness.CommandLine.Usage;
using Harness.Inference;
using Harness.Policies;
using Harness.Reporting;

namespace Harness.CommandLine;

/// <summary>Reports the decisions and files of <c>harness init</c>, and the next steps.</summary>
internal static class InitReport
{
    private const int MostNotes = 100;

    /// <summary>Writes the choice of manifests and the differences from CODEOWNERS to standard error.</summary>
    public static void WriteDecisions(PolicyProposal proposal, CommandContext context)
    {
        if (context.Verbosity == Verbosity.Quiet)
        {
            return;
        }

        WriteChoices("judged", proposal.Survey.Judged, context);
        WriteChoices("ignored", proposal.Survey.Ignored, context);
        if (proposal.OwnersPath is { } path)
        {
            foreach (var note in proposal.OwnerNotes.Take(MostNotes))
            {
                Line(note.ToText(path.ToString()), context);
            }

            if (proposal.OwnerNotes.Length > MostNotes)
            {
                Line(string.Create(CultureInfo.InvariantCulture, $"{path}: and {proposal.OwnerNotes.Length - MostNotes} more lines."), context);
            }
        }
    }

    /// <summary>Returns the summary: the written files, the cost of the policy in the past, the rights, and the next steps.</summary>
    public static string Summary(PolicyProposal proposal, int excused, PastCost? past)
    {
        var owners = proposal.OwnersPath is { } path ? $"{CountText.Format(proposal.Agents.Length, "agent")} from {path}" : CountText.Format(proposal.Agents.Length, "agent");
        var baseline = excused == 0 ? "Nothing goes to the baseline." : $"{CountText.Format(excused, "finding")} of today, mostly uses inside of layers, {(excused == 1 ? "is" : "are")} in the baseline, {Baseline.FileName}; later ones count.";
        return $"""
            Found {CountText.Format(proposal.Survey.Codebase.Packages.Length, "package")} and {CountText.Format(proposal.EdgeCount, "edge")} that layers judge; wrote {Policy.FileName}: {CountText.Format(proposal.Layers.Length, "layer")} by {CountText.Format(proposal.Layers.Sum(l => l.Selectors.Length), "selector")}, {owners}.
            {baseline}
            {past?.ToText()}{WhoCanAct(proposal.Agents)}
            Next: read {Policy.FileName}, give the layers names of your own, run 'harness check' (it passes now), and commit the harness.* files.

            """.ReplaceLineEndings("\n");
    }

    private static string WhoCanAct(ImmutableArray<ProposedAgent> agents)
    {
        var advisor = agents.First(a => a.IsAdvisor);
        var silent = agents.Where(a => a.Logins.IsEmpty).Select(a => $"'{VisibleText.Escape(a.Name)}'").ToArray();
        var state = string.Create(CultureInfo.InvariantCulture, $"{agents.Length - silent.Length} of {CountText.Format(agents.Length, "agent")} {(agents.Length - silent.Length == 1 ? "has" : "have")} logins");
        var name = VisibleText.Escape(advisor.Name);
        return advisor.Logins.IsEmpty
                ? $"Do not require the gate yet: {state}, and without those of advisor '{name}' nobody can change or approve what is protected, {Policy.FileName} included. Add 'logins' first."
            : silent.Length > 0
                ? $"Do not require the gate yet: {state}; what {List(silent)} own only advisor '{name}' ({Logins(advisor)}) can change or approve. Add 'logins' first."
            : $"Who can change what: {state}; advisor '{name}' ({Logins(advisor)}) can change and approve everything{(advisor.Unconfirmed is null ? "" : ": confirm that account, it comes from git's settings")}.";
    }

    private static string Logins(ProposedAgent agent) => VisibleText.Escape(string.Join(", ", agent.Logins.Select(l => "@" + l)));

    private static string List(string[] names) =>
        names.Length <= 3 ? string.Join(", ", names) : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names.Take(3))} and {names.Length - 3} more");

    private static void WriteChoices(string what, ImmutableArray<ManifestChoice> choices, CommandContext context)
    {
        foreach (var group in choices.Where(c => c.Reason.Length > 0).GroupBy(c => c.Reason, StringComparer.Ordinal))
        {
            var patterns = group.Select(c => c.Pattern).ToArray();
            var more = patterns.Length <= 3 ? "" : string.Create(CultureInfo.InvariantCulture, $" and {patterns.Length - 3} more");
            Line($"{what}: {string.Join(", ", patterns.Take(3).Select(p => $"'{p}'"))}{more}: {group.Key}.", context);
        }
    }

    private static void Line(string text, CommandContext context) => context.Error.Write(VisibleText.Escape(text) + "\n");
}
