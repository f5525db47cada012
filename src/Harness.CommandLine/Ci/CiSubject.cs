using System.Collections.Immutable;
using Harness.Changes;
using Harness.Git;

namespace Harness.CommandLine.Ci;

/// <summary>One change that an event is about.</summary>
/// <param name="Title">The name: <c>#12</c>, or the commit.</param>
/// <param name="Change">The change.</param>
internal sealed record CiStep(string Title, Change Change);

/// <summary>The subject of an event.</summary>
/// <param name="Tree">The files that the branch has, or would have.</param>
/// <param name="Commit">The id of the commit that findings are uploaded for.</param>
/// <param name="Ref">The ref that findings are uploaded for.</param>
/// <param name="Steps">The changes, oldest first. Empty if only the tree can be judged.</param>
internal sealed record CiSubject(GitTree Tree, string Commit, string Ref, ImmutableArray<CiStep> Steps);
