using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using Harness.Diagnostics;
using Harness.Reporting;

namespace Harness.CommandLine.Commands;

/// <summary>Options that several commands take.</summary>
internal static class CommonOptions
{
    /// <summary><c>--root</c>.</summary>
    public static Option<string?> Root() => new("--root")
    {
        Description = "The top of the tree. Default: the nearest directory around this one with .git, else with harness.toml, else the root of the workspace as Cargo finds it.",
        HelpName = "DIR",
    };

    /// <summary><c>--policy</c>.</summary>
    public static Option<string?> Policy() => new("--policy")
    {
        Description = "The policy to judge by. Default: harness.toml at the top.",
        HelpName = "FILE",
    };

    /// <summary><c>--fail-on</c>.</summary>
    public static Option<DiagnosticSeverity> FailOn()
    {
        var option = new Option<DiagnosticSeverity>("--fail-on")
        {
            Description = "The least severity that fails the check: note, warning, error.",
            HelpName = "note|warning|error",
            DefaultValueFactory = _ => DiagnosticSeverity.Error,
            CustomParser = result => result.Tokens[0].Value switch
            {
                "note" => DiagnosticSeverity.Note,
                "warning" => DiagnosticSeverity.Warning,
                "error" => DiagnosticSeverity.Error,
                var other => Refuse(result, other),
            },
        };
        return option;

        static DiagnosticSeverity Refuse(ArgumentResult result, string word)
        {
            result.AddError($"--fail-on takes 'note', 'warning' or 'error', not '{word}'.");
            return default;
        }
    }

    /// <summary><c>--format</c>.</summary>
    /// <param name="forms">The forms, as the help names them.</param>
    /// <param name="kinds">The forms, the usual one first.</param>
    public static Option<string[]> Formats(string forms, ImmutableArray<OutputKind> kinds)
    {
        var option = new Option<string[]>("--format")
        {
            Description = $"A form of the result: {forms}. May be given several times.",
            HelpName = "FORMAT[:FILE]",
            DefaultValueFactory = _ => [OutputFormat.Spell(kinds[0])],
        };
        option.CompletionSources.Add([.. kinds.Select(OutputFormat.Spell)]);
        return option;
    }

    /// <summary>Returns the absolute path of the policy that was named, or <see langword="null"/> for the one at the top.</summary>
    public static string? FindPolicy(string? given, CommandContext context) => given is null ? null : Path.GetFullPath(given, context.WorkingDirectory);

    /// <summary>Returns the absolute path of the tree's top.</summary>
    public static string FindRoot(string? given, CommandContext context)
    {
        if (given is null)
        {
            return RepositoryDirectory.Find(context.WorkingDirectory, what => context.Error.Write($"harness: {VisibleText.Escape(what)}\n"));
        }

        var path = Path.GetFullPath(given, context.WorkingDirectory);
        return Directory.Exists(path) ? path : throw new CommandException($"'{given}' is no directory; --root names the top of the tree");
    }
}
