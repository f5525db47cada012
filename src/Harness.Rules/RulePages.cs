using System.Text;

namespace Harness.Rules;

/// <summary>The pages of the built-in rules, from the folder <c>rules</c>.</summary>
internal static class RulePages
{
    /// <summary>Returns the page of a rule as Markdown, or <see langword="null"/> if no built-in rule has that id.</summary>
    /// <param name="id">The rule's id, <c>HRN2001</c>.</param>
    public static string? Read(string id)
    {
        using var stream = typeof(RulePages).Assembly.GetManifestResourceStream($"rules/{id}.md");
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
