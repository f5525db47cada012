using System.Collections.Immutable;

namespace Harness.Diagnostics;

/// <summary>The result of a parse that never throws: a value, and the diagnostics about the input.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="Value">The value. For invalid input, it holds as much as could be understood.</param>
/// <param name="Diagnostics">The diagnostics, in the order of the text.</param>
public sealed record Parsed<T>(T Value, ImmutableArray<Diagnostic> Diagnostics);
