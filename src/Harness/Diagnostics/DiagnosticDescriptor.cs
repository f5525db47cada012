using System.Collections.Immutable;

namespace Harness.Diagnostics;

/// <summary>The properties that all diagnostics of one kind share. The texts are static, and hold nothing about a single finding.</summary>
public sealed class DiagnosticDescriptor
{
    /// <summary>Describes a kind of diagnostic.</summary>
    /// <param name="id">The rule's number, such as <c>HRN2001</c>. A third party uses its own prefix.</param>
    /// <param name="name">The problem in a few words, in kebab case: <c>upward-dependency</c>.</param>
    /// <param name="title">One line that describes the problem.</param>
    /// <param name="category">The subject of the findings.</param>
    /// <param name="defaultSeverity">The severity unless the policy sets another.</param>
    public DiagnosticDescriptor(string id, string name, string title, DiagnosticCategory category, DiagnosticSeverity defaultSeverity)
    {
        Id = id;
        Name = name;
        Title = title;
        Category = category;
        DefaultSeverity = defaultSeverity;
        IsConfigurable = category != DiagnosticCategory.Input;
    }

    /// <summary>The rule's number.</summary>
    public string Id { get; }

    /// <summary>The problem in a few words, in kebab case.</summary>
    public string Name { get; }

    /// <summary>One line that describes the problem.</summary>
    public string Title { get; }

    /// <summary>The subject of the findings.</summary>
    public DiagnosticCategory Category { get; }

    /// <summary>The severity unless the policy sets another.</summary>
    public DiagnosticSeverity DefaultSeverity { get; }

    /// <summary>A value that indicates whether the rule runs unless the policy turns it on.</summary>
    public bool EnabledByDefault { get; init; } = true;

    /// <summary>
    /// A value that indicates whether the policy may lower the severity or turn the rule off. It never may for
    /// <see cref="DiagnosticCategory.Input"/>.
    /// </summary>
    public bool IsConfigurable { get; init => field = value && Category != DiagnosticCategory.Input; }

    /// <summary>
    /// A value that indicates whether a fix of something else can cause the finding, by leaving an entry of the policy unused. If such a finding is
    /// new in a change it is a note, so that a fix never fails a change.
    /// </summary>
    public bool CanFollowFromFix { get; init; }

    /// <summary>The reliable way to fix its findings, if any.</summary>
    public FixKind Fix { get; init; }

    /// <summary>
    /// A value that indicates whether its findings are about one package each, so that <c>crates</c> in <c>[rules]</c> can scope the severity.
    /// </summary>
    public bool IsScopable { get; init; } = true;

    /// <summary>The keys that the rule's entry in <c>[rules]</c> may have, apart from <c>severity</c> and <c>crates</c>.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>A value that indicates whether the input could not be understood: such a diagnostic ends a check with exit 2.</summary>
    public bool IsInputFailure => Category == DiagnosticCategory.Input;

    /// <summary>
    /// A value that indicates whether a baseline may hold its findings. A fault of the policy itself, such as an expired exception, is fixed there in
    /// one line, and a baseline would keep it forever. Findings that the policy may not lower cannot be in a baseline either.
    /// </summary>
    public bool CanBeBaselined => IsConfigurable && Category != DiagnosticCategory.Policy;

    /// <inheritdoc/>
    public override string ToString() => Id;

    /// <summary>Determines whether a text has the form of a rule's number: capital letters, then digits.</summary>
    internal static bool IsId(string text)
    {
        var letters = text.AsSpan().IndexOfAnyExceptInRange('A', 'Z');
        return letters > 0 && text.AsSpan(letters).IndexOfAnyExceptInRange('0', '9') < 0;
    }
}
