using System.Collections.Immutable;
using Harness.Text;

namespace Harness.Toml;

/// <summary>A key that differs between two documents: the outermost key that only one has, or the innermost key with different values.</summary>
/// <param name="Keys">The keys that lead to it.</param>
/// <param name="Before">The entry before, or <see langword="null"/> if there is none.</param>
/// <param name="After">The entry after, or <see langword="null"/> if there is none.</param>
internal sealed record TomlDifference(ImmutableArray<string> Keys, TomlEntry? Before, TomlEntry? After)
{
    /// <summary>The key, in the new document if it exists there.</summary>
    public SourceSpan Span => (After ?? Before)!.KeySpan;

    /// <summary>Compares the content of two documents. The reader limits nesting, so recursion is safe.</summary>
    public static IEnumerable<TomlDifference> Between(TomlTable before, TomlTable after) => Between([], before, after);

    private static IEnumerable<TomlDifference> Between(ImmutableArray<string> path, TomlTable before, TomlTable after)
    {
        foreach (var old in before.Entries)
        {
            var now = after.Find(old.Key);
            var keys = path.Add(old.Key);
            if (now is { Value.AsTable: { } newTable } && old.Value.AsTable is { } oldTable)
            {
                foreach (var inner in Between(keys, oldTable, newTable))
                {
                    yield return inner;
                }
            }
            else if (now is null || !SameValue(old.Value, now.Value))
            {
                yield return new TomlDifference(keys, old, now);
            }
        }

        foreach (var now in after.Entries.Where(e => before.Find(e.Key) is null))
        {
            yield return new TomlDifference(path.Add(now.Key), null, now);
        }
    }

    private static bool SameValue(TomlValue a, TomlValue b) => a.Kind == b.Kind && a.Kind switch
    {
        TomlKind.Table => !Between(a.AsTable!, b.AsTable!).Any(),
        TomlKind.Array => a.Items.Count == b.Items.Count && a.Items.Zip(b.Items).All(pair => SameValue(pair.First, pair.Second)),
        _ => a.SaysScalar(b),
    };
}
