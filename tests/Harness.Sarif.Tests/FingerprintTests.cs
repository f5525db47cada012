using System.Security.Cryptography;
using System.Text;
using Harness.Diagnostics;
using Harness.Testing;
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
    public void Code_scanning_knows_an_alert_by_its_key_where_lines_and_neighbours_move()
    {
        var alert = Alert(SampleFinding.Create(SampleFinding.Find("Cargo.toml", Manifest, "b"), "a", "b"));

        Assert.Matches("^[0-9a-f]{16}:1$", alert);
        Assert.Equal(alert, Alert(SampleFinding.Create(SampleFinding.Find("Cargo.toml", "# new\n\nd = 1\nb = \"2\"\nx = 1\n", "b ="), "a", "b")));
        Assert.NotEqual(alert, Alert(SampleFinding.Create(SampleFinding.Find("Cargo.toml", Manifest, "b"), "a", "c")));
    }

    private static string? Alert(Diagnostic finding) => (string?)Sample.Result(finding)["partialFingerprints"]!["primaryLocationLineHash"];

    private static string? Key(Diagnostic finding) => (string?)Sample.Result(finding)["partialFingerprints"]!["harnessFindingKey/v1"];
}
