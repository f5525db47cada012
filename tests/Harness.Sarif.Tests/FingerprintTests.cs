using System.Security.Cryptography;
using System.Text;
using Harness.Diagnostics;
using Harness.Testing;
using Harness.Text;
using Harness.Trees;
using Xunit;

namespace Harness.Sarif.Tests;

public sealed class FingerprintTests
{
    private const string Manifest = "[dependencies]\nb = \"1\"\nc = \"1\"\n";

    [Fact]
    public void The_key_s_fingerprint_is_the_SHA_256_of_rule_and_arguments()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("HRN2001\0a\0b")));

        Assert.Equal($"{hash}:1", Key(SampleFinding.Create(SampleFinding.Find("Cargo.toml", Manifest, "b"), "a", "b")));
    }

    [Fact]
    public void A_moved_line_keeps_the_key_s_fingerprint() => Assert.Equal(
        Key(SampleFinding.Create(SampleFinding.Find("Cargo.toml", Manifest, "b"), "a", "b")),
        Key(SampleFinding.Create(SampleFinding.Find("Cargo.toml", "# new\n\n" + Manifest, "b ="), "a", "b")));

    [Fact]
    public void Two_keys_never_run_together() => Assert.NotEqual(
        Key(SampleFinding.Create(SampleFinding.Find("Cargo.toml", Manifest, "b"), "a", "b c")),
        Key(SampleFinding.Create(SampleFinding.Find("Cargo.toml", Manifest, "b"), "a b", "c")));

    [Fact]
    public void Findings_that_share_a_key_have_fingerprints_of_their_own()
    {
        var results = Sample.Run(
            SampleFinding.Create(SampleFinding.Find("Cargo.toml", Manifest, "b"), "a"),
            SampleFinding.Create(SampleFinding.Find("Cargo.toml", Manifest, "c ="), "a"))["results"]!.AsArray();

        Assert.Equal(2, results.Select(r => (string)r!["partialFingerprints"]!["harnessFindingKey/v1"]!).Distinct().Count());
    }

    [Fact]
    public void An_uploaded_alert_is_known_by_its_key_where_lines_and_neighbours_move()
    {
        var alert = Uploaded(SampleFinding.Create(SampleFinding.Find("Cargo.toml", Manifest, "b"), "a", "b"));

        Assert.Matches("^[0-9a-f]{16}:1$", alert);
        Assert.Equal(alert, Uploaded(SampleFinding.Create(SampleFinding.Find("Cargo.toml", "# new\n\nd = 1\nb = \"2\"\nx = 1\n", "b ="), "a", "b")));
        Assert.NotEqual(alert, Uploaded(SampleFinding.Create(SampleFinding.Find("Cargo.toml", Manifest, "b"), "a", "c")));
    }

    // Case 57: the upload warns of each result whose fingerprint is not the hash that it computes. These values are worked out by GitHub's rule
    // apart from this code: the sum of 100 units, without blanks, each times 37 to the power of its distance from the end, modulo 2^64.
    [Theory]
    [InlineData("b = \"1\"\nc = \"1\"\n", "b =", "93a5c3ce0fb20334:1")]
    [InlineData("b = \"1\"\nc = \"1\"\n", "c =", "d7cf0af59eda2e66:1")]
    [InlineData("\uFEFFb = \"1\"\r\nc = \"ü\"\r\n", "c =", "23698c75ac4ea2b1:1")]
    [InlineData("\uFEFFb = \"1\"\r\nc = \"ü\"\r\n", "b =", "35a34ac5eb78637e:1")]
    [InlineData("", "", "c129715d7a2bc9a3:1")]
    public void A_file_s_fingerprint_is_the_line_hash_that_github_computes(string text, string at, string expected) =>
        Assert.Equal(expected, Alert(SampleFinding.Create(SampleFinding.Find("Cargo.toml", text, at), "a", "b")));

    [Fact]
    public void Equal_lines_are_counted()
    {
        var text = string.Concat(Enumerable.Repeat("b = \"1\"\n", 300));
        var (first, second) = (Alert(At(text, 0)), Alert(At(text, 1)));

        Assert.EndsWith(":1", first, StringComparison.Ordinal);
        Assert.Equal(first![..^2] + ":2", second);
    }

    private static Diagnostic At(string text, int line)
    {
        var source = SourceText.From(RepoPath.Parse("Cargo.toml"), text);
        return SampleFinding.Create(new Location(source, source.GetLineSpan(line)), "a", "b");
    }

    private static string? Uploaded(Diagnostic finding) => (string?)Sample.Result(Sample.ForUpload, finding)["partialFingerprints"]!["primaryLocationLineHash"];

    private static string? Alert(Diagnostic finding) => (string?)Sample.Result(finding)["partialFingerprints"]!["primaryLocationLineHash"];

    private static string? Key(Diagnostic finding) => (string?)Sample.Result(finding)["partialFingerprints"]!["harnessFindingKey/v1"];
}
