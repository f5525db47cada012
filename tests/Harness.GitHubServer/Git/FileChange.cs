namespace Harness.GitHubServer.Git;

/// <summary>One file of a difference.</summary>
/// <param name="Status">The status as GitHub names it.</param>
/// <param name="Blob">The id of the file's content on the new side, on the old one where it is gone.</param>
/// <param name="Path">The file's path.</param>
/// <param name="OldPath">The path before a rename.</param>
/// <param name="Patch">The hunks, or <see langword="null"/> where there are none to show.</param>
internal sealed record FileChange(string Status, string Blob, string Path, string? OldPath, int Additions, int Deletions, string? Patch);
