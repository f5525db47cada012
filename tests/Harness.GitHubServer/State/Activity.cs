namespace Harness.GitHubServer.State;

/// <summary>One movement of a branch.</summary>
/// <param name="Ref">The branch's full name.</param>
/// <param name="Kind">The kind, as GitHub names it: <c>force_push</c>.</param>
internal sealed record Activity(long Id, string Ref, string Before, string After, string Kind, User? Actor, DateTimeOffset At);
