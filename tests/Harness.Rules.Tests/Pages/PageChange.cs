using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Changes;
using Harness.Git;
using Harness.Testing;
using Harness.Trees;

namespace Harness.Rules.Tests.Pages;

/// <summary>
/// The change that an example of a page is about: a block <c>text change</c>, each of whose lines says one thing. <c>login NAME</c>,
/// <c>as NAME</c>, <c>branch NAME</c>, <c>author NAME &lt;MAIL&gt;</c>: who made it. <c>consent NAME</c>: who approved its head. <c>link PATH TARGET</c>,
/// <c>submodule PATH</c>, <c>file PATH</c>: what no block can hold, with <c>\\n</c> and the like in C#'s escapes. <c>tip-submodule PATH</c>: one that is there
/// before and after. <c>object PATH</c>: a file that only the object database can hold, a byte that is not UTF-8 as <c>\udcXX</c>. <c>bytes PATH HEX</c>: a
/// file of bytes that are no text. <c>finding SEVERITY ID PLACE</c>: a finding at a place that no line of a block shows.
/// </summary>
internal sealed class PageChange
{
    private readonly TextFixture? earlier;
    private readonly TextFixture tip;
    private readonly ImmutableArray<string[]> lines;

    private PageChange(TextFixture? earlier, TextFixture tip, ImmutableArray<string[]> lines) => (this.earlier, this.tip, this.lines) = (earlier, tip, lines);

    public IEnumerable<string> Markers => Told("finding").Select(l => $"{Unescape(l[3])} {l[1]} {l[2]}");

    /// <summary>Reads the block.</summary>
    /// <param name="earlier">What the tip was before its last commit; <see langword="null"/> where it has one commit only.</param>
    /// <param name="tip">The tip.</param>
    /// <param name="body">The lines.</param>
    public static PageChange Parse(TextFixture? earlier, TextFixture tip, string body) =>
        new(earlier, tip, [.. body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ', CountWords(l.Split(' ')[0])))]);

    private static int CountWords(string first) => first switch { "finding" => 4, "link" or "bytes" => 3, _ => 2 };

    /// <summary>Commits both sides to a repository and judges the difference.</summary>
    public AnalysisResult Judge(AnalysisEngine engine, TextFixture result, DateOnly today, CancellationToken cancellation)
    {
        using var fixture = new GitFixture();
        if (earlier is not null)
        {
            fixture.Write(earlier).Commit("earlier");
            fixture.Run("rm", "-r", "-q", ".");
        }

        fixture.Write(tip).Commit("tip");
        var before = Add(fixture, Submodules());
        fixture.Run("rm", "-r", "-q", ".");
        fixture.Write(result);
        Place(fixture);
        fixture.Commit("change");
        var head = Add(fixture, [.. Submodules(), .. Objects(fixture)]);
        using var repository = GitRepository.Open(fixture.Path, cancellation);
        var target = repository.Resolve(before, cancellation);
        var (old, now) = (repository.GetTree(target), repository.GetTree(repository.Resolve(head, cancellation)));
        var files = repository.Compare(old, now, cancellation);
        var change = new Change
        {
            Before = old,
            After = now,
            Files = files,
            Actor = new Actor([.. Claims()]),
            Head = head,
            Consents = [.. Told("consent").Select(l => new Consent(l[1], head))],
            History = repository.ReadHistory(target, files, repository.Resolve(head, cancellation), cancellation: cancellation),
        };
        return engine.Analyze(change, new ChangeAnalysisOptions { Today = today }, cancellation);
    }

    private void Place(GitFixture fixture)
    {
        foreach (var link in Told("link"))
        {
            var path = fixture.Combine(link[1]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.CreateSymbolicLink(path, link[2]);
        }

        foreach (var file in Told("file"))
        {
            fixture.Write(Unescape(file[1]), "");
        }

        foreach (var file in Told("bytes"))
        {
            fixture.Write(file[1], "");
            File.WriteAllBytes(fixture.Combine(file[1]), Convert.FromHexString(file[2]));
        }

        foreach (var submodule in Told("submodule"))
        {
            // A nested repository with a commit is what git stores as a submodule.
            fixture.Run("init", "-q", submodule[1]);
            fixture.Run("-C", submodule[1], "commit", "-q", "--allow-empty", "-m", "other");
        }
    }

    private IEnumerable<string> Objects(GitFixture fixture) =>
        Told("object").Select(o => $"100644 {fixture.Run(["hash-object", "-w", "--stdin"], [])}\t{Unescape(o[1])}");

    // Its commit is another repository's, so that this one need not have it.
    private IEnumerable<string> Submodules() => Told("tip-submodule").Select(s => $"160000 {new string('1', 40)}\t{s[1]}");

    private static string Add(GitFixture fixture, IEnumerable<string> entries)
    {
        if (entries.ToArray() is { Length: > 0 } some)
        {
            fixture.Run(["-c", "core.protectNTFS=false", "update-index", "-z", "--index-info"], [.. some.SelectMany(e => PathBytes.FromText(e + "\0"))]);
            fixture.Run("commit", "-q", "--amend", "--no-edit");
        }

        return fixture.Run("rev-parse", "HEAD");
    }

    private IEnumerable<IdentityClaim> Claims() =>
        Told("login").Select(l => new IdentityClaim(IdentityEvidence.Host, l[1], "--login"))
            .Concat(Told("as").Select(l => new IdentityClaim(IdentityEvidence.Asserted, l[1], "--as")))
            .Concat(Told("branch").Select(l => new IdentityClaim(IdentityEvidence.Branch, l[1], "the branch")))
            .Concat(Told("author").Select(l => new IdentityClaim(IdentityEvidence.Commit, l[1], "a commit")));

    private IEnumerable<string[]> Told(string word) => lines.Where(l => l[0] == word);

    private static string Unescape(string text) => System.Text.RegularExpressions.Regex.Unescape(text);
}
