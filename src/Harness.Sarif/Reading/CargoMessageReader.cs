using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Harness.Diagnostics;
using Harness.Text;
using Harness.Trees;

namespace Harness.Sarif.Reading;

/// <summary>
/// Reads the messages that cargo passes on from the compiler and from clippy, one JSON object a line. See "External tools" of the Cargo Book,
/// and "JSON Output" of the rustc book.
/// </summary>
internal sealed partial class CargoMessageReader(string name, ReportedPaths paths)
{
    private readonly ReportBuilder report = new(name);
    private bool isFinished;
    private bool hasFailed;

    /// <summary>Reads the messages. Lines that are not JSON come from other programs, and are ignored.</summary>
    /// <exception cref="ReportException">A message is invalid, the build did not finish, or it failed without an error that has a
    /// location.</exception>
    public ForeignReport Read(Stream input)
    {
        var lines = new LineReader(input, name);
        while (lines.TryRead(out var line))
        {
            if (line.Span is [(byte)'{', ..])
            {
                ReadMessage(line, lines.Number);
            }
        }

        if (!isFinished)
        {
            throw new ReportException($"'{name}' has no message 'build-finished': cargo was stopped before its end, or wrote to another file; run it again");
        }

        var read = report.ToReport() with { HasFailed = hasFailed };
        return !hasFailed || read.Results.Any(r => r.Severity == DiagnosticSeverity.Error) ? read
            : throw new ReportException($"'{name}' is of a build that failed, and no error in it is of a file of the repository: it says nothing of what was not built; read what cargo wrote to standard error, and run it again");
    }

    private void ReadMessage(ReadOnlyMemory<byte> line, int number)
    {
        // The parser checks the encoding of values that are read, but not of names that it skips.
        if (!Utf8.IsValid(line.Span))
        {
            throw new ReportException($"line {number} of '{name}' is not UTF-8; run cargo again");
        }

        try
        {
            using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 64 });
            var root = document.RootElement;
            var reason = Text(root, "reason");
            if (reason == "compiler-message" && root.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.Object)
            {
                Add(root, message);
            }

            isFinished |= reason == "build-finished";
            hasFailed |= reason == "build-finished" && !(root.TryGetProperty("success", out var success) && success.ValueKind == JsonValueKind.True);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ReportException($"line {number} of '{name}' is no JSON: {e.Message.Split(" LineNumber")[0]}; run cargo again");
        }
    }

    private void Add(JsonElement root, JsonElement message)
    {
        var text = Text(message, "message") ?? "";
        var spans = message.TryGetProperty("spans", out var given) && given.ValueKind == JsonValueKind.Array ? given.EnumerateArray().ToArray() : [];
        var primary = Array.Find(spans, s => s.TryGetProperty("is_primary", out var isPrimary) && isPrimary.ValueKind == JsonValueKind.True);
        if (primary.ValueKind != JsonValueKind.Object)
        {
            // "aborting due to 2 previous errors", "3 warnings emitted": about other messages.
            report.Omit(Summary().IsMatch(text) ? LeftOut.NoProblem : LeftOut.Unplaced);
        }
        else if (PathOf(root, Text(primary, "file_name") ?? "") is not { } path)
        {
            report.Omit(LeftOut.Outside);
        }
        else
        {
            var code = message.TryGetProperty("code", out var told) && told.ValueKind == JsonValueKind.Object ? Text(told, "code") : null;
            var place = new ForeignPlace(path, Number(primary, "line_start"), Number(primary, "column_start"), Number(primary, "line_end"), Number(primary, "column_end"), ColumnUnit.CodePoint);
            var isClippy = code?.StartsWith("clippy::", StringComparison.Ordinal) == true;
            var rule = ReportBuilder.Id(isClippy ? code!["clippy::".Length..] : code ?? "", "message");
            report.Add(new ForeignResult(isClippy ? "clippy" : "rustc", rule, rule, Severity(Text(message, "level")), ReportBuilder.Cut(text), place));
        }
    }

    // Paths are relative to the root of the workspace, where the compiler ran, which is not part of the message. From there, a path begins with the
    // package's directory. So the root is the nearest directory around the package that contains the file. The topmost may be another workspace with
    // a file of the same name. Relative paths of a package outside are outside too.
    private RepoPath? PathOf(JsonElement root, string file)
    {
        if (Text(root, "manifest_path") is not { } given || Path.IsPathRooted(file))
        {
            return paths.OfPath(file, RepoPath.Root);
        }

        for (var directory = paths.OfPath(given, RepoPath.Root)?.Parent; directory is { } from; directory = from.IsRoot ? null : from.Parent)
        {
            if (paths.OfPath(file, from) is { } found && paths.Exists(found))
            {
                return found;
            }
        }

        return null;
    }

    private static DiagnosticSeverity Severity(string? level) => level switch
    {
        "warning" => DiagnosticSeverity.Warning,
        "note" or "help" or "failure-note" => DiagnosticSeverity.Note,
        _ => DiagnosticSeverity.Error,
    };

    private static string? Text(JsonElement at, string key) => at.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int Number(JsonElement at, string key) =>
        at.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : 0;

    [GeneratedRegex("^(aborting due to|[0-9]+ (warning|error)s? emitted|For more information about|Some errors have detailed explanations)")]
    private static partial Regex Summary();
}
