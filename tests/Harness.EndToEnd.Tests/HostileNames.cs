using System.Collections.Immutable;

namespace Harness.EndToEnd.Tests;

/// <summary>Names that programs have taken for something else: an option, a file of options, a command, a pattern.</summary>
internal static class HostileNames
{
    /// <summary>Names of branches, each of which git accepts. Where a shell runs one, it makes the file <c>touched</c>.</summary>
    public static ImmutableArray<string> OfBranches { get; } =
    [
        "@x", "@own", "--help", "-x", "--head=main", "--branch=feat/master-db/x", "$(touch${IFS}touched)", "`touch${IFS}touched`", "x;touch${IFS}touched",
        "\"double", "'single", "%s%n", "#x", "\u00FCn\u00EF/\u5206\u652F", "\u202Ex", "refs/heads/main", "x=y",
    ];
}
