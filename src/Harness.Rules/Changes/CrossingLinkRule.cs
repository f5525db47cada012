using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Changes;
using Harness.Diagnostics;
using Harness.Ownership;
using Harness.Rights;
using Harness.Text;
using Harness.Trees;

namespace Harness.Rules.Changes;

/// <summary>HRN3007: a link or a submodule leads to paths for which the contributors have no right, or out of the repository.</summary>
internal sealed class CrossingLinkRule : ChangeRule
{
    // As many as Linux follows in one path.
    private const int MaximumLinks = 40;

    private static readonly DiagnosticDescriptor Descriptor = new(
        "HRN3007", "crossing-link", "A link or a submodule leads to another owner's files, or out of the repository", DiagnosticCategory.Ownership, DiagnosticSeverity.Error)
    {
        IsConfigurable = false,
        IsScopable = false,
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(ChangeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var below = new Dictionary<(RepoPath Directory, Policies.Agent? Owner), RepoPath?>();
        var files = context.Change.Files.Files.Select(f => f.After.Mode switch
        {
            EntryMode.Link => OfLink(context, f, below),
            EntryMode.Submodule => OfSubmodule(context, f),
            _ => null,
        });
        return files.Concat(Unseen(context)).OfType<Diagnostic>();
    }

    // An existing submodule may become a package, by a dependency on it or by a pattern of members. If the submodule itself changes, the finding is
    // at its own path.
    private static IEnumerable<Diagnostic> Unseen(ChangeContext context)
    {
        if (!context.Rights.IsJudged || context.Rights.HasAdvisor)
        {
            return [];
        }

        var changed = context.Change.Files.Files.Where(f => f.After.Mode == EntryMode.Submodule).Select(f => f.Path).ToHashSet();
        return context.After.Codebase.Packages
            .Where(p => p.Submodule is { } submodule && !changed.Contains(submodule) && context.Before.Codebase.FindPackage(p.Directory)?.Submodule is null)
            .Select(p => new Diagnostic(
                Descriptor, p.NameLocation, $"'{p.Name}' becomes a package here and lies in the submodule '{p.Submodule}', whose inside nothing here judges.",
                $"{PathFinding.Consent(context, [])}; or take its source into the repository", p.Directory.Value));
    }

    private static Diagnostic? OfLink(ChangeContext context, FileChange file, Dictionary<(RepoPath Directory, Policies.Agent? Owner), RepoPath?> below)
    {
        var written = context.Change.After.ReadLink(file.Path);
        if (Follow(context.Change.After, file.Path) is not { } end)
        {
            return Create(context, file, $"The link '{file.Path}' leads out of the repository, or nowhere: '{written}'.", []);
        }

        var rights = context.Rights;
        var (here, there) = (rights.After.GetOwnership(file.Path), rights.After.GetOwnership(end));
        return !rights.IsJudged ? null
            : there.Kind == OwnershipKind.Unowned || IsOfOne(here, there) || rights.MayChange(end) ? OfDirectory(context, file, here, end, below)
            : Create(context, file, $"The link '{file.Path}' leads to '{end}', {Whose(there)}.", there);
    }

    // A link to a directory leads to everything below it, even if the directory itself has no owner. Many links may lead to one directory.
    private static Diagnostic? OfDirectory(
        ChangeContext context, FileChange file, PathOwnership here, RepoPath end, Dictionary<(RepoPath Directory, Policies.Agent? Owner), RepoPath?> below)
    {
        if (!below.TryGetValue((end, here.Owner), out var foreign))
        {
            below[(end, here.Owner)] = foreign = FindForeignBelow(context, here, end);
        }

        if (foreign is not { } path || path == file.Path)
        {
            return null;
        }

        var there = context.Rights.After.GetOwnership(path);
        return Create(context, file, $"The link '{file.Path}' leads to '{end}', below which lies '{path}', {Whose(there)}.", there);
    }

    private static RepoPath? FindForeignBelow(ChangeContext context, PathOwnership here, RepoPath directory)
    {
        foreach (var path in FilesBelow(context, directory))
        {
            var there = context.Rights.After.GetOwnership(path);
            if (there.Kind is not OwnershipKind.Unowned && !IsOfOne(here, there) && !context.Rights.MayChange(path))
            {
                return path;
            }
        }

        return null;
    }

    // The files that can be reached, with links followed. Each directory is visited once, because links may lead back.
    private static IEnumerable<RepoPath> FilesBelow(ChangeContext context, RepoPath directory)
    {
        var tree = context.Change.After;
        var todo = new Stack<RepoPath>([directory]);
        var seen = new HashSet<RepoPath>([directory]);
        while (todo.TryPop(out var at))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            foreach (var entry in tree.List(at))
            {
                var path = at.Combine(entry.Name);
                var end = entry.IsLink ? Follow(tree, path) : path;
                if (entry.IsLink || entry.Kind != EntryKind.Directory)
                {
                    yield return path;
                }

                if (end is { } reached && tree.GetKind(reached) == EntryKind.Directory)
                {
                    if (seen.Add(reached))
                    {
                        todo.Push(reached);
                    }
                }
                else if (entry.IsLink && end is { } file)
                {
                    yield return file;
                }
            }
        }
    }

    // Nobody has reviewed the content of a submodule, so it belongs to the owners of protected paths.
    private static Diagnostic? OfSubmodule(ChangeContext context, FileChange file) =>
        !context.Rights.IsJudged || context.Rights.HasAdvisor ? null
        : Create(context, file, $"The submodule '{file.Path}' {(file.Before.Mode == EntryMode.Submodule ? "is moved to" : "appears at")} commit {PathFinding.Short(file.After.ObjectId)} of another repository, which nothing here judges.", []);

    private static Diagnostic Create(ChangeContext context, FileChange file, string message, PathOwnership there) =>
        Create(context, file, message, there.Owner is { } owner ? [owner] : there.Claimants) is var finding && there.Reason is null ? finding
        : finding.WithNote(new DiagnosticNote("owner", there.Phrase));

    private static Diagnostic Create(ChangeContext context, FileChange file, string message, ImmutableArray<Policies.Agent> missing) =>
        new(Descriptor, Location.OfFile(file.Path), message, $"{PathFinding.Consent(context, missing)}; or let the file itself stand here", file.Path.Value);

    private static bool IsOfOne(PathOwnership one, PathOwnership other) => one.Kind != OwnershipKind.Protected && other.Kind != OwnershipKind.Protected && one.Owner is not null && one.Owner == other.Owner;

    private static string Whose(PathOwnership owned) => owned.Kind == OwnershipKind.Protected ? "which is protected"
        : $"which {(owned.Owner is { } owner ? $"'{owner}'" : PathFinding.List(owned.Claimants))} owns";

    // Returns the final target of a link, with links on the way followed. Returns null if it leaves the tree, does not exist, or is a loop.
    private static RepoPath? Follow(SourceTree tree, RepoPath link)
    {
        var todo = new Stack<string>([link.Name]);
        var (at, links) = (link.Parent, 0);
        while (todo.TryPop(out var segment))
        {
            var next = at.Combine(segment);
            if (next.IsOutside)
            {
                return null;
            }

            if (tree.ReadLink(next) is not { } target)
            {
                at = next;
                continue;
            }

            if (++links > MaximumLinks || target.StartsWith('/'))
            {
                return null;
            }

            foreach (var part in target.Split('/').Reverse().Where(s => s is not ("" or ".")))
            {
                todo.Push(part);
            }
        }

        return tree.GetKind(at) == EntryKind.None ? null : at;
    }
}
