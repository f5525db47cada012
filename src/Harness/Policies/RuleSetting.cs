using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Text;

namespace Harness.Policies;

/// <summary>One option of a rule.</summary>
/// <param name="Name">The key.</param>
/// <param name="Values">The value as text, or each entry of an array.</param>
/// <param name="Location">Its place in the policy.</param>
public sealed record RuleOption(string Name, ImmutableArray<string> Values, Location Location);

/// <summary>An entry of <c>[rules]</c>.</summary>
public sealed class RuleSetting
{
    /// <summary>The rule's number.</summary>
    public required string RuleId { get; init; }

    /// <summary>A value that indicates whether <c>severity</c> is given, be it <c>off</c>.</summary>
    public bool SetsSeverity { get; init; }

    /// <summary>The severity, or <see langword="null"/> for <c>off</c> if <see cref="SetsSeverity"/>.</summary>
    public DiagnosticSeverity? Severity { get; init; }

    /// <summary>The packages that the severity applies to. Empty for all.</summary>
    public ImmutableArray<Selector> Crates { get; init; } = [];

    /// <summary>The rule's own options.</summary>
    public ImmutableArray<RuleOption> Options { get; init; } = [];

    /// <summary>Its place in the policy: the rule's number.</summary>
    public required Location Location { get; init; }
}
