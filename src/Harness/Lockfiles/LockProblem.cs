using Harness.Text;

namespace Harness.Lockfiles;

/// <summary>Something of a lock file that is not as it must be.</summary>
/// <param name="Phrase">What, as a sentence without an end: <c>'serde 1.0.2' appears, and no changed manifest leads to it</c>.</param>
/// <param name="Location">The place in the lock file; of what is gone, in the file before.</param>
internal sealed record LockProblem(string Phrase, Location Location);
