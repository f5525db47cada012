using Xunit;

namespace Harness.Tests.Lockfiles;

/// <summary>Random workspaces that change: what Cargo makes of the lock file is explained, each time.</summary>
public sealed class LockPropertyTests
{
    private static readonly string[] Externals = ["e0", "e1", "e2", "e3", "e4"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Whatever_manifests_change_cargos_lock_file_follows_from_them(int seed)
    {
        var dice = new Random(seed);
        using var workspace = LockedWorkspace.Create();
        Vendor(workspace, dice);
        Change(workspace, dice, first: 0);
        var before = workspace.Lock();
        Assert.Empty(before.Inconsistent());
        for (var round = 0; round < 6; round++)
        {
            Change(workspace, dice, first: dice.Next(3));
            var after = workspace.Lock();
            Assert.Empty(after.Inconsistent());
            Assert.Equal(Lowered(before, after), before.Unexplained(after).Order(StringComparer.Ordinal));
            before = after;
        }
    }

    // Cargo lowers a version where a manifest pins it, and that takes more than a right to the manifest.
    private static IEnumerable<string> Lowered(LockedTree before, LockedTree after) =>
        from now in after.Lock.Packages
        from old in before.Lock.FindAll(now.Id.Name)
        where (old.Id.Version, now.Id.Version) == ("1.1.0", "1.0.0") && before.Lock.Find(now.Id) is null
        orderby now.Id.Name
        select $"'{now}' is locked where '{old}' was: a locked version never goes down";

    // Each crate may use those with a greater number, so that there is no circle.
    private static void Vendor(LockedWorkspace workspace, Random dice)
    {
        for (var at = 0; at < Externals.Length; at++)
        {
            foreach (var version in new[] { "1.0.0", "1.1.0", "2.0.0" })
            {
                var uses = Externals.Skip(at + 1).Where(_ => dice.Next(2) == 0).Select(e => (Name: e, Version: dice.Next(1, 3), IsOptional: dice.Next(3) == 0)).ToArray();
                workspace.Vendor(
                    Externals[at],
                    version,
                    string.Concat(uses.Select(u => $"{u.Name} = {{ version = \"{u.Version}\", optional = {(u.IsOptional ? "true" : "false")} }}\n")),
                    $"extra = [{string.Join(", ", uses.Where(u => u.IsOptional).Select(u => $"\"dep:{u.Name}\""))}]\n");
            }
        }
    }

    private static void Change(LockedWorkspace workspace, Random dice, int first)
    {
        for (var at = first; at < 3; at++)
        {
            var paths = Enumerable.Range(at + 1, 2 - at).Where(_ => dice.Next(2) == 0).Select(other => $"m{other} = {{ path = \"../m{other}\" }}\n");
            var used = Externals.Where(_ => dice.Next(3) == 0).ToArray();
            var normal = used.Select(e => $"{e} = {{ version = \"{dice.Next(1, 3)}\"{(dice.Next(2) == 0 ? ", features = [\"extra\"]" : "")} }}\n");
            var dev = Externals.Except(used).Where(_ => dice.Next(4) == 0).Select(e => $"other-{e} = {{ package = \"{e}\", version = \"={dice.Next(1, 3)}.0.0\" }}\n");
            workspace.Member($"m{at}", string.Concat(paths.Concat(normal)) + "[dev-dependencies]\n" + string.Concat(dev), $"0.{dice.Next(2)}.0");
        }
    }
}
