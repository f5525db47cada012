using System.Text.RegularExpressions;
using Harness.Testing;
using Xunit;

namespace Harness.Tests.Docs;

/// <summary>Every package that the documents tell people to install is one of this repository's.</summary>
public sealed partial class PackageNameTests
{
    [Fact]
    public void A_package_that_a_page_installs_exists()
    {
        var names = MarkdownFile.All().SelectMany(f => Install().Matches(f.Text)).Select(m => m.Groups["name"].Value).Distinct().ToArray();

        Assert.InRange(names.Length, 2, 20);
        Assert.All(names, name => Assert.True(File.Exists(RepositoryRoot.Combine($"src/{name}/{name}.csproj")), name));
    }

    [GeneratedRegex("(dotnet tool install( --global)?|dnx( --yes)?|dotnet add package) (?<name>[A-Z][A-Za-z.]*[A-Za-z])")]
    private static partial Regex Install();
}
