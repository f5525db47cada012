using System.Collections.Immutable;
using System.Globalization;
using Harness.Ownership;
using Harness.Trees;

namespace Harness.Inference;

/// <summary>
/// The lines of a CODEOWNERS file as claims of the policy. On GitHub, the last matching line decides. In the policy, the best match decides. If the
/// two disagree, the later line gets patterns for the intersection with the earlier one.
/// </summary>
internal sealed class OwnerTransfer
{
    private const string Everything = "**";
    private const int MostAdded = 400;

    // A change of one of these needs an owner, whoever CODEOWNERS leaves it to.
    private static readonly ImmutableArray<string> Code = ["Cargo.toml", "build.rs", "lib.rs", "any.rs"];

    private readonly FileList files;
    private readonly List<OwnerNote> notes = [];
    private readonly List<string> shared = [];
    private List<OwnerClaim> claims = [];

    private OwnerTransfer(FileList files) => this.files = files;

    /// <summary>The claims of the lines, in their order, except the line for everything.</summary>
    public IReadOnlyList<OwnerClaim> Claims => claims;

    /// <summary>The claim of the line for everything, or <see langword="null"/> without one.</summary>
    public OwnerClaim? Rest { get; private set; }

    /// <summary>The patterns of files without an owner in CODEOWNERS, so that anyone may change them.</summary>
    public IReadOnlyList<string> Shared => shared;

    /// <summary>Notes on lines that are not carried over.</summary>
    public IReadOnlyList<OwnerNote> Notes => notes;

    public static OwnerTransfer Create(CodeOwners file, FileList files)
    {
        var transfer = new OwnerTransfer(files);
        transfer.Read(file);
        transfer.DropCovered();
        transfer.ShareOwnerless();
        transfer.Settle();
        transfer.Rest = transfer.claims.Find(c => c.Path == Everything);
        transfer.claims.RemoveAll(c => c.Path == Everything);
        transfer.notes.Sort((a, b) => (a.Line ?? 0).CompareTo(b.Line ?? 0));
        return transfer;
    }

    private void Read(CodeOwners file)
    {
        foreach (var entry in file.Entries)
        {
            var line = entry.Location.Line;
            if (CodeOwnersPattern.ToPathGlob(entry.Pattern) is not { } path)
            {
                Note(line, entry.Pattern == "/" ? "'/' matches no file on GitHub, and is left out." : $"'{entry.Pattern}' is left out: the policy's patterns have no escapes.");
                continue;
            }

            if (!files.FilesOf(path).Any())
            {
                Note(line, $"'{entry.Pattern}' matches no file, and is left out.");
                continue;
            }

            claims.Add(new OwnerClaim(line, entry.Pattern, ShapeOf(entry.Pattern, path), entry.Owners));
        }
    }

    // A pattern is written as one for files if no directory has the name.
    private string ShapeOf(string pattern, string path) =>
        path.EndsWith("/**", StringComparison.Ordinal) && path[..^3] is var file && file is not ("" or Everything)
        && !pattern.EndsWith('/') && !pattern.EndsWith("**", StringComparison.Ordinal)
        && !files.HasDirectory(file) && files.FilesOf(file).Any() ? file : path;

    private void DropCovered()
    {
        var kept = new List<OwnerClaim>();
        for (var at = 0; at < claims.Count; at++)
        {
            var claim = claims[at];
            if (claims.Skip(at + 1).FirstOrDefault(later => GlobMeet.Covers(later.Path, claim.Path)) is not { } over)
            {
                kept.Add(claim);
            }
            else if (over.Key != claim.Key)
            {
                Note(claim.Line, string.Create(CultureInfo.InvariantCulture, $"'{claim.Pattern}' never decides, and is left out: line {over.Line} matches all that it does."));
            }
        }

        claims = kept;
    }

    private void ShareOwnerless()
    {
        foreach (var claim in claims.Where(c => c.Owners.IsEmpty))
        {
            var name = claim.Path[(claim.Path.LastIndexOf('/') + 1)..];
            if (name == "Cargo.lock")
            {
                Note(claim.Line, $"nobody owns '{claim.Pattern}' on GitHub; here any agent may change it as far as manifests explain the change.");
            }
            else if (!claim.IsDeep && !IsCode(name) && !claims.Exists(c => c.Line > claim.Line && !c.Owners.IsEmpty && GlobMeet.Intersect(c.Path, claim.Path) is not { Count: 0 }))
            {
                shared.Add(claim.Path);
            }
            else
            {
                Note(claim.Line, $"nobody owns '{claim.Pattern}' on GitHub; here it stays with the owner of what is around it.");
            }
        }

        claims.RemoveAll(c => c.Owners.IsEmpty);
    }

    private static bool IsCode(string name) => Glob.TryParse(name, out _) is var glob && Code.Any(c => glob!.Matches(c));

    // Every pair of claims is checked once, including new claims that result.
    private void Settle()
    {
        var settled = new List<OwnerClaim>();
        var todo = new Queue<OwnerClaim>(claims);
        var added = 0;
        while (todo.TryDequeue(out var claim))
        {
            for (var at = 0; at < settled.Count; at++)
            {
                var (early, late) = settled[at].Line <= claim.Line ? (settled[at], claim) : (claim, settled[at]);
                if (early.Key == late.Key || early.Fit < late.Fit)
                {
                    continue;
                }

                foreach (var narrow in Common(early, late, settled))
                {
                    if (++added > MostAdded)
                    {
                        Note(late.Line, $"'{late.Pattern}' meets many earlier lines; where those fit better, they decide here.");
                        todo.Clear();
                        break;
                    }

                    todo.Enqueue(narrow);
                }
            }

            settled.Add(claim);
        }

        var paths = settled.Select(c => (c.Line, c.Path)).ToHashSet();
        claims = [.. settled.Where(c => c.Deeper is not { } deeper || !paths.Contains((c.Line, deeper.Path))).OrderBy(c => c.Line)];
    }

    private IEnumerable<OwnerClaim> Common(OwnerClaim early, OwnerClaim late, List<OwnerClaim> settled)
    {
        var meeting = GlobMeet.Intersect(early.Path, late.Path);
        var fine = (meeting ?? []).Select(late.Narrowed).Select(n => n.Fit <= early.Fit && n.Deeper is { } deeper ? deeper : n).Where(n => n.Fit > early.Fit).ToArray();
        if (meeting is null || fine.Length < meeting.Count)
        {
            Note(late.Line, string.Create(CultureInfo.InvariantCulture, $"where '{late.Pattern}' meets line {early.Line}, that line decides here."));
        }

        return fine.Where(n => !settled.Exists(s => s.Path == n.Path && s.Line == n.Line));
    }

    private void Note(int line, string message)
    {
        if (!notes.Exists(n => n.Line == line && n.Message == message))
        {
            notes.Add(new OwnerNote(line, message));
        }
    }
}
