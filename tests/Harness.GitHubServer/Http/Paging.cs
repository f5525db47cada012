using System.Globalization;
using System.Text.Json.Nodes;

namespace Harness.GitHubServer.Http;

/// <summary>Lists, a page at a time, with the links to the other pages.</summary>
internal static class Paging
{
    private const int Usual = 30;
    private const int Most = 100;

    /// <summary>The page of a list that was asked for.</summary>
    public static Answer Page<T>(this Exchange exchange, IEnumerable<T> items, Func<T, JsonNode> shape) =>
        exchange.Page(items, shape, page => new JsonArray([.. page]));

    /// <summary>The page of a list that was asked for, within an object.</summary>
    public static Answer Page<T>(this Exchange exchange, IEnumerable<T> items, Func<T, JsonNode> shape, Func<JsonNode[], JsonNode> wrap)
    {
        var all = items as IReadOnlyCollection<T> ?? [.. items];
        var size = Math.Clamp(Number(exchange, "per_page", Usual), 1, Most);
        var page = Math.Max(1, Number(exchange, "page", 1));
        var last = Math.Max(1, (all.Count + size - 1) / size);
        var answer = Answer.Ok(wrap([.. all.Skip((page - 1) * size).Take(size).Select(shape)]));
        var links = Links(page, last).Select(l => $"<{Address(exchange, l.Page)}>; rel=\"{l.Relation}\"").ToArray();
        if (links.Length > 0)
        {
            answer.Headers["Link"] = string.Join(", ", links);
        }

        return answer;
    }

    private static IEnumerable<(string Relation, int Page)> Links(int page, int last)
    {
        if (page > 1)
        {
            yield return ("prev", Math.Min(page - 1, last));
        }

        if (page < last)
        {
            yield return ("next", page + 1);
            yield return ("last", last);
        }

        if (page > 1)
        {
            yield return ("first", 1);
        }
    }

    private static string Address(Exchange exchange, int page)
    {
        var rest = exchange.Query.Where(q => q.Key != "page").Select(q => $"{q.Key}={Uri.EscapeDataString(q.Value)}");
        return $"{exchange.Address}?{string.Join('&', rest.Append(string.Create(CultureInfo.InvariantCulture, $"page={page}")))}";
    }

    private static int Number(Exchange exchange, string name, int otherwise) =>
        int.TryParse(exchange.Asked(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
