using System.Globalization;

namespace Harness.Inference;

/// <summary>Something of CODEOWNERS that the policy says otherwise than GitHub does.</summary>
/// <param name="Line">The number of the line concerned; <see langword="null"/> where no single line is.</param>
/// <param name="Message">What is different, and why.</param>
public sealed record OwnerNote(int? Line, string Message)
{
    /// <summary>The note behind the file and line that it speaks of.</summary>
    /// <param name="file">The path of the CODEOWNERS file.</param>
    public string ToText(string file) => string.Create(CultureInfo.InvariantCulture, $"{file}{(Line is { } line ? $":{line}" : "")}: {Message}");
}
