using System.Collections.Immutable;
using Harness.Testing;

namespace Harness.Evasions.Tests;

/// <summary>A way past the gate, and what catches it.</summary>
/// <param name="Number">The number of the way; several tests may show one.</param>
/// <param name="Name">A short name, that of the test.</param>
/// <param name="Sentence">How it goes, in one sentence.</param>
internal sealed record Evasion(int Number, string Name, string Sentence) : Scenario(Name, Sentence)
{
    /// <summary>What catches it: of errors all, of weightier and lighter things those that matter.</summary>
    public required ImmutableArray<Catch> Catches { get; init; }

    /// <summary>By whom the same change is clean.</summary>
    public Author? CleanBy { get; init; }

    /// <summary>The directory in which it is clean, where that is another one.</summary>
    public Func<GitFixture, string>? CleanAt { get; init; }

    /// <summary>The honest change nearest to it, by the same author, which is clean.</summary>
    public Action<GitFixture>? CleanInstead { get; init; }

    /// <summary>What is clean where the same change is not, whoever makes it; <see langword="null"/> for the change itself.</summary>
    public Evasion? Twin => CleanInstead is null && CleanAt is null ? null : this with { Change = CleanInstead ?? Change, OpenAt = CleanAt ?? OpenAt };
}
