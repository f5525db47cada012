using System.Text;
using Harness.Changes;

namespace Harness.Lockfiles;

/// <summary>Holds the checksums of a lock file against those that it had earlier in the history of the target.</summary>
internal sealed class LockHistory(ChangeHistory history)
{
    /// <summary>Finds packages that the file before lacks, and that were locked with another checksum once.</summary>
    /// <param name="before">The file before.</param>
    /// <param name="after">The file after.</param>
    public IEnumerable<LockProblem> FindForged(CargoLock before, CargoLock after)
    {
        var fresh = after.Packages.Where(p => p.Checksum is not null && before.Find(p.Id) is null).ToList();
        if (fresh.Count == 0 || before.Packages.IsEmpty)
        {
            yield break;
        }

        foreach (var earlier in history.ReadEarlier(after.Text.Path))
        {
            for (var at = fresh.Count - 1; at >= 0; at--)
            {
                var package = fresh[at];
                if (ChecksumOf(package.Id, earlier.Span) is { } checksum)
                {
                    fresh.RemoveAt(at);
                    if (checksum != package.Checksum)
                    {
                        yield return new LockProblem($"the checksum of '{package}' is not the one that it was locked with earlier: what is published under a version does not change", package.Location);
                    }
                }
            }

            if (fresh.Count == 0)
            {
                yield break;
            }
        }
    }

    // A search of bytes, in the form that Cargo has written since it put checksums next to packages. It is fast, because many files are read for few
    // packages.
    private static string? ChecksumOf(LockedId id, ReadOnlySpan<byte> text)
    {
        var head = Encoding.UTF8.GetBytes($"name = \"{id.Name}\"\nversion = \"{id.Version}\"\n");
        for (var at = text.IndexOf(head); at >= 0;)
        {
            var rest = text[(at + head.Length)..];
            var end = rest.IndexOf("\n\n"u8);
            var entry = Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
            if (CargoLockReader.Plain(ValueOf(entry, "source = \"")) == id.Source && ValueOf(entry, "checksum = \"") is { } checksum)
            {
                return checksum;
            }

            var next = rest.IndexOf(head);
            at = next < 0 ? -1 : at + head.Length + next;
        }

        return null;
    }

    private static string? ValueOf(string entry, string key) =>
        entry.Split('\n').FirstOrDefault(l => l.StartsWith(key, StringComparison.Ordinal)) is { } line ? line[key.Length..].TrimEnd('\r', '"') : null;
}
