using System.Collections.Immutable;
using System.Globalization;

namespace Harness.Sarif.Reading;

/// <summary>Collects the results of a report, each once, and counts those left out.</summary>
/// <param name="name">The name of the report, for messages.</param>
internal sealed class ReportBuilder(string name)
{
    // Code scanning accepts a tenth of that. More results are of no use.
    private const int MaximumResults = 250_000;
    private const int MaximumText = 2_000;
    private const int MaximumId = 100;

    private readonly HashSet<ForeignResult> seen = [];
    private readonly ImmutableArray<ForeignResult>.Builder results = ImmutableArray.CreateBuilder<ForeignResult>();
    private readonly SortedDictionary<LeftOut, int> omitted = [];

    /// <summary>Adds an item of a report, as long as there are not too many for a report.</summary>
    public void Keep<T>(List<T> list, T item)
    {
        list.Add(item);
        Demand(list.Count);
    }

    /// <summary>Adds a result.</summary>
    public void Add(ForeignResult result)
    {
        if (!seen.Add(result))
        {
            return;
        }

        results.Add(result);
        Demand(results.Count);
    }

    private void Demand(int count)
    {
        if (count > MaximumResults)
        {
            throw new ReportException(string.Create(CultureInfo.InvariantCulture, $"'{name}' has more than {MaximumResults} results, rules or files: let the tool report less"));
        }
    }

    /// <summary>Counts a result that is left out.</summary>
    public void Omit(LeftOut why) => omitted[why] = omitted.GetValueOrDefault(why) + 1;

    /// <summary>Returns the report.</summary>
    public ForeignReport ToReport() => new(results.ToImmutable(), omitted.ToImmutableSortedDictionary());

    /// <summary>
    /// Returns the name of a tool or rule as it is stored. Every output shows it without escapes, so characters other than visible ASCII become a
    /// dash.
    /// </summary>
    /// <param name="text">The name.</param>
    /// <param name="otherwise">The replacement for an empty name.</param>
    public static string Id(string text, string otherwise) =>
        text.Length == 0 ? otherwise : string.Create(Math.Min(text.Length, MaximumId), text, (id, from) =>
        {
            for (var i = 0; i < id.Length; i++)
            {
                id[i] = from[i] is > ' ' and < '\x7f' ? from[i] : '-';
            }
        });

    /// <summary>Returns a text as it is stored.</summary>
    public static string Cut(string text) => MessageText.Limit(text, MaximumText);
}
