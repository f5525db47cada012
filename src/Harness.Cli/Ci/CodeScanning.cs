using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.Json;

namespace Harness.Cli.Ci;

/// <summary>
/// Uploads SARIF to GitHub's code scanning and waits for what becomes of it. GitHub's own action is not used: it knows alerts by hashes of
/// lines, and warns of every result that has another fingerprint.
/// </summary>
internal sealed class CodeScanning(GitHubApi api, Action<TimeSpan> wait)
{
    private const int MaximumLength = 10 << 20;
    private const int Polls = 30;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(4);

    /// <summary>Uploads.</summary>
    /// <param name="sarif">The SARIF.</param>
    /// <param name="subject">What it is of.</param>
    /// <exception cref="CommandException">The host refuses it, or cannot read it.</exception>
    public void Upload(byte[] sarif, CiSubject subject)
    {
        var id = api.Upload(Body(sarif, subject));
        for (var poll = 0; poll < Polls; poll++)
        {
            switch (api.StateOf(id))
            {
                case ("complete", _):
                    return;
                case ("failed", var errors):
                    throw new CommandException($"code scanning cannot read the SARIF: {errors}");
                default:
                    wait(Pause);
                    break;
            }
        }

        throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"code scanning has not read the SARIF after {Polls * Pause.TotalSeconds} seconds: run the step again"));
    }

    /// <summary>Whether a refusal is that of a token which may only read, as every token of a pull request from a fork.</summary>
    public static bool IsReadOnly(ApiException refusal) => refusal.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound;

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
