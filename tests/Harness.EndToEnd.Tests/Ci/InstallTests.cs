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

    [Fact]
    public void A_person_gets_the_program_linked_into_a_directory_of_their_own()
    {
        var outcome = InstallForPeople(("HARNESS_SOURCE", release.Source), ("HARNESS_SHA256", release.Pin));

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains($" as {directory.Combine("bin")}/harness.", outcome.Output, StringComparison.Ordinal);
        var run = ProcessOutcome.Of(new ProcessStartInfo(directory.Combine("bin/harness"), ["check", "--root", RepositoryRoot.Combine("src/Harness.CommandLine/Demo")]), TimeSpan.FromMinutes(1));
        Assert.Contains("5 errors, 1 warning", run.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateDirectories(directory.Combine("temporary")));
    }

    [Fact]
    public void A_person_gets_no_program_that_is_not_the_one_of_the_checksums()
    {
        directory.Write("release/SHA256SUMS", $"{new string('0', 64)}  {Path.GetFileName(release.Archive)}\n");
        File.Copy(release.Archive, directory.Combine("release/" + Path.GetFileName(release.Archive)));

        var outcome = InstallForPeople(("HARNESS_SOURCE", directory.Combine("release")), ("HARNESS_SHA256", release.Pin));

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("is not the file that SHA256SUMS names: do not use it", outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(directory.Combine("bin")));
    }

    [Fact]
    public void The_script_of_a_release_knows_its_version_and_its_repository()
    {
        var written = ProcessOutcome.Of(new ProcessStartInfo("bash", [RepositoryRoot.Combine(".ci/installer"), "example/harness"]), TimeSpan.FromMinutes(1));

        Assert.Equal((0, ""), (written.ExitCode, written.Error));
        Assert.Contains("\ndefault_version=0.1.0\ndefault_repository=example/harness\n", written.Output, StringComparison.Ordinal);
    }

    private ProcessOutcome InstallForPeople(params (string Name, string Value)[] environment)
    {
        Directory.CreateDirectory(directory.Combine("temporary"));
        var start = new ProcessStartInfo("bash", [RepositoryRoot.Combine(".ci/install")]);
        foreach (var (name, value) in environment.Concat(
            [("HARNESS_VERSION", "0.1.0"), ("HARNESS_BIN", directory.Combine("bin")), ("XDG_DATA_HOME", directory.Combine("data")), ("TMPDIR", directory.Combine("temporary")), ("RUNNER_TEMP", "")]))
        {
            start.Environment[name] = value;
        }

        return ProcessOutcome.Of(start, TimeSpan.FromMinutes(1));
    }

    private ProcessOutcome Install(string version, bool verified)
    {
        // curl ends with "--output FILE URL".
        Program("curl", "while [ $# -gt 2 ]; do shift; done\ncp -- \"$RELEASE/${2##*/}\" \"$1\"");
        Program("gh", $"printf '%s\\n' \"$*\" >> \"$GH_LOG\"\nexit {(verified ? 0 : 1)}");
        var start = new ProcessStartInfo("bash", [RepositoryRoot.Combine(".ci/install"), "action"]);
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["PATH"] = directory.Combine("programs") + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"),
            ["RELEASE"] = release.Source,
            ["GH_LOG"] = directory.Combine("gh.log"),
            ["RUNNER_TEMP"] = directory.Path,
            ["GITHUB_OUTPUT"] = directory.Combine("output"),
            ["HARNESS_VERSION"] = version,
            ["HARNESS_REPOSITORY"] = "example/harness",
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
