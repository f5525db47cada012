using System.Collections.Immutable;
using System.Text.Json;
using Harness.Policies;
using Harness.Reviews;
using Harness.Trees;

namespace Harness.Reviewer.Reviewing;

/// <summary>
/// Reads an architect's answer, as defined by <c>rules/architect-answer.schema.json</c>. Anything that does not match exactly is rejected, because
/// its meaning would be uncertain.
/// </summary>
internal static class ArchitectAnswer
{
    private const int MaximumText = 4_000;
    private const int MostNotes = 100;
    private const int MaximumDepth = 8;

    private static readonly Dictionary<string, ReviewDimension> Dimensions = ReviewDimensions.All.ToDictionary(d => d.ToText(), StringComparer.Ordinal);
    private static readonly Dictionary<string, JudgementKind> Kinds = Enum.GetValues<JudgementKind>().ToDictionary(k => k.ToText(), StringComparer.Ordinal);

    /// <summary>Reads an answer.</summary>
    /// <param name="answer">UTF-8.</param>
    /// <param name="id">The id of the packet that it answers.</param>
    public static ArchitectOutcome Read(ReadOnlyMemory<byte> answer, string id)
    {
        try
        {
            using var document = JsonDocument.Parse(answer, new JsonDocumentOptions { MaxDepth = MaximumDepth, AllowDuplicateProperties = false });
            var root = Check(document.RootElement, "version", "id", "dimensions", "notes");
            return Need(root, "version", JsonValueKind.Number).GetInt32() != 1 ? throw new FormatException("its version is not 1")
                : Need(root, "id", JsonValueKind.String).GetString() != id ? throw new FormatException("its id is not that of the packet")
                : ArchitectOutcome.From(new ArchitectReview(
                    Need(root, "dimensions", JsonValueKind.Array).EnumerateArray().Select(ReadJudgement).ToArray(),
                    root.TryGetProperty("notes", out var notes) ? ReadNotes(notes) : []));
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException or InvalidOperationException)
        {
            return ArchitectOutcome.Failed($"it is not of the form that is asked for: {e.Message}");
        }
    }

    private static Judgement ReadJudgement(JsonElement entry)
    {
        Check(entry, "dimension", "judgement", "reason");
        return new Judgement(Word(entry, "dimension", Dimensions), Word(entry, "judgement", Kinds), Text(entry, "reason"));
    }

    private static ImmutableArray<ReviewNote> ReadNotes(JsonElement notes) =>
        notes.ValueKind != JsonValueKind.Array || notes.GetArrayLength() > MostNotes ? throw new FormatException($"'notes' is no array of at most {MostNotes}")
        : [.. notes.EnumerateArray().Select(ReadNote)];

    private static ReviewNote ReadNote(JsonElement entry)
    {
        Check(entry, "path", "line", "text");
        var line = Need(entry, "line", JsonValueKind.Number).GetInt32();
        return new ReviewNote(RepoPath.Parse(SomeText(entry, "path")), line > 0 ? line : throw new FormatException("a line counts from 1"), SomeText(entry, "text"));
    }

    private static JsonElement Check(JsonElement entry, params string[] keys) =>
        entry.ValueKind != JsonValueKind.Object ? throw new FormatException("an object is missing")
        : entry.EnumerateObject().Select(p => p.Name).FirstOrDefault(n => !keys.Contains(n)) is { } unknown ? throw new FormatException($"it has an unknown key '{unknown}'")
        : entry;

    private static T Word<T>(JsonElement entry, string key, Dictionary<string, T> words) =>
        words.TryGetValue(Text(entry, key), out var word) ? word : throw new FormatException($"'{key}' is none of {string.Join(", ", words.Keys)}");

    private static string Text(JsonElement entry, string key) =>
        Need(entry, key, JsonValueKind.String).GetString() is { Length: <= MaximumText } text ? text : throw new FormatException($"'{key}' is longer than {MaximumText} characters");

    private static string SomeText(JsonElement entry, string key) => Text(entry, key) is { Length: > 0 } text ? text : throw new FormatException($"'{key}' is empty");

    private static JsonElement Need(JsonElement entry, string key, JsonValueKind kind) =>
        entry.TryGetProperty(key, out var value) && value.ValueKind == kind ? value : throw new FormatException($"'{key}' is missing or of another kind");
}
