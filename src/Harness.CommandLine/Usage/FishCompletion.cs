using System.Collections.Immutable;
using System.Text;

namespace Harness.CommandLine.Usage;

/// <summary>The script for fish.</summary>
internal static class FishCompletion
{
    /// <summary>Writes the script.</summary>
    /// <param name="commands">The commands, the program first.</param>
    public static string Write(ImmutableArray<CompletedCommand> commands)
    {
        var script = new StringBuilder("""
            # Completes the commands and options of harness in fish: harness completions fish > ~/.config/fish/completions/harness.fish
            function __harness_at --description 'Tests which command of harness the line names'
                set -l at harness
                for word in (commandline -opc)[2..-1]
                    switch "$at $word"

            """.ReplaceLineEndings("\n"));
        foreach (var command in commands.Skip(1))
        {
            script.Append($"            case '{command.Path}'\n                set at '{command.Path}'\n");
        }

        script.Append("        end\n    end\n    test \"$at\" = \"$argv[1]\"\nend\n");
        foreach (var command in commands)
        {
            var at = $"complete -c harness -n \"__harness_at '{command.Path}'\"";
            foreach (var below in command.Commands)
            {
                script.Append($"{at} -f -a '{below.Name}' -d '{below.About}'\n");
            }

            if (!command.Words.IsEmpty)
            {
                script.Append($"{at} -f -a {ShellText.Join(command.Words)}\n");
            }

            foreach (var option in command.Options)
            {
                var names = string.Join(' ', option.Names.Select(n => n.StartsWith("--", StringComparison.Ordinal) ? $"-l {n[2..]}" : $"-s {n[1..]}"));
                var value = !option.TakesValue ? "" : option.Values.IsEmpty ? " -r" : $" -x -a {ShellText.Join(option.Values)}";
                script.Append($"{at} {names}{value} -d '{option.About}'\n");
            }
        }

        return script.ToString();
    }
}
