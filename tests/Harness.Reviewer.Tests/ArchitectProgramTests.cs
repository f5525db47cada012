using System.Text;
using Harness.Reviewer.Reviewing;
using Harness.Reviews;
using Xunit;

namespace Harness.Reviewer.Tests;

/// <summary>The architect as a program: what it may see, and when what it does is no answer.</summary>
public sealed class ArchitectProgramTests : IDisposable
{
    private static readonly string Id = new('a', 32);
    private readonly ScriptedArchitect architect = new();

    public void Dispose() => architect.Dispose();

    [Fact]
    public async Task It_sees_what_it_needs_and_what_is_meant_for_it_and_no_secret_whatever_its_name()
    {
        string[] secrets = ["HARNESS_TOKEN", "GITHUB_TOKEN", "HARNESS_REVIEWER_KEY", "GH_PAT", "MY_API_KEY", "AWS_ACCESS_KEY_ID", "SSH_AUTH_SOCK", "ACTIONS_RUNTIME_URL", "ALL_PROXY"];
        foreach (var name in secrets)
        {
            Environment.SetEnvironmentVariable(name, "http://user:t0p-secret@nowhere");
        }

        Environment.SetEnvironmentVariable("HARNESS_ARCHITECT_TOKEN", "its-own");
        try
        {
            Assert.Equal(ArchitectState.Answered, (await AskAsync()).State);
        }
        finally
        {
            foreach (var name in secrets.Append("HARNESS_ARCHITECT_TOKEN"))
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }

        var seen = architect.Variables.Split('\n');
        Assert.DoesNotContain(seen, l => l.Contains("t0p-secret", StringComparison.Ordinal) || secrets.Contains(l.Split('=')[0]));
        Assert.Contains("HARNESS_ARCHITECT_TOKEN=its-own", seen);
        Assert.Contains("PATH=" + Environment.GetEnvironmentVariable("PATH"), seen);
    }

    [Theory]
    [InlineData("PATH", true)]
    [InlineData("LC_ALL", true)]
    [InlineData("TMPDIR", true)]
    [InlineData("HARNESS_ARCHITECT_MODEL", true)]
    [InlineData("HTTPS_PROXY", true)]
    [InlineData("HARNESS_TOKEN", false)]
    [InlineData("HARNESS_WEBHOOK_SECRET", false)]
    [InlineData("OPENAI_API_KEY", false)]
    [InlineData("KUBECONFIG", false)]
    [InlineData("GIT_ASKPASS", false)]
    public void A_variable_is_passed_on_where_it_is_on_the_list(string name, bool expected) => Assert.Equal(expected, PassedOn.ToChildren(name));

    public static TheoryData<string, string, string, string> NoAnswers => new()
    {
        { "another packet's", ScriptedArchitect.Pass().ToJsonString().Replace("\"ID\"", $"\"{new string('0', 32)}\"", StringComparison.Ordinal), "", "its id is not that of the packet" },
        { "no JSON", "I think this is fine.", "", "not of the form" },
        { "nothing", "", "", "not of the form" },
        { "an approval in words", "{\"verdict\":\"approved\"}", "", "unknown key 'verdict'" },
        { "a nested bomb", string.Concat(Enumerable.Repeat("[", 100_000)), "", "not of the form" },
        { "too long", new string(' ', (1 << 20) + 10), "", "longer than 1024 KiB" },
        { "a failure", ScriptedArchitect.Pass().ToJsonString(), "echo 'out of credit' >&2; exit 7", "it ended with 7 (out of credit)" },
        { "late", ScriptedArchitect.Pass().ToJsonString(), "sleep 30", "took longer than 1 seconds" },
    };

    [Theory]
    [MemberData(nameof(NoAnswers))]
    public async Task What_is_no_answer_says_why(string what, string answer, string before, string complaint)
    {
        architect.Answers(answer, before);

        // Only the late one is ended by its limit, whatever the machine.
        var outcome = await AskAsync(what == "late" ? TimeSpan.FromSeconds(1) : TimeSpan.FromMinutes(10));

        Assert.Equal(ArchitectState.Failed, outcome.State);
        Assert.Contains(complaint, outcome.Failure, StringComparison.Ordinal);
    }

    private async Task<ArchitectOutcome> AskAsync(TimeSpan? limit = null)
    {
        var packet = Encoding.UTF8.GetBytes($"{{\n  \"id\": \"{Id}\",\n}}\n");
        var (answer, failure) = await new Architect(architect.Command[1..], limit ?? TimeSpan.FromMinutes(10)).AskAsync(packet, TestContext.Current.CancellationToken);
        return answer is null ? ArchitectOutcome.Failed(failure!) : ArchitectAnswer.Read(answer, Id);
    }
}
