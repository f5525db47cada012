using System.Collections.Immutable;
using System.Text.Json;
using Harness.Changes;
using Harness.GitHub.Connection;

namespace Harness.CommandLine.Changes;

/// <summary>Reads approvals of commits, as recorded by the program that asked the host: <c>[{ "login": "…", "head": "…" }]</c>.</summary>
internal static class ConsentFile
{
    private const string What = "the file of consents";

    /// <summary>Reads the consents.</summary>
    /// <param name="path">The absolute path.</param>
    /// <exception cref="CommandException">The file is not of that form.</exception>
    public static ImmutableArray<Consent> Read(string path)
    {
        using var document = JsonFile.Read(path, What);
        return document.RootElement.ValueKind == JsonValueKind.Array
            ? [.. document.RootElement.EnumerateArray().Select(e => new Consent(Text(e, "login", path), Text(e, "head", path)))]
            : throw Malformed(path);
    }

    private static string Text(JsonElement entry, string key, string path) => entry.FindText(key) ?? throw Malformed(path);

    private static CommandException Malformed(string path) =>
        new($"{What} '{path}' is no list of {{ \"login\": \"…\", \"head\": \"…\" }}: one entry an approval, 'head' the whole id of the approved commit");
}
