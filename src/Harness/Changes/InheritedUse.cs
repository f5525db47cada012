using System.Collections.Immutable;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Changes;

/// <summary>The members that inherit an entry of <c>workspace.dependencies</c>, before or after a change.</summary>
internal sealed class InheritedUse
{
    private readonly Dictionary<string, SortedSet<RepoPath>> users = new(StringComparer.Ordinal);

    public InheritedUse(Workspaces.Workspace before, Workspaces.Workspace after)
    {
        foreach (var dependency in before.Members.Concat(after.Members).SelectMany(m => m.Dependencies).Where(d => d.WorkspaceLocation is not null))
        {
            (users.TryGetValue(dependency.Key, out var known) ? known : users[dependency.Key] = []).Add(dependency.Owner.Directory);
        }
    }

    /// <summary>Returns the directories of the members. Empty if no member inherits the entry.</summary>
    public ImmutableArray<RepoPath> FindUsers(string key) => users.TryGetValue(key, out var known) ? [.. known] : [];
}
