using System.Text.RegularExpressions;

namespace Harness.GitHubServer.Http;

/// <summary>An operation of the API: its method, its path as GitHub's OpenAPI writes it, and what answers.</summary>
internal sealed class Route
{
    // Names of branches and commits may hold slashes.
    private static readonly string[] Slashed = ["branch", "ref", "basehead", "name"];

    private readonly Regex pattern;

    private Route(string method, string template, Right? right, Func<Exchange, Answer> handle)
    {
        (Method, Template, Right, Handle) = (method, template, right, handle);
        var parts = template.Split('/').Select(p => p is ['{', .. var name, '}'] ? $"(?<{name}>{(Slashed.Contains(name) ? ".+" : "[^/]+")})" : Regex.Escape(p));
        pattern = new($"^{string.Join('/', parts)}$", RegexOptions.CultureInvariant);
    }

    public string Method { get; }

    /// <summary>The path with the names of its parts in braces.</summary>
    public string Template { get; }

    /// <summary>What the operation writes, or <see langword="null"/> where it reads.</summary>
    public Right? Right { get; }

    public Func<Exchange, Answer> Handle { get; }

    /// <summary>The more of the path is fixed, the earlier it is tried.</summary>
    public int Fixed => Template.Split('/').Count(p => !p.StartsWith('{'));

    public static Route Get(string template, Func<Exchange, Answer> handle) => new("GET", template, null, handle);

    public static Route Write(string method, string template, Right right, Func<Exchange, Answer> handle) => new(method, template, right, handle);

    /// <summary>The parts of a path that fits, or <see langword="null"/>.</summary>
    public Dictionary<string, string>? Match(string path) => pattern.Match(path) is { Success: true } match
        ? match.Groups.Values.Where(g => !char.IsAsciiDigit(g.Name[0])).ToDictionary(g => g.Name, g => Uri.UnescapeDataString(g.Value), StringComparer.Ordinal)
        : null;
}
