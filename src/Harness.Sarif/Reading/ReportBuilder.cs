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

    private readonly HashSet<ForeignResult> seen = [];
    private readonly ImmutableArray<ForeignResult>.Builder results = ImmutableArray.CreateBuilder<ForeignResult>();
    private readonly SortedDictionary<LeftOut, int> omitted = [];

    /// <summary>Adds a result.</summary>
    public void Add(ForeignResult result)
    {
        if (!seen.Add(result))
        {
            return;
        }

        results.Add(result);
        if (results.Count > MaximumResults)
        {
            throw new ReportException(string.Create(CultureInfo.InvariantCulture, $"'{name}' has more than {MaximumResults} results: let the tool report less"));
        }
    }

    /// <summary>Counts a result that is left out.</summary>
    public void Omit(LeftOut why) => omitted[why] = omitted.GetValueOrDefault(why) + 1;

    /// <summary>The report.</summary>
    public ForeignReport ToReport() => new(results.ToImmutable(), omitted.ToImmutableSortedDictionary());

    /// <summary>A text as it is kept.</summary>
    public static string Cut(string text) => text.Length <= MaximumText ? text : text[..MaximumText] + "…";
}
