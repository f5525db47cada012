using System.Collections.Immutable;
using Harness.Text;
using Harness.Trees;

namespace Harness.Policies;

/// <summary>The table <c>[branches]</c>.</summary>
/// <param name="Integration">The branch that every change targets, or <see langword="null"/>.</param>
/// <param name="Stable">The branch that is released, or <see langword="null"/>.</param>
/// <param name="Pattern">The pattern of branch names, with <c>{agent}</c> and <c>{topic}</c>, or <see langword="null"/>.</param>
/// <param name="Exempt">Patterns of branches that are exempt from it.</param>
/// <param name="Location">Its place in the policy.</param>
public sealed record BranchSettings(string? Integration, string? Stable, string? Pattern, ImmutableArray<PathGlob> Exempt, Location Location)
{
    private const string AgentPlace = "{agent}";
    private const string TopicPlace = "{topic}";

    /// <summary>
    /// Returns the name that a branch has in place of <c>{agent}</c>, or <see langword="null"/> if it has none of them or is exempt.
    /// </summary>
    /// <param name="branch">The branch's name, without <c>refs/heads/</c>.</param>
    /// <param name="names">The agents' names.</param>
    public string? FindAgent(string branch, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(branch);
        ArgumentNullException.ThrowIfNull(names);
        return Pattern is null || !Pattern.Contains(AgentPlace, StringComparison.Ordinal) || Exempt.Any(e => e.Matches(RepoPath.Parse(branch)))
            ? null
            : names.Where(name => Fits(Pattern.Replace(AgentPlace, name, StringComparison.Ordinal), branch)).MaxBy(name => name.Length);
    }

    private static bool Fits(string pattern, string branch)
    {
        var at = pattern.IndexOf(TopicPlace, StringComparison.Ordinal);
        return at < 0 ? branch == pattern
            : branch.Length > pattern.Length - TopicPlace.Length
                && branch.StartsWith(pattern[..at], StringComparison.Ordinal)
                && branch.EndsWith(pattern[(at + TopicPlace.Length)..], StringComparison.Ordinal);
    }
}
