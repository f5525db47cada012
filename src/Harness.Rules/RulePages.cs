using System.Text;

namespace Harness.Rules;

/// <summary>The page of each rule, as it stands in the folder <c>rules</c>.</summary>
public static class RulePages
{
    /// <summary>The page of a rule as Markdown, or <see langword="null"/> if no built-in rule has that number.</summary>
    /// <param name="id">The rule's number, <c>HRN2001</c>.</param>
    public static string? Get(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        using var stream = typeof(RulePages).Assembly.GetManifestResourceStream($"rules/{id}.md");
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
