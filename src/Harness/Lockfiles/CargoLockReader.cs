using System.Collections.Immutable;
using Harness.Text;
using Harness.Toml;

namespace Harness.Lockfiles;

/// <summary>Reads the tables of a lock file.</summary>
internal sealed class CargoLockReader(SourceText text)
{
    private const int NewestVersion = 4;
    private readonly List<LockProblem> faults = [];

    public CargoLock Read(TomlTable root)
    {
        var checksums = root["metadata"]?.AsTable;
        var version = ReadVersion(root, checksums);
        var entries = (root["package"]?.Items ?? []).Select(item => ReadEntry(item, checksums)).OfType<Entry>().ToArray();
        CheckUnique(entries);
        var byName = entries.ToLookup(e => e.Id.Name, StringComparer.Ordinal);
        return new CargoLock(text, version, [.. entries.Select(e => Resolve(e, byName))], [.. faults]);
    }

    /// <summary>Returns a source with the parts of its URL spelt as versions 1 to 3 spell them.</summary>
    public static string? Plain(string? source) =>
        source is not null && source.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(source) : source;

    private int ReadVersion(TomlTable root, TomlTable? checksums)
    {
        var entry = root.Find("version");
        if (entry is null)
        {
            return checksums is null ? 2 : 1;
        }

        if (entry.Value.AsInteger is >= 3 and <= NewestVersion and var known)
        {
            return (int)known;
        }

        Fault(entry.KeySpan, "the version of the format is not known: use a release of Harness that reads it");
        return NewestVersion;
    }

    private Entry? ReadEntry(TomlValue item, TomlTable? checksums)
    {
        var table = item.AsTable;
        if (table?["name"]?.AsString is not { Length: > 0 } name || table["version"]?.AsString is not { Length: > 0 } version)
        {
            Fault(item.Span, "a package has no name or no version");
            return null;
        }

        var written = table["source"]?.AsString;
        var id = new LockedId(name, version, Plain(written));
        var checksum = table["checksum"]?.AsString ?? checksums?[$"checksum {name} {version} ({written})"]?.AsString;
        var references = (table["dependencies"]?.Items ?? []).ToList();
        if (table["replace"] is { } replacement)
        {
            references.Add(replacement);
        }

        return new Entry(id, checksum == "<none>" ? null : checksum, references, new Location(text, table.Find("name")!.Value.Span));
    }

    private void CheckUnique(Entry[] entries)
    {
        var seen = new HashSet<LockedId>();
        foreach (var entry in entries)
        {
            if (!seen.Add(entry.Id))
            {
                faults.Add(new LockProblem($"'{entry.Id}' is locked twice", entry.Location));
            }
        }
    }

    private LockedPackage Resolve(Entry entry, ILookup<string, Entry> byName)
    {
        var references = ImmutableArray.CreateBuilder<LockedReference>(entry.References.Count);
        foreach (var item in entry.References)
        {
            if (item.AsString is { } dependency && Find(dependency, byName) is { } target)
            {
                references.Add(new LockedReference(target, new Location(text, item.Span)));
            }
            else
            {
                Fault(item.Span, $"'{item.AsString}' of '{entry.Id}' is not one locked package");
            }
        }

        return new LockedPackage { Id = entry.Id, Checksum = entry.Checksum, Dependencies = references.ToImmutable(), Location = entry.Location };
    }

    // 'name', 'name version' or 'name version (source)'. A package of a path has no source, so of several, the one without a source is meant.
    private static LockedId? Find(string dependency, ILookup<string, Entry> byName)
    {
        var parts = dependency.Split(' ', 3);
        var source = parts.Length == 3 ? Plain(parts[2].Trim('(', ')')) : null;
        var found = byName[parts[0]].Select(e => e.Id).Distinct()
            .Where(id => parts.Length < 2 || id.Version == parts[1])
            .Where(id => source is null || SameSource(id.Source, source))
            .Take(3).ToArray();
        return found.Length == 1 ? found[0] : parts.Length == 2 ? found.SingleOrDefault(id => id.Source is null) : null;
    }

    // Some releases left the revision out of references.
    private static bool SameSource(string? source, string written) => source == written || source?.Split('#')[0] == written;

    private void Fault(SourceSpan span, string phrase) => faults.Add(new LockProblem(phrase, new Location(text, span)));

    private sealed record Entry(LockedId Id, string? Checksum, List<TomlValue> References, Location Location);
}
