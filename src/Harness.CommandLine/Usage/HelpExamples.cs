using System.Collections.Immutable;

namespace Harness.CommandLine.Usage;

/// <summary>Examples in the help of commands.</summary>
internal static class HelpExamples
{
    private static readonly Dictionary<string, ImmutableArray<(string Line, string What)>> ByCommand = new(StringComparer.Ordinal)
    {
        ["harness"] =
        [
            ("harness init", "Writes a first policy that passes."),
            ("harness check", "Judges the workspace around this directory."),
            ("harness explain HRN2001", "Prints the page of a rule."),
        ],
        ["harness init"] =
        [
            ("harness init --preview", "Prints the policy that init would write."),
            ("harness init --agents storage,query", "Splits the packages between two agents."),
            ("harness init --hooks", "Installs git hooks that judge commits and pushes."),
        ],
        ["harness check"] =
        [
            ("harness check", "Judges the workspace around this directory."),
            ("harness check --base main", "Judges what merging HEAD into main would change."),
            ("harness check --format concise", "Prints one line a finding."),
            ("harness check --format text --format sarif:out.sarif", "Prints text and writes SARIF."),
            ("harness check --fix --preview", "Shows which lines --fix would delete."),
            ("harness check --last 50", "Shows what the policy would have flagged in the last 50 changes."),
        ],
        ["harness graph"] =
        [
            ("harness graph --format html:graph.html", "Writes a page to search and click in."),
            ("harness graph --format dot | dot -Tsvg > graph.svg", "Draws the crates with Graphviz."),
        ],
        ["harness why"] =
        [
            ("harness why sql storage", "Says whether sql may depend on storage, and by which lines."),
            ("harness why storage --reverse", "Says who uses storage, and who may."),
        ],
        ["harness owner"] =
        [
            ("harness owner crates/storage/src/lib.rs", "Says who owns the file."),
            ("git ls-files -z | harness owner --stdin -z --json", "Says who owns each file, as JSON."),
            ("harness owner --coverage", "Counts the files that nobody owns."),
        ],
        ["harness explain"] =
        [
            ("harness explain HRN2001", "Prints the page of a rule."),
            ("harness explain storage", "Prints the layer and the owner of a package."),
            ("harness explain --change --base main", "Prints how it is decided who may change what."),
        ],
        ["harness baseline"] = [("harness baseline --shrink", "Only deletes lines that no finding needs.")],
        ["harness merge"] = [("harness merge clippy.json deny.sarif --format sarif:all.sarif", "Writes one report for two tools.")],
        ["harness completions"] =
        [
            ("source <(harness completions bash)", "Completes in this bash; put the line in ~/.bashrc to keep it."),
            ("harness completions zsh > ~/.zfunc/_harness", "Completes in zsh, where ~/.zfunc is in fpath."),
            ("harness completions fish > ~/.config/fish/completions/harness.fish", "Completes in fish."),
            ("harness completions powershell | Out-String | Invoke-Expression", "Completes in this PowerShell; put the line in $PROFILE to keep it."),
        ],
    };

    /// <summary>Returns the examples of a command, each with its effect.</summary>
    /// <param name="command">The command as it is typed: <c>harness check</c>.</param>
    public static ImmutableArray<(string Line, string What)> Find(string command) => ByCommand.GetValueOrDefault(command, []);
}
