namespace Harness.Cli;

/// <summary>A form of the result.</summary>
internal enum OutputKind
{
    /// <summary>Text for people.</summary>
    Text,

    /// <summary>SARIF for code scanning.</summary>
    Sarif,
}

/// <summary>One output of a check.</summary>
/// <param name="Kind">Its form.</param>
/// <param name="File">The absolute path of its file; <see langword="null"/> for standard output.</param>
internal sealed record OutputFormat(OutputKind Kind, string? File)
{
    /// <summary>Reads <c>text</c>, <c>sarif</c>, <c>text:FILE</c>, <c>sarif:FILE</c>.</summary>
    public static OutputFormat Parse(string text, string workingDirectory)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var kind = (colon < 0 ? text : text[..colon]) switch
        {
            "text" => OutputKind.Text,
            "sarif" => OutputKind.Sarif,
            var other => throw new CommandException($"'{other}' is no format; use 'text', 'sarif', or with a file 'sarif:out.sarif'"),
        };
        if (colon < 0)
        {
            return new OutputFormat(kind, null);
        }

        var file = text[(colon + 1)..];
        return file.Length > 0
            ? new OutputFormat(kind, Path.GetFullPath(file, workingDirectory))
            : throw new CommandException($"'{text}' names no file; write '{text}out.{text[..colon]}'");
    }

    /// <summary>Reads all formats; without any, text.</summary>
    public static IReadOnlyList<OutputFormat> ParseAll(IReadOnlyCollection<string> texts, string workingDirectory)
    {
        var formats = texts.Select(t => Parse(t, workingDirectory)).DefaultIfEmpty(new OutputFormat(OutputKind.Text, null)).ToArray();
        var twice = formats.GroupBy(f => f.File, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        return twice is null ? formats
            : throw new CommandException($"two formats go to {(twice.Key is null ? "standard output" : $"'{twice.Key}'")}; give one of them a file of its own");
    }
}
