namespace Harness.Evasions.Tests;

/// <summary>A change that is as it should be, and must not fail for what it resembles.</summary>
/// <param name="Name">A short name, that of the test.</param>
/// <param name="Sentence">What happens, in one sentence.</param>
internal sealed record HonestChange(string Name, string Sentence) : Scenario(Name, Sentence)
{
    /// <summary>Who may not make the same change, where it takes a right of its own; <see langword="null"/> where it takes none.</summary>
    public Author? NotBy { get; init; }
}
