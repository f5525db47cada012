using System.Collections.Immutable;
using Harness.Text;

namespace Harness.CommandLine;

/// <summary>A form of the result.</summary>
internal enum OutputKind
{
    /// <summary>Text for people.</summary>
    Text,

    /// <summary>A line a finding.</summary>
    Concise,

    /// <summary>SARIF for code scanning.</summary>
    Sarif,

    /// <summary>JSON for programs.</summary>
    Json,

    /// <summary>Annotations for GitHub's runners.</summary>
    GitHub,

    /// <summary>Markdown for a summary on GitHub.</summary>
    Markdown,

    /// <summary>GitLab's Code Quality report.</summary>
    GitLab,

    /// <summary>JUnit's XML.</summary>
    JUnit,

    /// <summary>A page for a browser.</summary>
    Html,

    /// <summary>A flowchart for a README.</summary>
    Mermaid,

    /// <summary>A graph for Graphviz.</summary>
    Dot,
}

/// <summary>One output of a command.</summary>
/// <param name="Kind">Its form.</param>
/// <param name="File">The absolute path of its file, or <see langword="null"/> for standard output.</param>
internal sealed record OutputFormat(OutputKind Kind, string? File)
{
    /// <summary>The formats of a check.</summary>
    public static ImmutableArray<OutputKind> OfCheck { get; } =
        [OutputKind.Text, OutputKind.Concise, OutputKind.Sarif, OutputKind.Json, OutputKind.GitHub, OutputKind.Markdown, OutputKind.GitLab, OutputKind.JUnit];

    /// <summary>The formats of a check of history.</summary>
    public static ImmutableArray<OutputKind> OfHistory { get; } = [OutputKind.Text, OutputKind.Json];

    /// <summary>A value that indicates whether people read the findings in it, those of input that was not understood included.</summary>
    public bool IsForPeople => Kind is OutputKind.Text or OutputKind.Concise;

    /// <summary>Reads <c>text</c>, <c>sarif</c>, <c>text:FILE</c>, <c>sarif:FILE</c>.</summary>
    public static OutputFormat Parse(string text, string workingDirectory, ImmutableArray<OutputKind> kinds)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? text : text[..colon];
        var kind = kinds.Cast<OutputKind?>().FirstOrDefault(k => Spell(k!.Value) == name) ?? throw new CommandException(
            $"'{name}' is not a format; {NearestName.Suggest(name, kinds.Select(Spell))}use {string.Join(", ", kinds.Select(k => $"'{Spell(k)}'"))}, or with a file '{Spell(kinds[^1])}:FILE'");
        if (colon < 0)
        {
            return new OutputFormat(kind, null);
        }

        var file = text[(colon + 1)..];
        return file.Length > 0
            ? new OutputFormat(kind, Path.GetFullPath(file, workingDirectory))
            : throw new CommandException($"'{text}' names no file; write '{text}out.{name}'");
    }

    /// <summary>Reads all formats. Without any, returns the first one that the command writes.</summary>
    public static IReadOnlyList<OutputFormat> ParseAll(IReadOnlyCollection<string> texts, string workingDirectory, ImmutableArray<OutputKind> kinds)
    {
        var formats = texts.Select(t => Parse(t, workingDirectory, kinds)).DefaultIfEmpty(new OutputFormat(kinds[0], null)).ToArray();
        var twice = formats.GroupBy(f => f.File, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        return twice is null ? formats
            : throw new CommandException($"two formats go to {(twice.Key is null ? "standard output" : $"'{twice.Key}'")}; give one of them a file of its own");
    }

    /// <summary>Writes every output: one that cannot be written keeps no other from its readers, and fails the command afterwards.</summary>
    /// <param name="formats">The outputs.</param>
    /// <param name="render">The bytes of an output.</param>
    /// <param name="context">The context, for outputs without a file.</param>
    /// <exception cref="CommandException">An output could not be written.</exception>
    public static void WriteAll(IReadOnlyList<OutputFormat> formats, Func<OutputFormat, byte[]> render, CommandContext context) =>
        StreamAll(formats, (format, output) => output.Write(render(format)), context);

    /// <summary>Writes every output like <see cref="WriteAll"/>, but does not hold any of them in memory, because they may be large.</summary>
    /// <param name="formats">The outputs.</param>
    /// <param name="write">Writes an output.</param>
    /// <param name="context">The context, for outputs without a file.</param>
    /// <exception cref="CommandException">An output could not be written.</exception>
    public static void StreamAll(IReadOnlyList<OutputFormat> formats, Action<OutputFormat, Stream> write, CommandContext context)
    {
        var failures = new List<string>();
        foreach (var format in formats.OrderBy(f => f.File is null))
        {
            if (format.File is null)
            {
                WriteBuffered(write, format, context.Output);
                continue;
            }

            try
            {
                WriteFile(output => write(format, output), format.File);
            }
            catch (CommandException e)
            {
                failures.Add(e.Message);
            }
        }

        if (failures.Count > 0)
        {
            throw new CommandException(string.Join("; ", failures));
        }
    }

    private static void WriteBuffered(Action<OutputFormat, Stream> write, OutputFormat format, Stream output)
    {
        using var buffered = new BufferedStream(output, 64 << 10);
        write(format, buffered);
    }

    private static void WriteFile(Action<Stream> write, string path)
    {
        using var file = new StagedFiles();
        file.Add(path, write);
        file.Commit();
    }

    /// <summary>Returns the name of a form.</summary>
    /// <param name="kind">The form.</param>
    public static string Spell(OutputKind kind) => kind switch
    {
        OutputKind.Concise => "concise",
        OutputKind.Sarif => "sarif",
        OutputKind.Json => "json",
        OutputKind.GitHub => "github",
        OutputKind.Markdown => "markdown",
        OutputKind.GitLab => "gitlab",
        OutputKind.JUnit => "junit",
        OutputKind.Html => "html",
        OutputKind.Mermaid => "mermaid",
        OutputKind.Dot => "dot",
        _ => "text",
    };
}
