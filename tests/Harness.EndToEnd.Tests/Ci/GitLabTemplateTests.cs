using Harness.Testing;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Harness.EndToEnd.Tests.Ci;

/// <summary>The job of <c>.gitlab/harness.yml</c>, run in a clone as GitLab's runner does.</summary>
public sealed class GitLabTemplateTests : IDisposable
{
    private readonly ChangeRepository repository = new();
    private readonly InstalledProgram program = new();
    private readonly TemporaryDirectory clone = new();

    public GitLabTemplateTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "the stand-in for the installed program is a script of sh");

    public void Dispose()
    {
        repository.Dispose();
        program.Dispose();
        clone.Dispose();
    }

    [Fact]
    public void A_foreign_change_fails_the_job_and_is_in_its_reports()
    {
        repository.Edit(ChangeRepository.Storage).Commit();

        var outcome = RunJob("app-dev[bot]");

        Assert.True(outcome.ExitCode == 1, outcome.Output + outcome.Error);
        Assert.Contains("error[HRN3001]", outcome.Output, StringComparison.Ordinal);
        Assert.All(Reports(), r => Assert.Contains("HRN3001", File.ReadAllText(clone.Combine("clone/" + r)), StringComparison.Ordinal));
    }

    [Fact]
    public void A_change_of_the_owner_passes()
    {
        repository.Edit(ChangeRepository.Sql).Commit();

        var outcome = RunJob("app-dev[bot]");

        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        Assert.All(Reports(), r => Assert.True(File.Exists(clone.Combine("clone/" + r)), r));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("$(touch pwned)")]
    [InlineData("@x")]
    public void The_name_of_an_account_is_never_an_option(string account)
    {
        repository.Edit(ChangeRepository.Storage).Commit();

        Assert.Equal(1, RunJob(account).ExitCode);
        Assert.False(File.Exists(clone.Combine("clone/pwned")));
    }

    private static YamlMappingNode Document(int index)
    {
        var yaml = new YamlStream();
        using var reader = new StringReader(File.ReadAllText(RepositoryRoot.Combine(".gitlab/harness.yml")));
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents[index].RootNode;
    }

    private static YamlNode Job(string key) => ((YamlMappingNode)Document(1).Children["harness"]).Children[key];

    private static IEnumerable<string> Reports() => ((YamlMappingNode)((YamlMappingNode)Job("artifacts")).Children["reports"]).Children.Values.Select(v => v.ToString());

    private static string Script()
    {
        var script = string.Join('\n', ((YamlSequenceNode)Job("script")).Select(line => line.ToString()));
        foreach (var (name, input) in ((YamlMappingNode)((YamlMappingNode)Document(0).Children["spec"]).Children["inputs"]).Children)
        {
            script = script.Replace($"$[[ inputs.{name} ]]", ((YamlMappingNode)input).Children.TryGetValue("default", out var value) ? value.ToString() : "", StringComparison.Ordinal);
        }

        return script;
    }

    // The runner clones the branch that is proposed, detached, and has no branch of the target.
    private ProcessOutcome RunJob(string account)
    {
        repository.Git.Run("clone", "-q", "--no-local", "--branch", "feat/app-dev/x", "--single-branch", repository.Path, clone.Combine("clone"));
        return program.Run(
            clone.Combine("clone"), Script(), ("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main"), ("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "feat/app-dev/x"),
            ("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", ""), ("CI_COMMIT_SHA", repository.Git.Run("rev-parse", "HEAD")), ("GITLAB_USER_LOGIN", account));
    }
}
