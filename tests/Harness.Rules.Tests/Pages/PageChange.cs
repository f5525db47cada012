using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Changes;
using Harness.Git;
using Harness.Testing;

namespace Harness.Rules.Tests.Pages;

/// <summary>
/// The change that an example of a page is about: a block <c>text change</c>, each of whose lines says one thing. <c>login NAME</c>,
/// <c>as NAME</c>, <c>branch NAME</c>, <c>author NAME &lt;MAIL&gt;</c>: who made it. <c>consent NAME</c>: who approved its head. <c>link PATH TARGET</c>,
/// <c>submodule PATH</c>, <c>file PATH</c>: what no block can hold, with <c>\\n</c> and the like in C#'s escapes. <c>finding SEVERITY ID PLACE</c>: a
/// finding at a place that no line of a block shows.
/// </summary>
internal sealed class PageChange
{
    private readonly TextFixture tip;
    private readonly ImmutableArray<string[]> lines;

    private PageChange(TextFixture tip, ImmutableArray<string[]> lines) => (this.tip, this.lines) = (tip, lines);

    public IEnumerable<string> Markers => Told("finding").Select(l => $"{Unescape(l[3])} {l[1]} {l[2]}");

    public static PageChange Parse(TextFixture tip, string body) =>
        new(tip, [.. body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ', l.StartsWith("finding ", StringComparison.Ordinal) ? 4 : l.StartsWith("link ", StringComparison.Ordinal) ? 3 : 2))]);

    /// <summary>Commits both sides to a repository and judges the difference.</summary>
    public AnalysisResult Judge(AnalysisEngine engine, TextFixture result, DateOnly today, CancellationToken cancellation)
    {
        using var fixture = new GitFixture();
        var before = fixture.Write(tip).Commit("tip");
        fixture.Run("rm", "-r", "-q", ".");
        fixture.Write(result);
        Place(fixture);
        var head = fixture.Commit("change");
        using var repository = GitRepository.Open(fixture.Path, cancellation);
        var target = repository.Resolve(before, cancellation);
        var (old, now) = (repository.TreeOf(target), repository.TreeOf(repository.Resolve(head, cancellation)));
        var files = repository.Compare(old, now, cancellation);
        var change = new Change
        {
            Before = old,
            After = now,
            Files = files,
            Actor = new Actor([.. Claims()]),
            Head = head,
            Consents = [.. Told("consent").Select(l => new Consent(l[1], head))],
            History = repository.HistoryOf(target, files, repository.Resolve(head, cancellation), cancellation: cancellation),
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

        foreach (var submodule in Told("submodule"))
        {
            // A nested repository with a commit is what git stores as a submodule.
            fixture.Run("init", "-q", submodule[1]);
            fixture.Run("-C", submodule[1], "commit", "-q", "--allow-empty", "-m", "other");
        }
    }

    private IEnumerable<IdentityClaim> Claims() =>
        Told("login").Select(l => new IdentityClaim(IdentityEvidence.Host, l[1], "--login"))
            .Concat(Told("as").Select(l => new IdentityClaim(IdentityEvidence.Asserted, l[1], "--as")))
            .Concat(Told("branch").Select(l => new IdentityClaim(IdentityEvidence.Branch, l[1], "the branch")))
            .Concat(Told("author").Select(l => new IdentityClaim(IdentityEvidence.Commit, l[1], "a commit")));

    private IEnumerable<string[]> Told(string word) => lines.Where(l => l[0] == word);

    private static string Unescape(string text) => System.Text.RegularExpressions.Regex.Unescape(text);
}
