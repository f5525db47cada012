using System.Collections.Immutable;
using System.Text;

namespace Harness.CommandLine.Usage;

/// <summary>The script for zsh.</summary>
internal static class ZshCompletion
{
    /// <summary>Writes the script.</summary>
    /// <param name="commands">The commands, the program first.</param>
    public static string Write(ImmutableArray<CompletedCommand> commands)
    {
        var script = new StringBuilder("""
            #compdef harness
            # Completes the commands and options of harness in zsh: harness completions zsh > ~/.zfunc/_harness
            _harness() {
              local at=harness prev=$words[CURRENT-1] word
              local -a below options
              for word in "${(@)words[2,CURRENT-1]}"; do
                case "$at $word" in

            """.ReplaceLineEndings("\n"));
        foreach (var command in commands.Skip(1))
        {
            script.Append($"      '{command.Path}') at='{command.Path}' ;;\n");
        }

        script.Append("    esac\n  done\n  case \"$at $prev\" in\n");
        foreach (var (command, option) in commands.SelectMany(c => c.Options.Where(o => o.TakesValue).Select(o => (c, o))))
        {
            var pattern = string.Join('|', option.Names.Select(n => $"'{command.Path} {n}'"));
            script.Append($"    {pattern}) {(option.Values.IsEmpty ? "_files" : $"compadd -- {ShellText.Quote(option.Values)}")}; return ;;\n");
        }

        script.Append("  esac\n  case $at in\n");
        foreach (var command in commands)
        {
            var below = command.Commands.Select(c => $"{c.Name}:{c.About}").Concat(command.Words);
            var options = command.Options.SelectMany(o => o.Names.Select(n => $"{n}:{o.About}"));
            script.Append($"    '{command.Path}')\n      below=({ShellText.Quote(below)})\n      options=({ShellText.Quote(options)}) ;;\n");
        }

        return script.Append("""
              esac
              if [[ $words[CURRENT] == -* ]]; then _describe -o option options
              elif (( $#below )); then _describe command below
              else _files
              fi
            }
            if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _harness "$@"; else compdef _harness harness; fi

            """.ReplaceLineEndings("\n")).ToString();
    }
}
