using Harness.Diagnostics;

namespace Harness.Sarif;

/// <summary>A rule as code scanning shows it. Its texts are the same for each of its results.</summary>
/// <param name="Descriptor">The rule's number, name, title and default severity.</param>
/// <param name="Page">The rule's page in Markdown. If it is empty, the title is used instead.</param>
internal sealed record SarifRule(DiagnosticDescriptor Descriptor, string Page);
