using Harness.Text;
using Harness.Toml;

namespace Harness.Manifests;

/// <summary>Holds a document to its shape, and refuses every value that does not fit at its own place.</summary>
internal sealed class ShapeCheck(ManifestReader reader)
{
    private readonly List<string> path = [];

    /// <summary>Checks a value. The depth of shapes bounds the recursion, and the parser that of a document.</summary>
    /// <param name="shape">The allowed shape.</param>
    /// <param name="value">The value.</param>
    /// <param name="place">The place to report: its key, or the item itself.</param>
    public void Check(Shape shape, TomlValue value, SourceSpan place)
    {
        if (shape.IsFree)
        {
            return;
        }

        if (!shape.Takes(value.Kind))
        {
            Refuse(place, $"is of type {value.KindName}; Cargo expects {shape.Expected}", shape);
        }
        else if (value.AsTable is { } table)
        {
            CheckTable(shape.Variant?.Invoke(table) ?? shape, table, place);
        }
        else if (value.Kind == TomlKind.Array)
        {
            foreach (var item in value.Items)
            {
                Check(shape.Items!, item, item.Span);
            }
        }
        else if (shape.Rule?.Invoke(value) is { } problem)
        {
            Refuse(place, problem, shape);
        }
    }

    /// <summary>Checks the value of a key.</summary>
    public void Check(Shape shape, TomlEntry entry)
    {
        path.Add(entry.Key);
        Check(shape, entry.Value, entry.KeySpan);
        path.RemoveAt(path.Count - 1);
    }

    private void CheckTable(Shape shape, TomlTable table, SourceSpan place)
    {
        if (shape.Required is { } required && table.Find(required) is null)
        {
            Refuse(place, $"has no '{required}'", shape);
        }

        foreach (var entry in table.Entries)
        {
            if (shape.Keys?.GetValueOrDefault(entry.Key) is { } known)
            {
                Check(known, entry);
            }
            else if (shape.Values is { } values)
            {
                CheckKey(shape, entry);
                Check(values, entry);
            }
        }
    }

    private void CheckKey(Shape shape, TomlEntry entry)
    {
        if (shape.KeyRule?.Invoke(entry.Key) is { } reason)
        {
            reader.Refuse(entry.KeySpan, $"'{Name}' may not hold the name '{entry.Key}': {reason}.", "give it a name that Cargo takes");
        }
    }

    private string Name => string.Join('.', path);

    private void Refuse(SourceSpan place, string problem, Shape shape) =>
        reader.Refuse(place, $"'{Name}' {problem}.", $"write {shape.Expected}");
}
