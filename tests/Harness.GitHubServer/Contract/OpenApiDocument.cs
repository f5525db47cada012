using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using NJsonSchema;

namespace Harness.GitHubServer.Contract;

/// <summary>GitHub's published OpenAPI. It is large: only what is used of it is made into schemas, once for all servers of a process.</summary>
internal sealed partial class OpenApiDocument
{
    private static readonly ConcurrentDictionary<string, Lazy<OpenApiDocument>> Documents = new(StringComparer.Ordinal);

    private readonly JsonElement root;
    private readonly ConcurrentDictionary<string, Lazy<OpenApiOperation?>> operations = new(StringComparer.Ordinal);

    private OpenApiDocument(JsonElement root) => this.root = root;

    /// <summary>Reads a document, or answers with the one that has been read.</summary>
    public static OpenApiDocument Load(string path) => Documents.GetOrAdd(path, p => new(() => Read(p))).Value;

    /// <summary>An operation, or <see langword="null"/> where GitHub has none of that method and path.</summary>
    public OpenApiOperation? Operation(string method, string template) =>
        operations.GetOrAdd($"{method} {template}", _ => new(() => Find(method, template))).Value;

    /// <summary>What a reference stands for.</summary>
    public JsonElement Follow(JsonElement element)
    {
        while (element.TryGetProperty("$ref", out var reference))
        {
            element = reference.GetString()!.Split('/').Skip(1).Aggregate(root, (at, name) => at.GetProperty(name));
        }

        return element;
    }

    /// <summary>A schema with every schema that it refers to.</summary>
    public JsonSchema Schema(JsonElement schema)
    {
        var text = new StringBuilder("{\"definitions\":{");
        text.AppendJoin(',', Closure(schema.GetRawText()).Select(d => $"{JsonSerializer.Serialize(d.Key)}:{d.Value}"));
        text.Append("},").Append(schema.GetRawText().TrimStart()[1..]);
        return JsonSchemaReading.FromOpenApi(text.Replace("#/components/schemas/", "#/definitions/").ToString());
    }

    private static OpenApiDocument Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return new(document.RootElement.Clone());
    }

    private OpenApiOperation? Find(string method, string template) =>
        root.GetProperty("paths").TryGetProperty(template, out var path) && path.TryGetProperty(method.ToLowerInvariant(), out var operation)
            ? new(this, operation)
            : null;

    private Dictionary<string, string> Closure(string text)
    {
        var (found, waiting) = (new Dictionary<string, string>(StringComparer.Ordinal), new Queue<string>([text]));
        while (waiting.TryDequeue(out var at))
        {
            foreach (var name in Reference.Matches(at).Select(m => m.Groups["name"].Value).Where(n => !found.ContainsKey(n)).Distinct().ToArray())
            {
                found.Add(name, root.GetProperty("components").GetProperty("schemas").GetProperty(name).GetRawText());
                waiting.Enqueue(found[name]);
            }
        }

        return found;
    }

    [GeneratedRegex("\"#/components/schemas/(?<name>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Reference { get; }
}
