using System.CommandLine;
using System.CommandLine.Help;
using Harness.Reporting;

namespace Harness.CommandLine.Usage;

/// <summary>The options that every command takes.</summary>
internal sealed class GlobalOptions
{
    private readonly Option<bool> quiet = new("--quiet", "-q") { Description = "Prints findings and failures alone: no summary, no progress.", Recursive = true };
    private readonly Option<bool> verbose = new("--verbose", "-v") { Description = "Says on standard error what is read and how long it takes, and shows every finding of a rule.", Recursive = true };

    private readonly Option<string> color = new("--color")
    {
        Description = "Whether the result is coloured. 'auto' colours what a terminal shows, unless NO_COLOR is set.",
        HelpName = "auto|always|never",
        DefaultValueFactory = _ => "auto",
        Recursive = true,
    };

    /// <summary>Creates the options.</summary>
    public GlobalOptions() => color.Validators.Add(result =>
    {
        if (result.Tokens is [.., { Value: not ("auto" or "always" or "never") and var other }])
        {
            result.AddError($"--color takes 'auto', 'always' or 'never', not '{other}'.");
        }
    });

    /// <summary>Adds the options to a program, and gives those of help and version the usual names.</summary>
    /// <param name="root">The program.</param>
    public void AddTo(RootCommand root)
    {
        // A path such as /h is a path.
        root.Options.Clear();
        root.Add(new HelpOption("--help", "-h", "-?") { Description = "Prints what a command does and takes." });
        root.Add(new VersionOption("--version", "-V") { Description = "Prints the version." });
        root.Add(quiet);
        root.Add(verbose);
        root.Add(color);
    }

    /// <summary>Sets the output up as asked.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="context">The output.</param>
    /// <exception cref="CommandException">The options contradict each other.</exception>
    public void Apply(ParseResult parsed, CommandContext context)
    {
        if (parsed.GetValue(quiet) && parsed.GetValue(verbose))
        {
            throw new CommandException("--quiet and --verbose contradict each other: leave one of them out");
        }

        context.Set(
            parsed.GetValue(quiet) ? Verbosity.Quiet : parsed.GetValue(verbose) ? Verbosity.Verbose : Verbosity.Normal,
            parsed.GetValue(color) switch
            {
                "always" => TextStyle.Colored,
                "never" => TextStyle.Plain,
                _ => null,
            });
    }
}

/// <summary>The verbosity of a command.</summary>
internal enum Verbosity
{
    /// <summary>Findings and failures.</summary>
    Quiet,

    /// <summary>Also summaries and progress.</summary>
    Normal,

    /// <summary>Also details of its activity.</summary>
    Verbose,
}
