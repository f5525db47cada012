using Harness.Rights;
using Harness.Tests.Policies;
using Xunit;

namespace Harness.Tests.Rights;

public sealed class PackagePairsTests
{
    [Theory]

    // In its place under any name, else under its name in any place.
    [InlineData("a=alpha", "a=beta", "alpha -> beta")]
    [InlineData("a=alpha", "b=alpha", "alpha -> alpha")]
    [InlineData("a=alpha b=beta", "a=beta c=alpha", "alpha -> beta")]

    // A name tells packages only where one of it is gone, and names are told apart by case.
    [InlineData("a=alpha b=alpha", "c=alpha", "")]
    [InlineData("a=alpha", "b=Alpha", "")]
    public void A_package_is_paired_by_its_place_and_then_by_its_name(string before, string after, string pairs) =>
        Assert.Equal(pairs, Spell(Files(before), Files(after)));

    [Theory]
    [InlineData(3, 4, "alpha -> beta")]
    [InlineData(2, 4, "")]
    [InlineData(0, 1, "")]
    public void Most_of_its_files_tell_a_package_that_has_neither(int same, int all, string pairs)
    {
        var (before, after) = (Files("a=alpha"), Files("b=beta"));
        for (var i = 0; i < all; i++)
        {
            before[$"a/src/part{i}.rs"] = $"pub fn number_{i}() {{}}\n";
            after[$"b/src/part{i}.rs"] = i < same ? before[$"a/src/part{i}.rs"] : "other\n";
        }

        Assert.Equal(pairs, Spell(before, after));
    }

    private static string Spell(Dictionary<string, string> before, Dictionary<string, string> after)
    {
        const string Policy = "version = 1\n[workspace]\nmanifests = [\"*/Cargo.toml\"]\n";
        var pairs = PackagePairs.Between(Bound.To(Policy, before).Codebase, Bound.To(Policy, after).Codebase);
        return string.Join(", ", pairs.All.Select(p => $"{p.Before.Name} -> {p.After.Name}"));
    }

    // Each package is a workspace of its own, so that two may have one name.
    private static Dictionary<string, string> Files(string packages)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var package in packages.Split(' '))
        {
            var (directory, name) = (package[..package.IndexOf('=', StringComparison.Ordinal)], package[(package.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            files[$"{directory}/Cargo.toml"] = Judged.Manifest(name, "[workspace]\n");
            files[$"{directory}/src/lib.rs"] = "";
        }

        return files;
    }
}
