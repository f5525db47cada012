using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Harness.Manifests;

namespace Harness.Inference;

/// <summary>Writes a proposal as a commented harness.toml.</summary>
internal sealed class PolicyText(PolicyProposal proposal)
{
    private const int Width = 120;

    private readonly StringBuilder text = new();

    public string Write()
    {
        text.Append("""
            #:schema ./harness.schema.json
            # Which package may depend on which: 'harness check' judges the workspace by this file. 'harness init' wrote it from today's
            # dependencies: nothing leads upward. The names, the cuts and the owners are a first guess; change them as you know better.
            version = 1

            # Top first. A package may use what stands in lower layers, never what stands in higher ones. Packages of one layer do not use
            # each other, unless the layer lists it, as in edges = ["a -> b"], or says siblings = "allow".
            # A selector is a package's name, "name-*", or a directory: "tools/*" its children, "tools/**" all below. The best fit wins.
            # What nothing here selects, a new package say, is a finding: so somebody decides where it belongs.

            """);
        Line("layers = [");

        // With one layer there is no direction to enforce, so new dependencies inside it do no harm.
        var tail = proposal.Layers.Length == 1 ? "], siblings = \"allow\" }," : "] },";
        foreach (var layer in proposal.Layers)
        {
            WriteList($"  {{ name = {Quote(layer.Name)}, crates = [", [.. layer.Selectors.OrderBy(s => s.Contains('*', StringComparison.Ordinal) ? 0 : 1).Select(Quote)], tail, "      ");
        }

        Line("]");
        WriteWorkspace();
        WriteAgents();
        WriteShared();
        WriteChoices();
        return text.ToString();
    }

    private void Line(string line = "") => text.Append(line).Append('\n');

    private void WriteWorkspace()
    {
        Line();
        Line("[workspace]");
        WriteManifests("manifests", proposal.Survey.Judged);
        WriteManifests("ignore", proposal.Survey.Ignored);
        if (!proposal.Planned.IsEmpty)
        {
            Line("# Patterns that no file matches yet:");
            WriteList("planned = [", [.. proposal.Planned.Select(p => Quote(p.Contains('/', StringComparison.Ordinal) ? p : "./" + p))], "]", "  ");
        }

        Line(proposal.Kinds == DependencyKinds.All
            ? """kinds = ["normal", "build", "dev"]     # today packages use each other in tests only"""
            : """# kinds = ["normal", "build"]          # what layers judge; add "dev" to judge dev-dependencies as well""");
    }

    private void WriteManifests(string key, ImmutableArray<ManifestChoice> choices)
    {
        if (choices.All(c => c.Reason.Length == 0))
        {
            if (!choices.IsEmpty)
            {
                WriteList($"{key} = [", [.. choices.Select(c => Quote(c.Pattern))], "]", "  ");
            }

            return;
        }

        Line($"{key} = [");
        foreach (var group in choices.GroupBy(c => c.Reason, StringComparer.Ordinal))
        {
            if (group.Key.Length > 0)
            {
                Line($"  # {group.Key}");
            }

            foreach (var choice in group)
            {
                Line($"  {Quote(choice.Pattern)},");
            }
        }

        Line("]");
    }

    private void WriteAgents()
    {
        Line();
        Line("# Who owns what: a change needs the owner's approval, or an advisor's, unless the owner made it. The best fit wins; \"**\" is the rest.");
        if (proposal.OwnersPath is { } path)
        {
            Line($"# The owners are those of {path}.");
        }

        foreach (var agent in proposal.Agents)
        {
            Line();
            Line($"[agents.{Key(agent.Name)}]");
            if (agent.IsAdvisor)
            {
                Line("role = \"advisor\"                       # owns what steers the gate, the tools and the build; may approve anything");
            }

            WriteTexts("crates", agent.Selectors);
            WriteTexts("paths", agent.Paths);
            WriteTexts("owners", agent.Owners);
            WriteLogins(agent);
        }
    }

    private void WriteTexts(string key, ImmutableArray<string> texts)
    {
        if (!texts.IsEmpty)
        {
            WriteList($"{key} = [", [.. texts.Select(Quote)], "]", "  ");
        }
    }

    private void WriteLogins(ProposedAgent agent)
    {
        if (!agent.Logins.IsEmpty)
        {
            if (agent.Unconfirmed is not null)
            {
                Line("# To be confirmed: the account comes from git's settings.");
            }

            WriteTexts("logins", agent.Logins);
        }
        else if (agent.Unconfirmed is { } account)
        {
            Line($"# logins = [{Quote(account)}]          # to be confirmed: git's e-mail address suggests this account of the host; take the mark off");
        }
        else if (agent.Owners.IsEmpty && !agent.IsAdvisor)
        {
            Line($"# logins = [{Quote(agent.Name + "[bot]")}]          # the host's accounts that are this agent");
        }
        else
        {
            Line("# logins = [\"ACCOUNT\"]              # the host's accounts that are this agent; without one nobody can act as it");
        }
    }

    private void WriteShared()
    {
        Line();
        Line("[shared]                               # files that any agent may change, within a meaning");
        Line($"{Quote(PolicyProposal.LockFiles)} = \"explained\"         # only what the change's manifests explain");
        foreach (var path in proposal.Shared)
        {
            Line($"{Quote(path)} = \"any\"");
        }
    }

    private void WriteChoices()
    {
        Line();
        Line("# Not decided here: take the marks off, and fill in what you want judged.");
        text.Append("""
            # What must never use what, and what only some may use:
            # [[forbid]]
            # from = ["@LAYER", "some-crate"]
            # to = ["other-crate"]                 # of the workspace, or an external one
            # because = "the reason that a finding shows"
            #
            # [[confine]]
            # crates = ["openssl"]
            # users = ["some-crate"]
            # because = "one crate speaks to the library"

            """);
    }

    private void WriteList(string head, ImmutableArray<string> items, string tail, string indent)
    {
        var whole = head + string.Join(", ", items) + tail;
        if (whole.Length <= Width)
        {
            Line(whole);
            return;
        }

        Line(head);
        var line = new StringBuilder(indent);
        foreach (var item in items)
        {
            if (line.Length > indent.Length && line.Length + item.Length + 1 > Width)
            {
                Line(line.ToString().TrimEnd());
                line.Clear().Append(indent);
            }

            line.Append(item).Append(", ");
        }

        Line(line.ToString().TrimEnd());
        Line(indent[..^(indent.Length > 2 ? 4 : 2)] + tail);
    }

    private static string Key(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? name : Quote(name);

    // A basic string. Characters that would end it, that it may not hold, or that look like others are escaped.
    private static string Quote(string value)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in value.EnumerateRunes())
        {
            var hidden = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            quoted.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                _ when hidden => string.Create(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}"),
                _ => rune.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
