using CsCheck;
using Harness.Diagnostics;
using Harness.Reporting.Sinks;
using Xunit;

namespace Harness.Reporting.Tests.Sinks;

public sealed class ConciseReportTests
{
    [Fact]
    public void A_finding_is_one_line_whatever_its_texts_hold() => HostileText.Any.Array[0, 4].Sample(texts =>
    {
        var lines = Write([.. texts.Select(t => SampleReport.Hostile(t, HostileText.ToPath(t)))]).Split('\n');
        return lines.Length == texts.Length + 1 && lines[^1].Length == 0 && lines.SkipLast(1).All(l => !l.Any(char.IsControl) && l.Contains(": error[HRN2001]: ", StringComparison.Ordinal));
    });

    [Theory]
    [InlineData("::error::x/Cargo.toml", "./::error::x/Cargo.toml:1:1: error[HRN2001]: m\n")]
    [InlineData(" ::error::x/Cargo.toml", "./ ::error::x/Cargo.toml:1:1: error[HRN2001]: m\n")]
    [InlineData("a::b/Cargo.toml", "a::b/Cargo.toml:1:1: error[HRN2001]: m\n")]
    public void No_path_is_a_command_to_a_runner(string path, string line) => Assert.Equal(line, Write(SampleReport.Hostile("m", path)));

    [Fact]
    public void Colours_are_about_the_weight_alone() =>
        Assert.Equal("a:1:1: \e[1;31merror[HRN2001]\e[0m: m\n", SampleReport.Write((TextWriter text) => ConciseReport.Write([SampleReport.Hostile("m", "a")], text, TextStyle.Colored)));

    private static string Write(params Diagnostic[] findings) => SampleReport.Write((TextWriter text) => ConciseReport.Write(findings, text, TextStyle.Plain));
}
