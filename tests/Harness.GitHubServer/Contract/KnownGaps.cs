using System.Text.Json.Nodes;

namespace Harness.GitHubServer.Contract;

/// <summary>Where GitHub answers with null although its OpenAPI does not say so: a fork may be deleted, the line of a comment be gone.</summary>
internal static class KnownGaps
{
    /// <summary>Fills the gaps of an answer in place, so that all the rest of it can be held to the OpenAPI.</summary>
    public static void Fill(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray items:
                foreach (var item in items)
                {
                    Fill(item);
                }

                break;
            case JsonObject fields:
                FillObject(fields);
                break;
        }
    }

    private static void FillObject(JsonObject fields)
    {
        if (fields["head"] is JsonObject head && head.ContainsKey("repo") && head["repo"] is null)
        {
            head["repo"] = fields["base"]?["repo"]?.DeepClone();
        }

        if (fields.ContainsKey("diff_hunk"))
        {
            foreach (var name in new[] { "line", "position" }.Where(n => fields[n] is null))
            {
                fields.Remove(name);
            }
        }

        foreach (var (_, value) in fields)
        {
            Fill(value);
        }
    }
}
