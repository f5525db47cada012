using System.Collections.Immutable;
using System.Text;

namespace Harness.CommandLine.Usage;

/// <summary>The script for bash.</summary>
internal static class BashCompletion
{
    /// <summary>Writes the script.</summary>
    /// <param name="commands">The commands, the program first.</param>
    public static string Write(ImmutableArray<CompletedCommand> commands)
    {
        var script = new StringBuilder("""
            # Completes the commands and options of harness in bash: source <(harness completions bash)
            _harness() {
              local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} at=harness words= i
              COMPREPLY=()
              # bash splits --option=value where it meets '='.
              if [[ $cur == '=' ]]; then cur=
              elif [[ $prev == '=' && COMP_CWORD -ge 2 ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}
              fi
              for ((i = 1; i < COMP_CWORD; i++)); do
                case "$at ${COMP_WORDS[i]}" in

            """.ReplaceLineEndings("\n"));
        foreach (var command in commands.Skip(1))
        {
            script.Append($"      '{command.Path}') at='{command.Path}' ;;\n");
        }

        script.Append("    esac\n  done\n  case \"$at $prev\" in\n");
        foreach (var (command, option) in commands.SelectMany(c => c.Options.Where(o => o.TakesValue).Select(o => (c, o))))
        {
            var pattern = string.Join('|', option.Names.Select(n => $"'{command.Path} {n}'"));
            var reply = option.Values.IsEmpty ? "" : $"COMPREPLY=($(compgen -W {ShellText.Join(option.Values)} -- \"$cur\")); ";
            script.Append($"    {pattern}) {reply}return ;;\n");
        }

        script.Append("  esac\n  case $at in\n");
        foreach (var command in commands)
        {
            var words = command.Commands.Select(c => c.Name).Concat(command.Words).Concat(command.Options.SelectMany(o => o.Names));
            script.Append($"    '{command.Path}') words={ShellText.Join(words)} ;;\n");
        }

        return script.Append("""
              esac
              COMPREPLY=($(compgen -W "$words" -- "$cur"))
            }
            complete -o default -F _harness harness

            """.ReplaceLineEndings("\n")).ToString();
    }
}
