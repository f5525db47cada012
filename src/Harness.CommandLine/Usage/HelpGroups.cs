using System.Collections.Immutable;
using System.CommandLine;

namespace Harness.CommandLine.Usage;

/// <summary>The groups of options, each with a heading in the help.</summary>
internal static class HelpGroups
{
    private const string Input = "Input";
    private const string Change = "Change";
    private const string Identity = "Who made the change";
    private const string Past = "Past changes";
    private const string Fixes = "Fixes";
    private const string Own = "Options";
    private const string Output = "Output";
    private const string General = "General";

    /// <summary>The headings, in their order.</summary>
    public static ImmutableArray<string> All { get; } = [Input, Own, Change, Identity, Past, Fixes, Output, General];

    /// <summary>Returns the heading of an option.</summary>
    /// <param name="option">The option.</param>
    public static string Find(Option option) => option.Name switch
    {
        "--root" or "--policy" or "--include" or "--stdin" or "-z" => Input,
        "--base" or "--head" or "--merge" or "--staged" or "--worktree" or "--change" => Change,
        "--as" or "--login" or "--branch" or "--event" or "--consents" or "--identity" => Identity,
        "--last" or "--since" => Past,
        "--fix" or "--unsafe-fixes" => Fixes,
        "--preview" when option.Description!.StartsWith("With --fix", StringComparison.Ordinal) => Fixes,
        "--format" or "--fail-on" or "--all" or "--json" or "--sarif" or "--upload" => Output,
        "--help" or "--version" or "--quiet" or "--verbose" or "--color" => General,
        _ => Own,
    };
}
