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

    [Theory]
    [InlineData("", 1)]
    [InlineData("a", 1)]
    [InlineData("\uFEFFa = 1\nb = 2\n", 2)]
    [InlineData("a = 1\r\nb = 2\r\nb = 2\r\n", 3)]
    [InlineData("\ta = 1\n  b = \"ä😀\"\nlast = 3", 3)]
    public void The_line_s_hash_is_the_one_that_is_published_for_it(string text, int line)
    {
        var location = SampleFinding.Find("Cargo.toml", text, text.Split('\n')[line - 1].TrimEnd('\r').TrimStart('\uFEFF'));
        var lineText = location.Text.GetLineSpan(line - 1);
        var finding = SampleFinding.Create(location with { Span = new(lineText.Start, lineText.End) }, "x");

        Assert.Equal(NaiveLineHash(text, line), (string?)Sample.Result(finding)["partialFingerprints"]!["primaryLocationLineHash"]);
    }

    private static string? Key(Diagnostic finding) => (string?)Sample.Result(finding)["partialFingerprints"]!["harnessFindingKey/v1"];

    // As the published description has it, without the rolling: drop blanks, end lines at LF, weigh 100 units by powers of 37.
    private static string NaiveLineHash(string text, int line)
    {
        var kept = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')
            .Replace(" ", "", StringComparison.Ordinal).Replace("\t", "", StringComparison.Ordinal) + '\uFFFF';
        var starts = new List<int> { 0 };
        starts.AddRange(Enumerable.Range(0, kept.Length).Where(i => kept[i] == '\n').Select(i => i + 1));
        var hashes = starts.Take(line).Select(start => HashAt(kept, start)).ToArray();
        return $"{hashes[^1]:x}:{hashes.Count(h => h == hashes[^1])}";
    }

    private static ulong HashAt(string kept, int start)
    {
        var hash = 0UL;
        for (var i = 0; i < 100; i++)
        {
            hash = unchecked((hash * 37) + (start + i < kept.Length ? kept[start + i] : 0UL));
        }

        return hash;
    }
}
