using System.Collections.Immutable;

namespace Harness.Evasions.Tests;

/// <summary>A way past the gate that the files and the history of a repository alone do not show.</summary>
/// <param name="Number">The number of the way.</param>
/// <param name="Sentence">How it goes, in one sentence.</param>
/// <param name="Reason">Why it is out of reach.</param>
internal sealed record OutOfReach(int Number, string Sentence, string Reason)
{
    private const string Source = "Only a reader of Rust sees it: it comes with the rules over source.";
    private const string Host = "Only the host knows it: the check has to be started there again, and then judges as it does always.";

    public static ImmutableArray<OutOfReach> All { get; } =
    [
        new(13, "A document that is compiled into a crate is changed as if it were a document.", Source + " Without an entry in `[shared]` documents have owners like code."),
        new(31, "The lists of a host's API end early, and what stands behind their end is not seen.", "No list of the host is read: `last-of-many` shows that the repository's own comparison has no end."),
        new(33, "Characters that turn the direction of writing stand within a file.", Source + " In paths they are caught."),
        new(42, "The change is proposed for another target after it was judged.", Host),
        new(43, "The change lands at an unprotected branch first, and goes on from there.", Host),
        new(47, "A workflow with the secrets of the target checks out the head.", "What a workflow means is not read; that it changes is caught like `workflow-edited`."),
        new(48, "A draft is left out of the checks until it is merged.", Host),
        new(54, "A path in an attribute or a macro reaches files of other crates.", Source),
        new(61, "What a rule forbids is used by way of a crate that exports it again.", Source),
        new(62, "A symbol is called across crates without any dependency between them.", Source),
        new(66, "A build script or a macro writes into another crate while it is built.", Source),
        .. Enumerable.Range(68, 8).Select(n => new OutOfReach(n, Lints[n - 68], n is 73 or 75 ? Source + " That the file changes is caught like `toolchain`." : Source)),
    ];

    private static ImmutableArray<string> Lints =>
    [
        "A member no longer inherits the lints of the workspace.",
        "An attribute allows what the lints deny.",
        "A panicking function is passed on by its path instead of being called.",
        "A macro hides the panicking call.",
        "The call stands where the linter does not look: behind a condition that only holds without it.",
        "The configuration of the build caps all lints.",
        "Other ways to panic are used than those that the lints name.",
        "A configuration of the linter beside the crate changes what it reports.",
    ];
}
