using Harness.Text;

namespace Harness.Lockfiles;

/// <summary>A problem in a lock file.</summary>
/// <param name="Phrase">The description, as a sentence without a full stop: <c>'serde 1.0.2' appears, and no changed manifest leads to
/// it</c>.</param>
/// <param name="Location">The place in the lock file, or in the old file if it was removed.</param>
internal sealed record LockProblem(string Phrase, Location Location);
