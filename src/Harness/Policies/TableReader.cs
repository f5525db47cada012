using System.Collections.Immutable;
using Harness.Text;
using Harness.Toml;

namespace Harness.Policies;

/// <summary>A text of the policy with its place.</summary>
internal readonly record struct Placed(string Text, SourceSpan Span);

/// <summary>
/// Reads one table key by key, checks types, and at the end reports unknown keys. A misspelt key is compared with the keys that were read, so there
/// is no second list of them.
/// </summary>
internal sealed class TableReader(PolicyLog log, TomlTable table, string name, SourceSpan span)
{
    private readonly List<string> known = [];

    public PolicyLog Log => log;

    /// <summary>The name of the table in messages: <c>[workspace]</c>.</summary>
    public string Name => name;

    public SourceSpan Span => span;

    public IReadOnlyList<TomlEntry> Entries => table.Entries;

    public bool Has(string key) => table.Find(key) is not null;

    public SourceSpan SpanOf(string key) => table.Find(key)?.Value.Span ?? span;

    /// <summary>Returns the value of a key, of any type. The key then counts as known.</summary>
    public TomlValue? Any(string key)
    {
        if (!known.Contains(key))
        {
            known.Add(key);
        }

        return table[key];
    }

    /// <summary>Returns the value of a key if it is there and of the type.</summary>
    public TomlValue? Take(string key, TomlKind kind)
    {
        var value = Any(key);
        return value is null || Check(value, kind, $"'{key}' of '{name}'") ? value : null;
    }

    /// <summary>Returns a string that may be absent. An empty string is reported.</summary>
    public string? Text(string key)
    {
        var value = Take(key, TomlKind.String);
        if (value is not null && string.IsNullOrWhiteSpace(value.AsString))
        {
            log.Report(value.Span, $"'{key}' of '{name}' is empty.", "write something, or take the key out");
        }

        return value?.AsString;
    }

    public string RequiredText(string key)
    {
        Require(key);
        return Text(key) ?? "";
    }

    /// <summary>Returns the strings of an array, those of a wrong type reported and left out, or <see langword="null"/> without the key.</summary>
    public ImmutableArray<Placed>? Texts(string key) =>
        Take(key, TomlKind.Array) is not { } array ? null
        : [.. array.Items.Where(item => Check(item, TomlKind.String, $"an entry of '{key}' of '{name}'")).Select(item => new Placed(item.AsString!, item.Span))];

    /// <summary>Returns the strings of an array that has to have some.</summary>
    public ImmutableArray<Placed> SomeTexts(string key)
    {
        Require(key);
        var texts = Texts(key);
        if (Has(key) && table[key] is { Kind: TomlKind.Array, Items.Count: 0 } empty)
        {
            log.Report(empty.Span, $"'{key}' of '{name}' is empty.", "name something, or take the entry out: an empty list judges nothing");
        }

        return texts ?? [];
    }

    public DateOnly RequiredDate(string key)
    {
        Require(key);
        var value = Any(key);
        if (value is not null && value.AsDate is null)
        {
            log.Report(value.Span, $"'{key}' of '{name}' is no date.", "write the last day without quotes and without a time: 2030-12-31");
        }

        return value?.AsDate ?? default;
    }

    /// <summary>Returns one of several words.</summary>
    public T? Choice<T>(string key, IReadOnlyDictionary<string, T> choices)
        where T : struct =>
        Take(key, TomlKind.String) is { } value ? Choose(new Placed(value.AsString!, value.Span), key, choices) : null;

    public T? Choose<T>(Placed word, string key, IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        if (choices.TryGetValue(word.Text, out var choice))
        {
            return choice;
        }

        log.Report(
            word.Span,
            $"'{word.Text}' is no value of '{key}' of '{name}'.",
            NearestName.Suggest(word.Text, choices.Keys) + $"the values are {Quote(choices.Keys)}");
        return null;
    }

    /// <summary>Returns a table that may be absent.</summary>
    public TableReader? Table(string key) =>
        Any(key) is { } value && Check(value, TomlKind.Table, $"'{key}'")
            ? new TableReader(log, value.AsTable!, $"[{Qualify(key)}]", table.Find(key)!.KeySpan) : null;

    /// <summary>Returns the tables of an array, written as <c>[[key]]</c> or in line.</summary>
    public IEnumerable<TableReader> Tables(string key)
    {
        foreach (var item in Take(key, TomlKind.Array)?.Items ?? [])
        {
            if (Check(item, TomlKind.Table, $"an entry of '{key}'"))
            {
                yield return new TableReader(log, item.AsTable!, $"[[{Qualify(key)}]]", item.Span);
            }
        }
    }

    public void Require(string key)
    {
        if (!Has(key))
        {
            log.Report(span, $"'{name}' lacks '{key}'.", $"add '{key}'");
        }
    }

    /// <summary>Reports the keys that were not read.</summary>
    public void Close()
    {
        foreach (var entry in table.Entries.Where(e => !known.Contains(e.Key)))
        {
            log.Report(
                entry.KeySpan,
                $"'{entry.Key}' is no key of '{name}'.",
                NearestName.Suggest(entry.Key, known) + $"the keys are {Quote(known)}");
        }
    }

    public bool Check(TomlValue value, TomlKind kind, string what)
    {
        if (value.Kind == kind)
        {
            return true;
        }

        log.Report(value.Span, $"{what} is {Article(value.Kind)} {value.KindName}.", $"write {Article(kind)} {KindName(kind)}");
        return false;
    }

    // [review] has [review.guidance]. The root's name is that of the file.
    private string Qualify(string key) => name.StartsWith('[') ? $"{name.Trim('[', ']')}.{key}" : key;

    private static string Quote(IEnumerable<string> words) => string.Join(", ", words.Select(w => $"'{w}'"));

    private static string Article(TomlKind kind) => kind is TomlKind.Integer or TomlKind.Array ? "an" : "a";

    private static string KindName(TomlKind kind) => kind switch
    {
        TomlKind.String => "string in quotes",
        TomlKind.Integer => "integer",
        TomlKind.Boolean => "boolean",
        TomlKind.Array => "array",
        _ => "table",
    };
}
