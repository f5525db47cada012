using System.Collections;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using Harness.Reporting;

namespace Harness.CommandLine.Usage;

/// <summary>The help of a command: description, usage, options by group, and examples.</summary>
internal sealed class HelpText
{
    private const int Indent = 2;
    private const int MostOfFirstColumn = 30;

    private readonly StringBuilder text = new();
    private readonly TextStyle style;
    private readonly int width;

    private HelpText(TextStyle style, int width) => (this.style, this.width) = (style, width);

    /// <summary>Writes the help of a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="context">The context, for the output.</param>
    public static void Write(CommandResult command, CommandContext context)
    {
        var help = new HelpText(context.Style, context.Width ?? 100);
        help.Add(command);
        context.Write(help.text.ToString());
    }

    /// <summary>Returns the options of a command that have a group, those of all commands included.</summary>
    /// <param name="command">The command.</param>
    public static IEnumerable<Option> OptionsOf(CommandResult command) =>
        command.Command.Options.Concat((command.Parent as CommandResult)?.Command is { } ? Above(command) : []).Where(o => !o.Hidden).Distinct();

    private static IEnumerable<Option> Above(CommandResult command) =>
        command.Parent is CommandResult above ? above.Command.Options.Where(o => o.Recursive).Concat(Above(above)) : [];

    private void Add(CommandResult result)
    {
        var (command, name) = (result.Command, NameOf(result));
        Wrap(command.Description ?? "", 0);
        text.Append('\n').Append(style.Heading("Usage:")).Append(' ').Append(name)
            .Append(command.Subcommands.Any() ? " COMMAND" : "")
            .Append(string.Concat(command.Arguments.Select(a => " " + Signature(a)))).Append(" [OPTIONS]\n");
        AddRows("Commands", command.Subcommands.Where(c => !c.Hidden).Select(c => (c.Name, c.Description ?? "")));
        AddRows("Arguments", command.Arguments.Where(a => !a.Hidden).Select(a => (Signature(a), a.Description ?? "")));
        foreach (var group in OptionsOf(result).GroupBy(HelpGroups.Find).OrderBy(g => HelpGroups.All.IndexOf(g.Key)))
        {
            AddRows(group.Key, group.Select(o => (Signature(o), Describe(o))));
        }

        var examples = HelpExamples.Find(name);
        if (!examples.IsEmpty)
        {
            text.Append('\n').Append(style.Heading("Examples:")).Append('\n');
            foreach (var (line, what) in examples)
            {
                text.Append(' ', Indent).Append(line).Append('\n');
                Wrap(what, Indent + 4);
            }
        }
    }

    private static string NameOf(CommandResult result) =>
        result.Parent is CommandResult above ? $"{NameOf(above)} {result.Command.Name}" : CommandNames.OfProgram(result.Command);

    private static string Signature(Argument argument)
    {
        var name = argument.Name.ToUpperInvariant() + (argument.Arity.MaximumNumberOfValues > 1 ? "…" : "");
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
    }

    // One column for the short names, so that the long ones are below each other.
    private static string Signature(Option option)
    {
        var letter = option.Aliases.Append(option.Name).FirstOrDefault(a => a.Length == 2);
        var value = option.ValueType == typeof(bool) || option.ValueType == typeof(void) ? "" : " " + (option.HelpName ?? "VALUE");
        return option.Name.Length == 2 ? option.Name : $"{(letter is null ? "   " : letter + ",")} {option.Name}{value}";
    }

    private static string Describe(Option option)
    {
        var usual = option.HasDefaultValue && option.ValueType != typeof(bool) ? option.GetDefaultValue() : null;
        var words = usual is IEnumerable many and not string ? string.Join(", ", many.Cast<object>()) : usual?.ToString();
        return $"{option.Description}{(string.IsNullOrEmpty(words) ? "" : $" Default: {words.ToLowerInvariant()}.")}";
    }

    private void AddRows(string heading, IEnumerable<(string Name, string Text)> rows)
    {
        var all = rows.ToArray();
        if (all.Length == 0)
        {
            return;
        }

        text.Append('\n').Append(style.Heading(heading + ":")).Append('\n');
        var column = Indent + 2 + Math.Min(MostOfFirstColumn, all.Max(r => r.Name.Length));
        foreach (var (name, about) in all)
        {
            text.Append(' ', Indent).Append(style.Emphasis(name));
            if (Indent + name.Length + 2 > column)
            {
                text.Append('\n');
                Wrap(about, column);
            }
            else
            {
                Wrap(about, column, Indent + name.Length);
            }
        }
    }

    // Words that a line takes, each further line below the first.
    private void Wrap(string words, int column, int at = 0)
    {
        var used = at;
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (used > column && used + 1 + word.Length > width)
            {
                text.Append('\n');
                used = 0;
            }

            var blanks = used < column ? column - used : used == column && (used == 0 || text[^1] == ' ') ? 0 : 1;
            text.Append(' ', blanks).Append(word);
            used += blanks + word.Length;
        }

        text.Append('\n');
    }
}
