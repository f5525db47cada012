using System.Diagnostics;
using System.Security.Cryptography;
using Harness.Testing;

namespace Harness.EndToEnd.Tests.Ci;

/// <summary>A folder with the files of a release for this machine, made by the project's own script from the portable build.</summary>
public sealed class ReleaseFixture : IDisposable
{
    private readonly TemporaryDirectory folder = new();

    public ReleaseFixture()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var built = RepositoryRoot.Combine($"src/Harness.Cli/bin/{configuration}/net10.0");
        var outcome = ProcessOutcome.Of(new ProcessStartInfo("bash", [RepositoryRoot.Combine(".ci/archive"), built, "linux-x64", folder.Path]), TimeSpan.FromMinutes(2));
        if (outcome.ExitCode != 0)
        {
            throw new InvalidOperationException(outcome.Error);
        }

        Archive = Directory.EnumerateFiles(folder.Path, "*.tar.gz").Single();
        folder.Write("SHA256SUMS", $"{Hash(Archive)}  {Path.GetFileName(Archive)}\n");
    }

    /// <summary>The absolute path of the folder.</summary>
    public string Source => folder.Path;

    /// <summary>The absolute path of the archive.</summary>
    public string Archive { get; }

    /// <summary>What a user pins.</summary>
    public string Pin => Hash(folder.Combine("SHA256SUMS"));

    public void Dispose() => folder.Dispose();

    private static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
