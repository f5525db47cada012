using System.Globalization;

namespace Harness.Inference;

/// <summary>A difference between CODEOWNERS on GitHub and the policy.</summary>
/// <param name="Line">The number of the line concerned, or <see langword="null"/> if no single line is.</param>
/// <param name="Message">The difference, with the reason.</param>
public sealed record OwnerNote(int? Line, string Message)
{
    /// <summary>Returns the note behind the file and line that it is about.</summary>
    /// <param name="file">The path of the CODEOWNERS file.</param>
    public string ToText(string file) => string.Create(CultureInfo.InvariantCulture, $"{file}{(Line is { } line ? $":{line}" : "")}: {Message}");
}
