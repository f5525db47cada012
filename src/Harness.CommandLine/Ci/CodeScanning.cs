using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Harness.GitHub;
using Harness.GitHub.Connection;

namespace Harness.CommandLine.Ci;

/// <summary>
/// Uploads SARIF to GitHub's code scanning and waits for the outcome. GitHub's own action is not used, because it identifies alerts by hashes of
/// lines, and warns of every result with another fingerprint.
/// </summary>
internal sealed class CodeScanning(GitHubConnection host)
{
    private const int MaximumLength = 10 << 20;
    private const int Polls = 30;
    private const string What = "the upload to code scanning";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(4);

    /// <summary>Uploads.</summary>
    /// <param name="sarif">The SARIF.</param>
    /// <param name="subject">The subject of the report.</param>
    /// <exception cref="CommandException">The host cannot read it.</exception>
    /// <exception cref="GitHubException">The host refuses it.</exception>
    public async Task UploadAsync(byte[] sarif, CiSubject subject)
    {
        var answer = await host.PostAsync(What, host.At("code-scanning/sarifs"), Body(sarif, subject));
        var id = answer.FindText("id") ?? throw new CommandException("GitHub's API gave the upload no id: is GITHUB_API_URL right?");
        for (var poll = 0; poll < Polls; poll++)
        {
            var status = await host.GetAsync(What, host.At($"code-scanning/sarifs/{Uri.EscapeDataString(id)}"));
            switch (status.FindText("processing_status"))
            {
                case "complete":
                    return;
                case "failed":
                    throw new CommandException($"code scanning cannot read the SARIF: {string.Join("; ", status.FindList("errors").Take(5))}");
                default:
                    await Task.Delay(poll < 2 ? TimeSpan.FromSeconds(1 << poll) : Pause, host.Options.Time);
                    break;
            }
        }

        throw new CommandException("code scanning has not read the SARIF after two minutes: run the step again");
    }

    /// <summary>Determines whether a refusal is due to a read-only token, as for every pull request from a fork.</summary>
    public static bool IsReadOnly(GitHubException refusal) => refusal.Status is (int)HttpStatusCode.Forbidden or (int)HttpStatusCode.NotFound;

    private static byte[] Body(byte[] sarif, CiSubject subject)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(sarif);
        }

        if (packed.Length > MaximumLength)
        {
            throw new CommandException($"the SARIF is larger than the {MaximumLength >> 20} MiB, compressed, that code scanning takes: mend what has most findings first");
        }

        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            writer.WriteString("commit_sha", subject.Commit);
            writer.WriteString("ref", subject.Ref);
            writer.WriteBase64String("sarif", packed.GetBuffer().AsSpan(0, (int)packed.Length));
            writer.WriteString("tool_name", "Harness");
            writer.WriteEndObject();
        }

        return body.WrittenSpan.ToArray();
    }
}
