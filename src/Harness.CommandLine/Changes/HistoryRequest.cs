namespace Harness.CommandLine.Changes;

/// <summary>The range of history, given by one of the two.</summary>
/// <param name="Last">So many changes.</param>
/// <param name="Since">To this revision.</param>
internal sealed record HistoryRequest(int? Last, string? Since);
