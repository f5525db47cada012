namespace Harness.Evasions.Tests;

/// <summary>What a check says to a change.</summary>
internal enum CatchKind
{
    /// <summary>A new error: exit 1.</summary>
    Error,

    /// <summary>A finding that the change brings and that is no error: beside an error that says the same more sharply.</summary>
    Beside,

    /// <summary>Input that is not whole: exit 2.</summary>
    Failure,

    /// <summary>One line of the repository's reader: exit 2.</summary>
    Refusal,
}

/// <summary>What catches an evasion.</summary>
/// <param name="Kind">How.</param>
/// <param name="Rule">The rule's id; empty for a refusal.</param>
/// <param name="Where">The path of the finding; of a refusal what its message says.</param>
internal sealed record Catch(CatchKind Kind, string Rule, string Where)
{
    public static Catch Error(string rule, string path) => new(CatchKind.Error, rule, path);

    public static Catch Beside(string rule, string path) => new(CatchKind.Beside, rule, path);

    public static Catch Failure(string rule, string path) => new(CatchKind.Failure, rule, path);

    public static Catch Refusal(string message) => new(CatchKind.Refusal, "", message);

    public override string ToString() => $"{Kind} {Rule} {Where}";
}
