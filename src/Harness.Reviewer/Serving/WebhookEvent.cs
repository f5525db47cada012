using System.Collections.Immutable;
using System.Text.Json;

namespace Harness.Reviewer.Serving;

/// <summary>
/// The pull requests or commits that an event may affect. Everything else is read from the host. See "Webhook events and payloads" of
/// GitHub's documentation.
/// </summary>
/// <param name="Repository">Owner and name of the repository that it is of.</param>
/// <param name="Sender">The account that caused it.</param>
/// <param name="Numbers">The pull requests that it names.</param>
/// <param name="Commit">The commit that it is about, if it names no pull request.</param>
/// <param name="Branch">The branch that it moved.</param>
internal sealed record WebhookEvent(string Repository, string? Sender, ImmutableArray<int> Numbers, string? Commit, string? Branch)
{
    private const int MaximumDepth = 64;
    private const string Heads = "refs/heads/";

    /// <summary>Reads an event.</summary>
    /// <param name="kind">The header <c>X-GitHub-Event</c>.</param>
    /// <param name="body">The body.</param>
    /// <returns>The event, or <see langword="null"/> if it is not valid.</returns>
    public static WebhookEvent? Read(string kind, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = MaximumDepth });
            var root = document.RootElement;
            return Text(root, "repository", "full_name") is not { } repository ? null : new WebhookEvent(
                repository,
                Text(root, "sender", "login"),
                [.. NumbersOf(kind, root)],
                kind switch
                {
                    "check_run" or "check_suite" => Text(root, kind, "head_sha"),
                    "status" => Text(root, "sha"),
                    _ => null,
                },
                kind == "push" && Text(root, "ref") is { } name && name.StartsWith(Heads, StringComparison.Ordinal) ? name[Heads.Length..] : null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static IEnumerable<int> NumbersOf(string kind, JsonElement root) => kind switch
    {
        "pull_request" or "pull_request_review" or "pull_request_review_comment" => Number(Find(root, "pull_request", "number")),
        "issue_comment" when Find(root, "issue", "pull_request") is not null => Number(Find(root, "issue", "number")),
        "check_run" or "check_suite" when Find(root, kind, "pull_requests") is { ValueKind: JsonValueKind.Array } pulls => pulls.EnumerateArray().SelectMany(p => Number(Find(p, "number"))),
        _ => [],
    };

    private static IEnumerable<int> Number(JsonElement? value) => value is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var found) && found > 0 ? [found] : [];

    private static string? Text(JsonElement of, params ReadOnlySpan<string> keys) => Find(of, keys) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement? Find(JsonElement of, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (of.ValueKind != JsonValueKind.Object || !of.TryGetProperty(key, out of))
            {
                return null;
            }
        }

        return of;
    }
}
