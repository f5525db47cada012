namespace Harness.CommandLine.Changes;

/// <summary>How far back to look: one of the two.</summary>
/// <param name="Last">So many changes.</param>
/// <param name="Since">To this revision.</param>
internal sealed record HistoryRequest(int? Last, string? Since);
