using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Diagnostics;

internal sealed class CratePrefixRule : WorkspaceRule
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        "ACME001", "crate-prefix", "A crate's name does not begin with 'megadb-'", DiagnosticCategory.Source, DiagnosticSeverity.Warning);

    public override ImmutableArray<DiagnosticDescriptor> Descriptors => [Descriptor];

    public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context) =>
        from package in context.Codebase.Packages
        where !package.Name.StartsWith("megadb-", StringComparison.Ordinal)
        select new Diagnostic(
            Descriptor,
            package.NameLocation,
            $"The name of '{package.Name}' does not begin with 'megadb-'.",
            "rename the crate",
            package.Name) { Package = package.Name };
}
