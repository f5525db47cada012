using System.Globalization;
using Harness.Analysis;
using Harness.CommandLine.Commands;
using Harness.Git;
using Harness.Reporting;
using Harness.Trees;

namespace Harness.CommandLine.Changes;

/// <summary>Explains the decision on the rights of a change: <c>harness explain --change</c>.</summary>
internal static class ChangeExplanation
{
    /// <summary>Explains a change, or one of its paths.</summary>
    /// <param name="request">The change.</param>
    /// <param name="path">The given path, or <see langword="null"/> for all.</param>
    /// <param name="root">The absolute path of the tree's top.</param>
    /// <param name="policy">The absolute path of the policy that was named, or <see langword="null"/> for the trees' own.</param>
    /// <param name="context">The context, for the output.</param>
    public static int Write(ChangeRequest request, string? path, string root, string? policy, CommandContext context)
    {
        using var repository = GitRepository.Open(root);
        var change = ChangeReader.Read(repository, request, context);
        var result = context.Engine.Analyze(change, ChangeJudgement.Options(request, root, policy, context.Today));
        if (result.HasFailed)
        {
            throw InputFailures.Refuse(result, "the change could not be understood as a whole, so nothing is said of it", context);
        }

        if (result.Comparison!.Rights is not { IsJudged: true } rights)
        {
            throw new CommandException(result.Comparison.Ownership == OwnershipJudgement.PolicyIsNew
                ? "ownership is not judged: the target's tip has no policy" : "ownership is not judged: the policy of the target's tip names no agents");
        }

        var decisions = path is null ? rights.Decisions : [.. rights.Decisions.Where(d => d.File.Path == ToPath(path, root, context))];
        if (path is not null && decisions.IsEmpty)
        {
            throw new CommandException($"the change does not touch '{path}'");
        }

        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var writer = new DecisionText(rights, text);
        writer.WriteActor(change.Actor);
        foreach (var decision in decisions)
        {
            writer.Write(decision);
        }

        context.Write(text.ToString());
        return ExitCode.Clean;
    }

    private static RepoPath ToPath(string path, string root, CommandContext context) =>
        new PathArguments(context, root).Read([path], PathSource.Arguments, '\n')[0];
}
