using System.Collections.Immutable;
using System.Globalization;

namespace Harness.Sarif.Reading;

/// <summary>Gathers the results of a report, each once, and counts what is left out.</summary>
/// <param name="name">The name of the report, for messages.</param>
internal sealed class ReportBuilder(string name)
{
    // Code scanning takes a tenth; what is more tells nobody anything.
    private const int MaximumResults = 250_000;
    private const int MaximumText = 2_000;
    private const int MaximumId = 100;

    private readonly HashSet<ForeignResult> seen = [];
    private readonly ImmutableArray<ForeignResult>.Builder results = ImmutableArray.CreateBuilder<ForeignResult>();
    private readonly SortedDictionary<LeftOut, int> omitted = [];

    /// <summary>Keeps what a report lists, as long as it is not too much to be one.</summary>
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
    /// Returns a tool's or rule's name as it is kept: every output shows it bare, so what is not visible ASCII becomes a dash.
    /// </summary>
    /// <param name="text">The name.</param>
    /// <param name="otherwise">What stands for an empty one.</param>
    public static string Id(string text, string otherwise) =>
        text.Length == 0 ? otherwise : string.Create(Math.Min(text.Length, MaximumId), text, (id, from) =>
        {
            for (var i = 0; i < id.Length; i++)
            {
                id[i] = from[i] is > ' ' and < '\x7f' ? from[i] : '-';
            }
        });

    /// <summary>Returns a text as it is kept.</summary>
    public static string Cut(string text) => MessageText.Limit(text, MaximumText);
}
