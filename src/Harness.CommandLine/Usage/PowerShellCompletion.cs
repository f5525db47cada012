using System.Collections.Immutable;
using System.Text;

namespace Harness.CommandLine.Usage;

/// <summary>The script for PowerShell.</summary>
internal static class PowerShellCompletion
{
    /// <summary>Writes the script.</summary>
    /// <param name="commands">The commands, the program first.</param>
    public static string Write(ImmutableArray<CompletedCommand> commands)
    {
        var script = new StringBuilder("""
            # Completes the commands and options of harness in PowerShell: harness completions powershell | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName harness -ScriptBlock {
                param($word, $ast, $cursor)
                $words = @{

            """.ReplaceLineEndings("\n"));
        foreach (var command in commands)
        {
            script.Append($"        '{command.Path}' = @({Items(command.Commands.Select(c => c.Name).Concat(command.Words).Concat(command.Options.SelectMany(o => o.Names)))})\n");
        }

        script.Append("    }\n    $values = @{\n");
        foreach (var (command, option) in commands.SelectMany(c => c.Options.Where(o => !o.Values.IsEmpty).Select(o => (c, o))))
        {
            foreach (var name in option.Names)
            {
                script.Append($"        '{command.Path} {name}' = @({Items(option.Values)})\n");
            }
        }

        return script.Append("""
                }
                $at = 'harness'
                $before = ''
                foreach ($element in ($ast.CommandElements | Select-Object -Skip 1)) {
                    if ($element.Extent.EndOffset -ge $cursor) { break }
                    $before = $element.Extent.Text
                    if ($words.ContainsKey("$at $before")) { $at = "$at $before" }
                }
                $all = if ($values.ContainsKey("$at $before")) { $values["$at $before"] } else { $words[$at] }
                $all | Where-Object { $_.StartsWith($word, [System.StringComparison]::Ordinal) } | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }

            """.ReplaceLineEndings("\n")).ToString();
    }

    private static string Items(IEnumerable<string> words) => string.Join(", ", words.Select(w => $"'{w}'"));
}
