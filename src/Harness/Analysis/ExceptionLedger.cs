using Harness.Diagnostics;
using Harness.Policies;

namespace Harness.Analysis;

/// <summary>Holds findings against the policy's exceptions, and the exceptions against the findings.</summary>
internal sealed class ExceptionLedger(Policy policy, DateOnly today)
{
    private const int WarningDays = 14;
    private readonly ILookup<EdgeName, PolicyException> byEdge = policy.Exceptions.ToLookup(e => new EdgeName(e.From, e.To));
    private readonly HashSet<PolicyException> used = [];

    // The rules that report each pair of packages that an exception names.
    private readonly Dictionary<EdgeName, SortedSet<string>> rulesOf = [];

    /// <summary>Returns the exception that excuses a finding, or <see langword="null"/>. Every exception that would is used by it.</summary>
    public PolicyException? Excuse(Diagnostic finding)
    {
        if (finding.Edge is not { } edge)
        {
            return null;
        }

        if (byEdge.Contains(edge))
        {
            (rulesOf.TryGetValue(edge, out var rules) ? rules : rulesOf[edge] = new(StringComparer.Ordinal)).Add(finding.Descriptor.Id);
        }

        PolicyException? excuse = null;
        foreach (var exception in byEdge[edge].Where(e => e.Covers(finding.Descriptor.Id) && !e.IsExpired(today)))
        {
            used.Add(exception);
            excuse ??= exception;
        }

        return excuse;
    }

    // An exception applies to the layer and sibling rules, or to the rule that it names. For a finding of another rule, it lacks that key.
    private string HelpFor(PolicyException exception)
    {
        var others = rulesOf.GetValueOrDefault(new EdgeName(exception.From, exception.To))?.Where(id => !exception.Covers(id)).ToArray() ?? [];
        var without = exception.RuleId is null ? null : others.FirstOrDefault(id => id is DirectionRuleIds.Upward or DirectionRuleIds.Sibling);
        return without is not null ? $"leave out 'rule' to excuse the {without} finding with these ends, or delete the exception"
            : others.Length > 0 ? $"add rule = \"{others[0]}\" to excuse the {others[0]} finding with these ends, or delete the exception"
            : "delete the exception";
    }

    /// <summary>Returns the problems of the exceptions, after all findings have been compared with them.</summary>
    public IEnumerable<Diagnostic> Audit()
    {
        foreach (var exception in policy.Exceptions)
        {
            var arguments = new[] { exception.From, exception.To, exception.RuleId ?? "" };
            if (exception.IsExpired(today))
            {
                yield return new Diagnostic(
                    ExceptionDescriptors.Expired,
                    exception.ExpiresLocation,
                    $"The exception for '{exception}' was good through {exception.Expires:yyyy-MM-dd} and excuses nothing now.",
                    $"remove the dependency, or let '{exception.Owner}' give the exception a new last day",
                    [.. arguments])
                {
                    Package = exception.From,
                };
            }
            else if (!used.Contains(exception))
            {
                yield return new Diagnostic(
                    ExceptionDescriptors.Unused,
                    exception.Location,
                    $"The exception for '{exception}' excuses nothing: no {exception.RuleId ?? "layer or sibling"} finding has these ends.",
                    HelpFor(exception),
                    [.. arguments])
                {
                    Package = exception.From,
                };
            }
            else if (exception.Expires.DayNumber - today.DayNumber <= WarningDays)
            {
                yield return new Diagnostic(
                    ExceptionDescriptors.Expiring,
                    exception.ExpiresLocation,
                    $"The exception for '{exception}' ends after {exception.Expires:yyyy-MM-dd}.",
                    $"remove the dependency by then, or let '{exception.Owner}' give the exception a new last day",
                    [.. arguments])
                {
                    Package = exception.From,
                };
            }
        }
    }
}
