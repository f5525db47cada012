namespace Harness.Changes;

/// <summary>The approval of exactly one head by an account. It comes from the host, never from commits.</summary>
/// <param name="Login">The account that approved.</param>
/// <param name="Head">The id of the commit that was approved.</param>
public sealed record Consent(string Login, string Head);
