using System.Collections.Immutable;
using Harness.Policies;
using Harness.Text;

namespace Harness.Rights;

/// <summary>One thing in a changed file that keeps the change from being allowed.</summary>
/// <param name="Phrase">The description, as a sentence without a full stop.</param>
/// <param name="Location">Its place.</param>
/// <param name="Key">The key that identifies it among those of the file when lines move.</param>
public sealed record RightObstacle(string Phrase, Location Location, string Key)
{
    /// <summary>The agents whose packages it concerns. Empty if it concerns more than single packages.</summary>
    public ImmutableArray<Agent> Concerned { get; init; } = [];
}
