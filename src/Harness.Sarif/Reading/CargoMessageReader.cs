using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Harness.Diagnostics;
using Harness.Text;
using Harness.Trees;

namespace Harness.Sarif.Reading;

/// <summary>
/// Reads the messages that cargo passes on from the compiler and from clippy, one JSON object a line. See "External tools" of the Cargo Book,
/// and "JSON Output" of the rustc book.
/// </summary>
internal sealed partial class CargoMessageReader(string name, string root)
{
    private const int MaximumLine = 16 << 20;

    private readonly ReportBuilder report = new(name);
    private readonly ReportedPaths paths = new(root);

    /// <summary>Reads the messages. Lines that are no JSON are other programs', and of no interest.</summary>
    /// <exception cref="ReportException">A message is broken, or the build did not come to its end.</exception>
    public ForeignReport Read(Stream input)
    {
        var isFinished = false;
        using var lines = new StreamReader(input, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        for (var number = 1; lines.ReadLine() is { } line; number++)
        {
            if (line.Length > MaximumLine)
            {
                throw new ReportException($"line {number} of '{name}' is longer than {MaximumLine >> 20} MiB");
            }

            if (line.StartsWith('{'))
            {
                isFinished |= ReadMessage(line, number);
            }
        }

        return isFinished ? report.ToReport()
            : throw new ReportException($"'{name}' has no message 'build-finished': cargo was stopped before its end, or wrote to another file; run it again");
    }

    private bool ReadMessage(string line, int number)
    {
        try
        {
            using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 64 });
            var root = document.RootElement;
            var reason = Text(root, "reason");
            if (reason == "compiler-message" && root.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.Object)
            {
                Add(root, message);
            }

            return reason == "build-finished";
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
            var rule = ReportBuilder.Cut(isClippy ? code!["clippy::".Length..] : code ?? "message");
            report.Add(new ForeignResult(isClippy ? "clippy" : "rustc", rule, rule, Severity(Text(message, "level")), ReportBuilder.Cut(text), place));
        }
    }

    // Paths start from the directory that the compiler ran in: the root of the workspace, which is no part of the message. It is the topmost
    // directory around the package where the file is.
    private RepoPath? PathOf(JsonElement root, string file)
    {
        var manifest = Text(root, "manifest_path") is { } given ? paths.OfPath(given, RepoPath.Root) : null;
        for (var depth = 0; ; depth++)
        {
            var from = manifest is { } path ? Ancestor(path.Parent, depth) : RepoPath.Root;
            if (from is null)
            {
                return null;
            }

            var found = paths.OfPath(file, from.Value);
            if (found is null || manifest is null || paths.Exists(found.Value))
            {
                return found;
            }
        }
    }

    // The top, then one directory after the other down to the package's own.
    private static RepoPath? Ancestor(RepoPath directory, int depth)
    {
        var parts = directory.IsRoot ? [] : directory.Value.Split('/');
        return depth > parts.Length ? null : RepoPath.Parse(string.Join('/', parts.Take(depth)));
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
