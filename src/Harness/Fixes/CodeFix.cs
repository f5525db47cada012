using Harness.Diagnostics;

namespace Harness.Fixes;

/// <summary>A certain way to fix a finding, apart from the rule that found it.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Title">The effect of the fix: <c>delete the exception</c>.</param>
/// <param name="Edit">The edit.</param>
public sealed record CodeFix(Diagnostic Finding, string Title, TextEdit Edit);
