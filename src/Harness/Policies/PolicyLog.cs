using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Text;

namespace Harness.Policies;

/// <summary>Collects the errors that make a policy unusable.</summary>
internal sealed class PolicyLog(SourceText text)
{
    private readonly List<Diagnostic> diagnostics = [];

    public Location At(SourceSpan span) => new(text, span);

    public void Report(SourceSpan span, string message, string help) =>
        diagnostics.Add(new Diagnostic(InputDescriptors.InvalidPolicy, At(span), message, help, text.Path.ToString(), message));

    public void Report(SourceSpan span, string message, string help, RelatedLocation related) =>
        diagnostics.Add(new Diagnostic(InputDescriptors.InvalidPolicy, At(span), message, help, text.Path.ToString(), message) { RelatedLocations = [related] });

    public void Unknown(SourceSpan span, string what, string name, IReadOnlyCollection<string> known) =>
        Report(span, $"There is no {what} '{name}'.", NearestName.Suggest(name, known) + Listing(what, known));

    public ImmutableArray<Diagnostic> InOrder() => [.. diagnostics.OrderBy(d => d.Location.Span.Start)];

    private static string Listing(string what, IReadOnlyCollection<string> known) => known.Count switch
    {
        0 => $"the policy declares no {what}",
        > 20 => $"name one that the policy declares",
        _ => $"there is {string.Join(", ", known.Select(k => $"'{k}'"))}",
    };
}
