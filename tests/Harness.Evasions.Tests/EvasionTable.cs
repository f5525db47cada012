using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Harness.Evasions.Tests;

/// <summary>All ways past the gate that are known, as they stand in <c>rules/evasions.md</c>.</summary>
internal static class EvasionTable
{
    private static readonly ImmutableArray<(string Title, ImmutableArray<Evasion> Evasions)> Sections =
    [
        ("Policy and ownership", PolicyEvasions.All),
        ("Packages, leases, shares and links", GroundEvasions.All),
        ("What git shows", GitEvasions.All),
        ("Names that git guesses at", NameEvasions.All),
        ("Spellings, and files that steer", SpellingEvasions.All),
        ("Identity", IdentityEvasions.All),
        ("The host", HostEvasions.All),
        ("What Cargo makes of files", CargoEvasions.All),
        ("Grants and lock files", GrantEvasions.All),
    ];

    /// <summary>Those that a test performs.</summary>
    public static ImmutableArray<Evasion> Evasions { get; } = [.. Sections.SelectMany(s => s.Evasions)];

    /// <summary>The list as Markdown.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder("""
            # Evasions

            How a change tries to get past the gate, what catches it, and the test that performs it in a real repository
            (`tests/Harness.Evasions.Tests`). Beside each stands an honest twin that is clean: the same change by who may make it, or the
            nearest change that anyone may make. Ways with one number are variants of one another.

            """);
        foreach (var (title, evasions) in Sections)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| no. | evasion | caught by | test |\n|---|---|---|---|\n");
            foreach (var evasion in evasions)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {evasion.Number} | {evasion.Sentence} | {Rules(evasion)} | `{evasion.Name}` |\n");
            }
        }

        text.Append("\n## What a host, a hook or a service shows\n\n| no. | evasion | caught by | test |\n|---|---|---|---|\n");
        foreach (var gate in GateEvasion.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {gate.Number} | {gate.Sentence} | {Link(gate.Caught)} | `{gate.Test}` of `{gate.Project}` |\n");
        }

        text.Append("\n## Out of reach of a repository alone\n\n| no. | evasion | why |\n|---|---|---|\n");
        foreach (var beyond in OutOfReach.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {beyond.Number} | {beyond.Sentence} | {beyond.Reason} |\n");
        }

        text.Append("\n## Honest changes that pass\n\n| change | test |\n|---|---|\n");
        foreach (var change in HonestChanges.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {change.Sentence} | `{change.Name}` |\n");
        }

        return text.ToString();
    }

    private static string Link(string caught) =>
        string.Join(", ", caught.Split(", ").Select(c => c.StartsWith("HRN", StringComparison.Ordinal) ? $"[{c}]({c}.md)" : c));

    private static string Rules(Evasion evasion)
    {
        var rules = evasion.Catches.Where(c => c.Rule.Length > 0).Select(c => c.Rule).Distinct().Order(StringComparer.Ordinal).Select(r => $"[{r}]({r}.md)");
        var isRefused = evasion.Catches.Any(c => c.Kind is CatchKind.Failure or CatchKind.Refusal);
        return string.Join(", ", isRefused ? rules.Append("exit 2") : rules);
    }
}
