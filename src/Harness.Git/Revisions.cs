using System.Collections.Immutable;

namespace Harness.Git;

/// <summary>
/// Finds the commit that a revision names, and never guesses. Git takes the first match of a short name, a tag before a branch. Anyone who may push a
/// tag could thus move a target. Here, a short name that matches more than one ref is refused.
/// </summary>
/// <param name="location">The repository that has the refs.</param>
/// <param name="scratch">The repository that has only the objects.</param>
/// <param name="cancellation">Ends it early.</param>
internal sealed class Revisions(RepositoryLocation location, ScratchRepository scratch, CancellationToken cancellation)
{
    private const int MostNamed = 5;

    // The places where git looks for a short name, in its order.
    private static readonly ImmutableArray<string> Places = ["refs/{0}", "refs/tags/{0}", "refs/heads/{0}", "refs/remotes/{0}", "refs/remotes/{0}/HEAD"];

    /// <summary>Finds the commit.</summary>
    /// <param name="revision">The revision.</param>
    /// <returns>The commit, or <see langword="null"/> if it names none.</returns>
    /// <exception cref="GitException">More than one ref answers to its name.</exception>
    public CommitId? Find(string revision)
    {
        if (RevisionName.Parse(revision) is not { } name)
        {
            return null;
        }

        return name.IsWholeId(location.IdLength) ? ByObject(name.Name + name.Steps)
            : name.IsUpstream ? FindUpstream(name)
            : name.Name.Length == 0 ? FindOfCurrentBranch(name)
            : name.IsFull ? (Exists(name.Name) ? ByRef(name.Name + name.Mark + name.Steps) : null)
            : name.IsSpecial ? FindSpecial(name)
            : FindShort(name);
    }

    // In git's own order, a file of the git directory comes first. If there is none, a tag of that name must not take its place.
    private CommitId? FindSpecial(RevisionName name) =>
        name.Name == "HEAD" || ListRefs(name.Name).IsEmpty || File.Exists(Path.Join(location.GitDirectory, name.Name)) ? ByRef(name.Name + name.Mark + name.Steps) : null;

    private CommitId? FindShort(RevisionName name)
    {
        var refs = ListRefs(name.Name);
        var first = ByRef(name.Name + name.Mark + name.Steps);
        if (refs.Length == 0)
        {
            return first;
        }

        var commit = ByRef(refs[0] + name.Mark + name.Steps);
        return refs.Length > 1 ? throw Ambiguous(name, refs)
            : first != commit ? throw Ambiguous(name, [refs[0], $"the file '{name.Name}' of the git directory"])
            : name.MayBeId && ByObject(name.Name + name.Steps) is { } other && other != commit ? throw Ambiguous(name, [refs[0], $"the commit {other.Short}"])
            : commit;
    }

    // Here git accepts only a branch, never a tag. The full name of its upstream preserves that for the next steps.
    private CommitId? FindUpstream(RevisionName name) =>
        Run(location.Directory, "--verify", "--quiet", "--symbolic-full-name", name.Name + name.Mark) is { ExitCode: 0, Text: var upstream } && Exists(upstream)
            ? ByRef(upstream + name.Steps) : null;

    // @{-1} is the branch that was checked out before, and git would look for a tag of that name first. @{2} is an entry of the current branch's log.
    private CommitId? FindOfCurrentBranch(RevisionName name)
    {
        if (!name.Mark.StartsWith("@{-", StringComparison.Ordinal))
        {
            return name.Mark.Length == 0 ? null : ByRef(name.Mark + name.Steps);
        }

        var earlier = GitProgram.Run(new GitCommand(location.Directory, ["check-ref-format", "--branch", name.Mark]), cancellation);
        return earlier.ExitCode != 0 ? null
            : CommitId.IsWhole(earlier.Text) ? ByObject(earlier.Text + name.Steps)
            : Exists("refs/heads/" + earlier.Text) ? ByRef($"refs/heads/{earlier.Text}{name.Steps}") : null;
    }

    private bool Exists(string name) => ListRefs([name]).Length > 0;

    private ImmutableArray<string> ListRefs(string shortName) => ListRefs([.. Places.Select(p => string.Format(System.Globalization.CultureInfo.InvariantCulture, p, shortName))]);

    // A pattern of for-each-ref also matches refs below it.
    private ImmutableArray<string> ListRefs(ImmutableArray<string> names)
    {
        var outcome = GitProgram.Run(new GitCommand(location.Directory, ["for-each-ref", "--format=%(refname)", "--", .. names]), cancellation);
        var found = outcome.Text.Split('\n');
        return outcome.ExitCode == 0 ? [.. names.Where(found.Contains)]
            : throw new GitException($"git cannot read the refs around '{location.Directory}': {outcome.Complaint}");
    }

    private CommitId? ByRef(string revision) => Commit(Run(location.Directory, "--verify", "--quiet", "--end-of-options", revision + "^{commit}"));

    // No ref is there, so that only an object can answer.
    private CommitId? ByObject(string revision) => Commit(scratch.Run(["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"], cancellation));

    private static CommitId? Commit(GitOutcome outcome) => outcome.ExitCode == 0 && CommitId.IsWhole(outcome.Text) ? new CommitId(outcome.Text) : null;

    private GitOutcome Run(string directory, params ImmutableArray<string> arguments) =>
        GitProgram.Run(new GitCommand(directory, ["rev-parse", .. arguments]) { Borrowed = location.Borrowed }, cancellation);

    private static GitException Ambiguous(RevisionName name, ImmutableArray<string> candidates)
    {
        var listed = string.Join(", ", candidates.Take(MostNamed)) + (candidates.Length > MostNamed ? $" and {candidates.Length - MostNamed} more" : "");
        var meant = candidates.FirstOrDefault(c => c.StartsWith("refs/heads/", StringComparison.Ordinal))
            ?? candidates.FirstOrDefault(c => c.StartsWith("refs/remotes/", StringComparison.Ordinal)) ?? candidates[0];
        return new GitException($"'{name.Name}' may name each of {listed}: write the full name of the one that is meant, such as {meant}");
    }
}
