using CsCheck;
using Harness.Diagnostics;
using Harness.Reporting.Sinks;
using Harness.Testing;
using Xunit;

namespace Harness.Reporting.Tests.Sinks;

public sealed class WorkflowCommandTests
{
    private const string Manifest = "[dependencies]\nb = { path = \"../b\" }\n";

    [Fact]
    public void A_finding_is_an_annotation_on_its_line()
    {
        var finding = SampleFinding.Create(SampleFinding.Find("crates/a/Cargo.toml", Manifest, "b = { path = \"../b\" }"), "a", "b");

        Assert.Equal(
            "::error file=crates/a/Cargo.toml,line=2,endLine=2,col=1,endColumn=22,title=HRN2001 upward-dependency::'a' (base) may not depend on 'b' (query)%0Ahelp: move the shared type down\n",
            Write(finding));
    }

    // The runner decodes these three in a message, and these and two more in a property: what a text says of them itself must come back.
    [Fact]
    public void What_the_runner_decodes_is_encoded_first()
    {
        var command = Write(SampleReport.Hostile("100%0A%25", "a%2Cb,c:d.rs"));

        Assert.Contains("100%250A%2525", command, StringComparison.Ordinal);
        Assert.Contains("file=a%252Cb%2Cc%3Ad.rs,", command, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_shows_ten_of_a_weight_so_the_tenth_counts_the_rest()
    {
        var findings = Enumerable.Range(0, 12).Select(i => SampleReport.Hostile($"x{i}")).Append(SampleReport.Light("w")).ToArray();
        var lines = Write(findings).TrimEnd('\n').Split('\n');

        Assert.Equal(10, lines.Count(l => l.StartsWith("::error ", StringComparison.Ordinal)));
        Assert.Equal("::error title=Harness::3 more errors not annotated: a step shows ten; see the summary of the run", lines[9]);
        Assert.StartsWith("::warning file=", lines[10], StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_are_all_shown() =>
        Assert.DoesNotContain("more error", Write([.. Enumerable.Range(0, 10).Select(i => SampleReport.Hostile($"x{i}"))]), StringComparison.Ordinal);

    // The runner's own reading: a line that begins with "::", up to the next "::", properties between commas.
    [Fact]
    public void No_text_begins_a_command_or_a_property_of_its_own() => HostileText.Any.Sample(text =>
    {
        var lines = Write(SampleReport.Hostile(text, HostileText.ToPath(text))).TrimEnd('\n').Split('\n');
        var (name, rest) = (lines[0][2..].Split(' ', 2)[0], lines[0][2..].Split(' ', 2)[1]);
        var properties = rest[..rest.IndexOf("::", StringComparison.Ordinal)].Split(',').Select(p => p.Split('=', 2)[0]);

        return lines.Length == 1 && name == "error" && properties.SequenceEqual(["file", "line", "endLine", "col", "endColumn", "title"])
            && !lines[0].Contains('\r', StringComparison.Ordinal);
    });

    private static string Write(params Diagnostic[] findings) => SampleReport.Write(text => WorkflowCommands.Write(SampleReport.Of(findings), text));
}
