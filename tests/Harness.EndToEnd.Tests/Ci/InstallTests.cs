using System.Diagnostics;
using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests.Ci;

/// <summary><c>.ci/install</c> without a pinned hash: the release's attestation decides. Stand-ins for <c>curl</c> and <c>gh</c> come first on the path.</summary>
public sealed class InstallTests : IClassFixture<ReleaseFixture>, IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly ReleaseFixture release;

    public InstallTests(ReleaseFixture release)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && System.Runtime.InteropServices.RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.X64, "the release of the tests is for linux-x64");
        this.release = release;
    }

    public void Dispose() => directory.Dispose();

    [Fact]
    public void An_attestation_counts_only_from_the_release_workflow_at_the_tag_of_the_version()
    {
        var outcome = Install("0.1.0", verified: true);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        var asked = File.ReadAllText(directory.Combine("gh.log"));
        Assert.StartsWith("attestation verify ", asked, StringComparison.Ordinal);
        Assert.EndsWith(
            " --repo=example/harness --signer-workflow=example/harness/.github/workflows/release.yml --source-ref=refs/tags/v0.1.0 --deny-self-hosted-runners\n",
            asked,
            StringComparison.Ordinal);
        Assert.Contains("program=", File.ReadAllText(directory.Combine("output")), StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_without_that_attestation_is_not_used()
    {
        var outcome = Install("0.1.0", verified: false);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("was not built by the release workflow of 'example/harness' from the tag v0.1.0", outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(directory.Combine("output")));
    }

    private ProcessOutcome Install(string version, bool verified)
    {
        // curl ends with "--output FILE URL".
        Program("curl", "while [ $# -gt 2 ]; do shift; done\ncp -- \"$RELEASE/${2##*/}\" \"$1\"");
        Program("gh", $"printf '%s\\n' \"$*\" >> \"$GH_LOG\"\nexit {(verified ? 0 : 1)}");
        var start = new ProcessStartInfo("bash", [RepositoryRoot.Combine(".ci/install")]);
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["PATH"] = directory.Combine("programs") + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"),
            ["RELEASE"] = release.Source,
            ["GH_LOG"] = directory.Combine("gh.log"),
            ["RUNNER_TEMP"] = directory.Path,
            ["GITHUB_OUTPUT"] = directory.Combine("output"),
            ["HARNESS_VERSION"] = version,
            ["HARNESS_ACTION_REPOSITORY"] = "example/harness",
            ["HARNESS_SHA256"] = "",
            ["HARNESS_SOURCE"] = "",
        })
        {
            start.Environment[name] = value;
        }

        return ProcessOutcome.Of(start, TimeSpan.FromMinutes(1));
    }

    private void Program(string name, string script)
    {
        directory.Write($"programs/{name}", $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(directory.Combine($"programs/{name}"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }
}
