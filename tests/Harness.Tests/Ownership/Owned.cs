using Harness.Ownership;
using Harness.Policies;
using Harness.Tests.Policies;
using Harness.Trees;

namespace Harness.Tests.Ownership;

/// <summary>Ownership of small workspaces of memory.</summary>
internal static class Owned
{
    public static OwnershipMap Map(string policy, params string[] packages) => Bound.To("version = 1\n" + policy, packages).Ownership;

    public static OwnershipMap Map(string policy, Dictionary<string, string> files) => Bound.To("version = 1\n" + policy, files).Ownership;

    public static PathOwnership GetOwnership(this OwnershipMap map, string path) => map.GetOwnership(RepoPath.Parse(path));

    /// <summary>Kind and owner: <c>Package db</c>.</summary>
    public static string Spell(this OwnershipMap map, string path) => map.GetOwnership(path) is var owned ? $"{owned.Kind} {owned.Owner?.Name ?? "-"}" : "";

    public static string Leases(this OwnershipMap map, string path, int day = 1) =>
        string.Join(' ', map.LeasesFor(RepoPath.Parse(path), new DateOnly(2030, 1, day)).Select(l => l.Holder.Name));

    public static Agent Agent(this OwnershipMap map, string name) => map.Policy.Policy.Agents.Single(a => a.Name == name);
}
