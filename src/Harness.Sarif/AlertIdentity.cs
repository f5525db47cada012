namespace Harness.Sarif;

/// <summary>By what code scanning knows an alert again: the fingerprint <c>primaryLocationLineHash</c>.</summary>
public enum AlertIdentity
{
    /// <summary>
    /// By the hash of the finding's line, as GitHub's <c>upload-sarif</c> action computes it. The action warns of each result whose
    /// fingerprint differs from its own. An alert closes, and another opens, where the text of the line or soon after it changes.
    /// </summary>
    LineHash,

    /// <summary>By the finding's key. For uploads through the API, which compares nothing: an alert then outlasts changes of its line.</summary>
    FindingKey,
}
