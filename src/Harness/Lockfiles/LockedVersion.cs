using Harness.Manifests;

namespace Harness.Lockfiles;

/// <summary>Checks that apply to every external package that is new in a lock file.</summary>
internal static class LockedVersion
{
    private const int ChecksumLength = 64;

    /// <summary>Returns the problem with the version or the checksum of a new package, or <see langword="null"/> if there is none.</summary>
    /// <param name="package">An external package that the file before does not have.</param>
    /// <param name="before">The file before.</param>
    /// <param name="after">The file after.</param>
    public static LockProblem? FaultOf(LockedPackage package, CargoLock before, CargoLock after)
    {
        var greater = before.FindAll(package.Id.Name).FirstOrDefault(p => LockExplanation.SharesRange(p.Id, package.Id) && IsGreater(p.Id, package.Id));
        var twin = after.FindAll(package.Id.Name).FirstOrDefault(p => p.Id != package.Id && LockExplanation.SharesRange(p.Id, package.Id));
        return greater is not null ? new LockProblem($"'{package}' is locked where '{greater}' was: a locked version never goes down", package.Location)
            : twin is not null ? new LockProblem($"'{package}' is locked beside '{twin}': Cargo locks one version of those that are compatible", package.Location)
            : HasChecksum(package) ? null
            : new LockProblem(package.Checksum is null ? $"'{package}' has no checksum" : $"the checksum of '{package}' is not a SHA-256 checksum", package.Location);
    }

    private static bool IsGreater(LockedId one, LockedId other) => SemanticVersion.Parse(one.Version)!.CompareTo(SemanticVersion.Parse(other.Version)) > 0;

    private static bool HasChecksum(LockedPackage package) => package.Id.Source!.StartsWith("git+", StringComparison.Ordinal)
        || (package.Checksum is { Length: ChecksumLength } checksum && checksum.All(char.IsAsciiHexDigitLower));
}
