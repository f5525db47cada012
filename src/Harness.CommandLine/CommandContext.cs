using System.Globalization;
using System.Text;
using Harness.Analysis;
using Harness.CommandLine.Changes;
using Harness.CommandLine.Usage;
using Harness.Reporting;
using Harness.Sarif;

namespace Harness.CommandLine;

/// <summary>The environment of a command: its rules, directory, clock, variables and streams.</summary>
internal sealed class CommandContext
{
    // The width of a terminal that does not report it, if colours were requested.
    private const int UsualWidth = 80;

    private readonly Lock speaking = new();

    /// <summary>The engine that judges, with the rules of this program.</summary>
    public required AnalysisEngine Engine { get; init; }

    /// <summary>The name of the tool in reports.</summary>
    public string ToolName { get; init; } = HarnessCommandLine.UsualToolName;

    /// <summary>The directory that relative paths of the command line start from.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The standard input, from which paths may be read.</summary>
    public Stream Input { get; init; } = Stream.Null;

    /// <summary>The output of the result.</summary>
    public required Stream Output { get; init; }

    /// <summary>The output of all other messages.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>A value that indicates whether the result is coloured.</summary>
    public TextStyle Style { get; private set; }

    /// <summary>The verbosity of a command.</summary>
    public Verbosity Verbosity { get; private set; } = Verbosity.Normal;

    /// <summary>The path or name under which the program was started.</summary>
    public string? Program { get; init; }

    /// <summary>A value that indicates whether messages go to a terminal.</summary>
    public bool IsWatched { get; init; }

    /// <summary>The columns of the terminal that shows the result, or <see langword="null"/> if none does.</summary>
    public int? Width { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The date in UTC.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Time.GetUtcNow().UtcDateTime);

    /// <summary>Returns the value of an environment variable, or <see langword="null"/>.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>The agent that the environment names, or <see langword="null"/> for none.</summary>
    public string? Agent => Variable(ChangeOptions.AgentVariable) is { Length: > 0 } name ? name : null;

    /// <summary>The commit that is judged, if GitHub's runner names it.</summary>
    public SarifRevision? Revision
    {
        get
        {
            var commit = Variable("GITHUB_SHA");
            var address = $"{Variable("GITHUB_SERVER_URL")}/{Variable("GITHUB_REPOSITORY")}";
            return !string.IsNullOrEmpty(commit) && Uri.TryCreate(address, UriKind.Absolute, out var repository) && !repository.IsFile
                ? new SarifRevision(repository, commit)
                : null;
        }
    }

    /// <summary>
    /// The URL of the folder of the rules' pages, ending in <c>/</c>, or <see langword="null"/> if there is none. If the tool runs as an action, its
    /// own repository has the pages, at the running version.
    /// </summary>
    public Uri? RulePages =>
        Variable("HARNESS_RULE_PAGES") is { Length: > 0 } address && Uri.TryCreate(address.TrimEnd('/') + '/', UriKind.Absolute, out var given)
            ? given
            : ToolVersion.RulePages;

    /// <summary>Creates the context of this process, on its console.</summary>
    /// <param name="rules">The rules of the program.</param>
    /// <param name="toolName">The name of the tool in reports.</param>
    /// <param name="variable">Returns the value of an environment variable, or <see langword="null"/>.</param>
    public static CommandContext ForProcess(RuleSet rules, string toolName, Func<string, string?> variable) => new()
    {
        Engine = new AnalysisEngine(rules),
        ToolName = toolName,
        WorkingDirectory = Environment.CurrentDirectory,
        Program = OwnName.Find(),
        Input = Console.OpenStandardInput(),
        Output = new ResultStream { Inner = Console.OpenStandardOutput() },
        Error = Console.Error,
        Variable = variable,
        Style = IsColored() ? TextStyle.Colored : TextStyle.Plain,
        IsWatched = !Console.IsErrorRedirected && !IsDumb(),
        Width = Console.IsOutputRedirected ? null : Math.Clamp(Console.WindowWidth, 40, 100),
    };

    /// <summary>Sets the verbosity and the colours of a command.</summary>
    /// <param name="verbosity">The verbosity.</param>
    /// <param name="style">The colours, or <see langword="null"/> for those of the environment.</param>
    public void Set(Verbosity verbosity, TextStyle? style)
    {
        (Verbosity, Style) = (verbosity, style ?? Style);
        if (Style == TextStyle.Colored)
        {
            (Output as ResultStream)?.ExpectColors();
        }
    }

    /// <summary>Shows the progress of a long run until disposed. Returns <see langword="null"/> if no terminal is attached.</summary>
    public ProgressLine? Watch(string what) => IsWatched && Verbosity != Verbosity.Quiet ? new ProgressLine(Error, what, Time, TimeSpan.FromSeconds(1)) : null;

    /// <summary>Writes to standard error. If that fails, the work continues. It is thread-safe.</summary>
    /// <param name="text">Whole lines.</param>
    public void Say(string text)
    {
        lock (speaking)
        {
            try
            {
                Error.Write(text);
                Error.Flush();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
            {
                // The exit code and the host have the information.
            }
        }
    }

    /// <summary>Writes details to standard error, if requested.</summary>
    /// <param name="what">The activity. Names in it are escaped.</param>
    public void Detail(string what)
    {
        if (Verbosity == Verbosity.Verbose)
        {
            Error.Write($"harness: {VisibleText.Escape(what)}\n");
        }
    }

    /// <summary>Runs a step, and reports its duration, if requested.</summary>
    /// <param name="what">The step: <c>judged</c>.</param>
    /// <param name="step">Does it.</param>
    public T Measure<T>(string what, Func<T> step)
    {
        var start = Time.GetTimestamp();
        var result = step();
        Detail(string.Create(CultureInfo.InvariantCulture, $"{what} in {Time.GetElapsedTime(start).TotalMilliseconds:0} ms"));
        return result;
    }

    /// <summary>Writes a summary to the result, unless only findings were requested.</summary>
    /// <param name="text">The summary.</param>
    public void WriteSummary(string text)
    {
        if (Verbosity != Verbosity.Quiet)
        {
            Write(text);
        }
    }

    /// <summary>Writes text to the result, as UTF-8 without a byte order mark.</summary>
    public void Write(string text)
    {
        Output.Write(Encoding.UTF8.GetBytes(text));
        Output.Flush();
    }

    /// <summary>Writes to the result completely, or not at all.</summary>
    public void Write(Action<Stream> write)
    {
        using var whole = new MemoryStream();
        write(whole);
        whole.WriteTo(Output);
        Output.Flush();
    }

    /// <summary>Writes Markdown to the result, formatted for a terminal, or unchanged otherwise.</summary>
    public void WriteMarkdown(string markdown) => Write((Width ?? (Style == TextStyle.Colored ? UsualWidth : null)) is { } width
        ? MarkdownText.Render(markdown, width, Style)
        : markdown);

    // https://no-color.org: set to anything but the empty text.
    private static bool IsColored() => !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && !IsDumb();

    private static bool IsDumb() => Environment.GetEnvironmentVariable("TERM") == "dumb";
}
