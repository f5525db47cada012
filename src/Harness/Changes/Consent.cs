namespace Harness.Changes;

/// <summary>Someone's approval of exactly one head. Handed in by who asked the host, never read from commits.</summary>
/// <param name="Login">The account that approved.</param>
/// <param name="Head">The id of the commit that was approved.</param>
public sealed record Consent(string Login, string Head);
