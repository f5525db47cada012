using System.Collections.Immutable;

namespace Harness.Diagnostics;

/// <summary>What a total parse gives: a value, and what is wrong with the input.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="Value">The value; of broken input as much as could be understood.</param>
/// <param name="Diagnostics">What is wrong, in the order of the text.</param>
public sealed record Parsed<T>(T Value, ImmutableArray<Diagnostic> Diagnostics);
