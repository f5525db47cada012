using Harness.Testing;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Harness.EndToEnd.Tests.Ci;

/// <summary>The hooks of <c>.pre-commit-hooks.yaml</c>, each run by its entry.</summary>
public sealed class PreCommitHookTests : IDisposable
{
    private readonly ChangeRepository repository = new();
    private readonly InstalledProgram program = new();

    public PreCommitHookTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "the stand-in for the installed program is a script of sh");

    public void Dispose()
    {
        repository.Dispose();
        program.Dispose();
    }

    [Fact]
    public void Every_hook_is_in_the_documentation_and_passes_where_nothing_changed()
    {
        var page = File.ReadAllText(RepositoryRoot.Combine("docs/ci.md"));

        Assert.Equal(["harness", "harness-staged"], Hooks().Select(h => h.Id).Order(StringComparer.Ordinal));
        foreach (var (id, entry) in Hooks())
        {
            Assert.Contains($"| `{id}` | `{entry}`", page, StringComparison.Ordinal);
            var outcome = program.Run(repository.Path, entry);
            Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        }
    }

    [Fact]
    public void What_is_staged_in_a_crate_of_another_agent_is_refused()
    {
        repository.Edit(ChangeRepository.Storage).Git.Run("add", "-A");

        var outcome = program.Run(repository.Path, Hooks().Single(h => h.Id == "harness-staged").Entry);

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("error[HRN3001]", outcome.Output, StringComparison.Ordinal);
    }

    private static (string Id, string Entry)[] Hooks()
    {
        var yaml = new YamlStream();
        using var reader = new StringReader(File.ReadAllText(RepositoryRoot.Combine(".pre-commit-hooks.yaml")));
        yaml.Load(reader);
        return ((YamlSequenceNode)yaml.Documents[0].RootNode).Cast<YamlMappingNode>().Select(h => (h.Children["id"].ToString(), h.Children["entry"].ToString())).ToArray();
    }
}
