using System.Globalization;
using System.Text.Json.Nodes;

namespace Harness.GitHubServer.Http;

/// <summary>Lists whose pages begin behind an element instead of at a number.</summary>
internal static class CursorPaging
{
    public static Answer Page<T>(Exchange exchange, IReadOnlyList<T> items, Func<T, long> id, Func<T, JsonNode> shape)
    {
        var size = int.TryParse(exchange.Asked("per_page"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, 100) : 30;
        var (start, end) = Window(exchange, [.. items.Select(id)], size);
        var page = items.Skip(start).Take(end - start).ToArray();
        var answer = Answer.Ok(new JsonArray([.. page.Select(shape)]));
        var links = new List<string>();
        if (start > 0 && page.Length > 0)
        {
            links.Add(Link(exchange, "before", id(page[0]), "prev"));
        }

        if (end < items.Count && page.Length > 0)
        {
            links.Add(Link(exchange, "after", id(page[^1]), "next"));
        }

        if (links.Count > 0)
        {
            answer.Headers["Link"] = string.Join(", ", links);
        }

        return answer;
    }

    private static (int Start, int End) Window(Exchange exchange, long[] ids, int size)
    {
        if (exchange.Asked("before") is { } before)
        {
            var end = Math.Max(0, Array.IndexOf(ids, Cursor(before)));
            return (Math.Max(0, end - size), end);
        }

        var start = exchange.Asked("after") is { } after ? Array.IndexOf(ids, Cursor(after)) + 1 : 0;
        return (start, Math.Min(ids.Length, start + size));
    }

    private static long Cursor(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : -1;

    private static string Link(Exchange exchange, string field, long id, string relation)
    {
        var rest = exchange.Query.Where(q => q.Key is not ("before" or "after")).Select(q => $"{q.Key}={Uri.EscapeDataString(q.Value)}");
        return $"<{exchange.Address}?{string.Join('&', rest.Append(string.Create(CultureInfo.InvariantCulture, $"{field}={id}")))}>; rel=\"{relation}\"";
    }
}
