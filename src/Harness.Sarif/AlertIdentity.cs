namespace Harness.Sarif;

/// <summary>The content of the fingerprint <c>primaryLocationLineHash</c>, by which code scanning identifies an alert.</summary>
public enum AlertIdentity
{
    /// <summary>
    /// The hash of the finding's line, as GitHub's <c>upload-sarif</c> action computes it. The action warns of each result with another fingerprint.
    /// If the text of the line or shortly after it changes, the alert closes and another opens.
    /// </summary>
    LineHash,

    /// <summary>
    /// The finding's key. It is for uploads through the API, which does not compare fingerprints. An alert then survives changes of its line.
    /// </summary>
    FindingKey,
}
