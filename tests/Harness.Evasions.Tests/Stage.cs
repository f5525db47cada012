using Harness.Git;
using Harness.Testing;

namespace Harness.Evasions.Tests;

/// <summary>A repository in which a scenario has happened.</summary>
internal sealed class Stage : IDisposable
{
    private static readonly AnalysisEngine Engine = new(BuiltInRules.All);
    private static readonly DateOnly Today = new(2030, 1, 1);

    private readonly GitFixture git = new();
    private readonly Scenario scenario;
    private readonly string target;
    private readonly string head;

    /// <summary>Sets the ground and lets the scenario happen.</summary>
    /// <param name="scenario">The scenario.</param>
    public Stage(Scenario scenario)
    {
        this.scenario = scenario;
        git.Write(Ground.Files);
        scenario.Tip?.Invoke(git);
        git.Commit("tip");
        git.Run("checkout", "-q", "-b", "topic");
        scenario.Change(git);
        head = scenario.HeadAt is { } branch ? git.Run("rev-parse", branch) : git.Commit("change");
        if (scenario.Later is { } later)
        {
            git.Run("checkout", "-q", "-f", "main");
            later(git);
            git.Commit("later");
        }

        // A change may have landed something at the target by itself.
        target = git.Run("rev-parse", "refs/heads/main");
        scenario.Then?.Invoke(git, target, head);
        Path = scenario.OpenAt?.Invoke(git) ?? git.Path;
    }

    /// <summary>The repository.</summary>
    public GitFixture Git => git;

    /// <summary>The directory that is opened.</summary>
    public string Path { get; }

    /// <summary>The target's tip.</summary>
    public string Target => target;

    /// <summary>The commit that is proposed.</summary>
    public string Head => head;

    /// <summary>The tree of the target.</summary>
    public string TreeBefore => git.Run("rev-parse", $"{target}^{{tree}}");

    /// <summary>The tree of the head.</summary>
    public string TreeAfter => git.Run("rev-parse", $"{head}^{{tree}}");

    /// <summary>Judges what merging the head into the target would change.</summary>
    public Verdict Judge(Author author)
    {
        try
        {
            using var repository = GitRepository.Open(Path);
            return new Verdict(Engine.Analyze(Read(repository, author), new ChangeAnalysisOptions { Today = Today }));
        }
        catch (GitException e)
        {
            return new Verdict(e);
        }
    }

    public void Dispose() => git.Dispose();

    private Change Read(GitRepository repository, Author author)
    {
        var (tip, proposed) = (repository.Resolve(scenario.TargetName ?? target), repository.Resolve(scenario.HeadName ?? head));
        var (before, after) = (repository.GetTree(tip), repository.Merge(tip, proposed));
        var files = repository.Compare(before, after);
        return new Change
        {
            Before = before,
            After = after,
            Files = files,
            Actor = new Actor([.. author.Claims, .. repository.FindIdentities(tip, proposed)]),
            Head = head,
            Consents = [.. author.Consents.Select(c => new Consent(c, head)), .. author.EarlierConsents.Select(c => new Consent(c, git.Run("rev-parse", $"{head}^")))],
            History = repository.ReadHistory(tip, files, proposed),
        };
    }
}
