using System.Collections.Immutable;
using Harness.Diagnostics;

namespace Harness.Analysis;

/// <summary>The rules that an analysis runs, and their pages. A rule set is immutable and safe to share.</summary>
public sealed class RuleSet
{
    private const string ReservedPrefix = "HRN";
    private const string BuiltInAssembly = "Harness.Rules";

    private static readonly ImmutableArray<DiagnosticDescriptor> OfEngine =
    [
        ExceptionDescriptors.Unused,
        ExceptionDescriptors.Expired,
        ExceptionDescriptors.Expiring,
        SettingDescriptors.Ineffective,
        BaselineDescriptors.Stale,
        BaselineDescriptors.Invalid,
    ];

    private readonly ImmutableArray<Func<string, string?>> pages;
    private readonly Dictionary<string, DiagnosticDescriptor> byId = new(StringComparer.Ordinal);

    private RuleSet(ImmutableArray<WorkspaceRule> workspaceRules, ImmutableArray<ChangeRule> changeRules, ImmutableArray<Func<string, string?>> pages)
    {
        this.pages = pages;
        WorkspaceRules = workspaceRules;
        ChangeRules = changeRules;
        OfTrees = [.. workspaceRules.SelectMany(r => r.Descriptors).Concat(OfEngine).OrderBy(d => d.Id, StringComparer.Ordinal)];
        OfChanges = [.. OfTrees.Concat(changeRules.SelectMany(r => r.Descriptors)).OrderBy(d => d.Id, StringComparer.Ordinal)];
        Descriptors = [.. InputDescriptors.All.Concat(OfChanges).OrderBy(d => d.Id, StringComparer.Ordinal)];
        foreach (var descriptor in Descriptors)
        {
            if (!byId.TryAdd(descriptor.Id, descriptor))
            {
                throw new ArgumentException($"two rules report '{descriptor.Id}'");
            }
        }

        if (Descriptors.GroupBy(d => d.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } named)
        {
            throw new ArgumentException($"{string.Join(" and ", named.Select(d => $"'{d.Id}'"))} have one name, '{named.Key}'");
        }
    }

    /// <summary>The set without rules. The engine still reports failures of the input, and settings and exceptions that have no effect.</summary>
    public static RuleSet Empty { get; } = new([], [], []);

    /// <summary>The rules over one tree.</summary>
    public ImmutableArray<WorkspaceRule> WorkspaceRules { get; }

    /// <summary>The rules over a change.</summary>
    public ImmutableArray<ChangeRule> ChangeRules { get; }

    /// <summary>Everything that a check with these rules can report, ordered by id: failures of the input and findings of the engine too.</summary>
    public ImmutableArray<DiagnosticDescriptor> Descriptors { get; }

    /// <summary>The kinds of findings that the analysis of a tree can report, if its input can be read.</summary>
    internal ImmutableArray<DiagnosticDescriptor> OfTrees { get; }

    /// <summary>The kinds of findings that the analysis of a change can report, if its input can be read.</summary>
    internal ImmutableArray<DiagnosticDescriptor> OfChanges { get; }

    /// <summary>Returns a set with more rules.</summary>
    /// <param name="rules">The rules to add.</param>
    /// <exception cref="ArgumentException">
    /// Two kinds of findings have the same id or name, an id is not capital letters followed by digits, or an id begins with <c>HRN</c>, which only
    /// the built-in rules may.
    /// </exception>
    public RuleSet Add(params ImmutableArray<AnalysisRule> rules)
    {
        foreach (var rule in rules)
        {
            Validate(rule);
        }

        return new(WorkspaceRules.AddRange(rules.OfType<WorkspaceRule>()), ChangeRules.AddRange(rules.OfType<ChangeRule>()), pages);
    }

    /// <summary>Returns a set without the rules over changes. It is for history, which does not prove the author of a change.</summary>
    public RuleSet WithoutChangeRules() => new(WorkspaceRules, [], pages);

    /// <summary>Returns a set that finds more pages. Pages that it has already win.</summary>
    /// <param name="read">Returns the page of a rule in Markdown by the rule's id, or <see langword="null"/> if it has none.</param>
    public RuleSet WithPages(Func<string, string?> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return new(WorkspaceRules, ChangeRules, pages.Add(read));
    }

    /// <summary>Finds a kind of finding by its id or name, ignoring case.</summary>
    /// <param name="idOrName"><c>HRN2001</c> or <c>upward-dependency</c>.</param>
    /// <returns>The descriptor, or <see langword="null"/> if there is none.</returns>
    public DiagnosticDescriptor? Find(string idOrName)
    {
        ArgumentNullException.ThrowIfNull(idOrName);
        return FindId(idOrName)
            ?? Descriptors.FirstOrDefault(d => string.Equals(d.Id, idOrName, StringComparison.OrdinalIgnoreCase) || string.Equals(d.Name, idOrName, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Returns the page of a rule in Markdown, or <see langword="null"/> if it has none.</summary>
    /// <param name="id">The rule's id, <c>HRN2001</c>.</param>
    public string? GetPage(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return byId.ContainsKey(id) ? pages.Select(read => read(id)).FirstOrDefault(page => page is not null) : null;
    }

    /// <summary>Finds a kind of finding by its exact id.</summary>
    internal DiagnosticDescriptor? FindId(string id) => byId.GetValueOrDefault(id);

    private static void Validate(AnalysisRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var isBuiltIn = rule.GetType().Assembly.GetName().Name == BuiltInAssembly;
        foreach (var id in rule.Descriptors.Select(d => d.Id))
        {
            if (!DiagnosticDescriptor.IsId(id))
            {
                throw new ArgumentException($"'{id}' is not the id of a rule: it must be capital letters followed by digits");
            }

            if (!isBuiltIn && id.StartsWith(ReservedPrefix, StringComparison.Ordinal))
            {
                throw new ArgumentException($"'{id}' of '{rule.GetType()}' begins with '{ReservedPrefix}', which is reserved for the built-in rules: use a prefix of your own");
            }
        }
    }
}
