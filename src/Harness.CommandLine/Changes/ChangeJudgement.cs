using Harness.Analysis;

namespace Harness.CommandLine.Changes;

/// <summary>The policy, the date and the evidence by which a change is judged.</summary>
internal static class ChangeJudgement
{
    /// <summary>Returns the options of an analysis.</summary>
    /// <param name="request">The change.</param>
    /// <param name="root">The absolute path of the tree's top.</param>
    /// <param name="policy">The absolute path of the policy that was named, or <see langword="null"/> for the trees' own.</param>
    /// <param name="today">The date in UTC.</param>
    public static ChangeAnalysisOptions Options(ChangeRequest request, string root, string? policy, DateOnly today) => new()
    {
        Today = today,
        Policy = policy is null ? null : PolicyArgument.Read(root, policy),
        Minimum = request.Identity,
    };
}
