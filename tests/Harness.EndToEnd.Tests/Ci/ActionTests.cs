using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests.Ci;

/// <summary>The steps of <c>action.yml</c>, run as GitHub would, with a release from a folder.</summary>
public sealed partial class ActionTests : IClassFixture<ReleaseFixture>, IDisposable
{
    private readonly HostFixture host = new();
    private readonly TemporaryDirectory workspace = new();
    private readonly ReleaseFixture release;

    public ActionTests(ReleaseFixture release)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && System.Runtime.InteropServices.RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.X64, "the release of the tests is for linux-x64");
        this.release = release;
    }

    public void Dispose()
    {
        host.Dispose();
        workspace.Dispose();
    }

    [Fact]
    public void A_gate_installs_what_is_pinned_fails_on_what_is_new_and_says_where()
    {
        host.Repository.Edit(ChangeRepository.Storage);
        var (number, _) = host.Open(HostFixture.Other);

        var (outcome, outputs) = Run("pull_request_target", host.PullRequestEvent(number), ("mode", "gate"));

        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("::error file=crates/storage/src/lib.rs,", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(("1", "1", ""), (outputs["findings"], outputs["new-findings"], outputs["sarif-file"]));
        Assert.Contains("HRN3001", host.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gate_runs_on_a_push_a_merge_group_and_a_new_branch()
    {
        var start = host.Git.Run("rev-parse", "main");
        host.Repository.Edit(ChangeRepository.Sql);
        var (number, head) = host.Open(HostFixture.Other);
        var queued = host.Queue(start, number);
        var group = HostFixture.MergeGroupEvent(start, queued, HostFixture.GroupOf(start, number));
        var created = HostFixture.PushEvent(new string('0', 40), head, HostFixture.Other, HostFixture.Branch);

        foreach (var (name, payload) in new[] { ("merge_group", group), ("push", HostFixture.PushEvent(start, head, HostFixture.Other)), ("push", created) })
        {
            var (outcome, outputs) = Run(name, payload, ("mode", "gate"));
            Assert.True(outcome.ExitCode == 0, name + outcome.Output + outcome.Error);
            Assert.Equal("0", outputs["new-findings"]);
        }
    }

    [Fact]
    public void A_scan_uploads_with_help_links_to_the_pages_of_the_action_s_own_version()
    {
        host.Repository.Edit(ChangeRepository.Sql);
        var (number, _) = host.Open(HostFixture.Other);
        var file = workspace.Combine("harness.sarif");

        var (outcome, outputs) = Run("pull_request", host.PullRequestEvent(number), ("mode", "scan"), ("sarif-file", file));

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Equal(file, outputs["sarif-file"]);
        Assert.Contains(host.Hub.Log, r => r.Method == "POST");
        var rules = JsonNode.Parse(File.ReadAllText(file))!["runs"]![0]!["tool"]!["driver"]!["rules"]!.AsArray();
        Assert.Contains(rules, r => ((string)r!["helpUri"]!).EndsWith("/example/harness/blob/v0.1.0/rules/HRN2001.md", StringComparison.Ordinal));
    }

    [Fact]
    public void A_scan_that_is_not_to_upload_does_not()
    {
        host.Repository.Edit(ChangeRepository.Sql);
        var (number, _) = host.Open(HostFixture.Other);

        var (outcome, _) = Run("pull_request", host.PullRequestEvent(number), ("mode", "scan"), ("upload", "false"));

        Assert.Equal(0, outcome.ExitCode);
        Assert.DoesNotContain(host.Hub.Log, r => r.Method == "POST");
    }

    [Theory]
    [InlineData("mode", "open; touch pwned")]
    [InlineData("mode", "--help")]
    [InlineData("fail-on", "$(touch pwned)")]
    [InlineData("fail-on", "--help")]
    [InlineData("policy", "--help")]
    [InlineData("policy", "@x")]
    [InlineData("policy", "`touch pwned`")]
    [InlineData("sarif-file", "a\nfindings=9")]
    [InlineData("version", "../0.1.0")]
    [InlineData("sha256", "0000")]
    [InlineData("source", "http://example.org/")]
    [InlineData("source", "missing")]
    public void An_input_that_is_none_ends_with_exit_2_and_runs_nothing(string name, string value)
    {
        host.Repository.Edit(ChangeRepository.Sql);
        var (number, _) = host.Open(HostFixture.Other);

        var (outcome, _) = Run("pull_request_target", host.PullRequestEvent(number), (name, value));

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("harness: ", outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(workspace.Combine("pwned")));
    }

    [Theory]
    [InlineData("@x")]
    [InlineData("--help")]
    [InlineData("$(touch${IFS}pwned)")]
    [InlineData("\u00FC\"'`;")]
    public void A_branch_of_any_name_is_judged(string branch)
    {
        workspace.Write("x", "--help\n");
        host.Repository.Edit(ChangeRepository.Storage);
        var (number, _) = host.Open(HostFixture.Other);
        var payload = host.PullRequestEvent(number);
        payload["pull_request"]!["head"]!["ref"] = branch;

        var (outcome, _) = Run("pull_request_target", payload, ("mode", "gate"));

        Assert.True(outcome.ExitCode == (branch[0] == '-' ? 2 : 1), outcome.Output + outcome.Error);
        Assert.Contains(branch[0] == '-' ? "pull_request.head.ref" : "HRN3001", outcome.Output + outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(workspace.Combine("pwned")));
    }

    [Fact]
    public void An_archive_that_was_changed_is_not_used()
    {
        using var other = new TemporaryDirectory();
        File.Copy(Path.Join(release.Source, "SHA256SUMS"), other.Combine("SHA256SUMS"));
        File.WriteAllBytes(other.Combine(Path.GetFileName(release.Archive)), [.. File.ReadAllBytes(release.Archive), 0]);

        var (outcome, _) = Run("push", [], ("source", other.Path));

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("is not the file that SHA256SUMS names", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_of_one_s_own_must_be_pinned()
    {
        var (outcome, _) = Run("push", [], ("sha256", ""));

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("needs 'sha256'", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_action_runs_its_own_files_only_and_the_version_of_its_own_source()
    {
        var action = ActionFile.Read();

        Assert.Empty(action.Uses);
        Assert.Equal(Version().Match(File.ReadAllText(RepositoryRoot.Combine("Directory.Build.props"))).Groups[1].Value, action.Defaults["version"]);
    }

    private (ProcessOutcome Outcome, Dictionary<string, string> Outputs) Run(string eventName, JsonObject payload, params (string Name, string Value)[] inputs)
    {
        var environment = host.Environment(eventName);
        File.WriteAllText(environment["GITHUB_EVENT_PATH"], payload.ToJsonString());
        environment["RUNNER_TEMP"] = workspace.Path;
        environment["HARNESS_AGENT"] = "";
        Dictionary<string, string> given = new() { ["source"] = release.Source, ["sha256"] = release.Pin };
        foreach (var (name, value) in inputs)
        {
            given[name] = value;
        }

        return ActionFile.Read().Run(given, environment, workspace.Path);
    }

    [GeneratedRegex("<Version>(.+)</Version>")]
    private static partial Regex Version();
}
