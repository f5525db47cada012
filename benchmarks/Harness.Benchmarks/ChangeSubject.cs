using Harness.Analysis;
using Harness.Changes;
using Harness.Git;
using Harness.Rules;
using Harness.Workspaces;

namespace Harness.Benchmarks;

/// <summary>The largest workspace of the corpus as a repository of two commits, the second by an agent on its own ground.</summary>
internal sealed class ChangeSubject : IDisposable
{
    private const string Login = "app[bot]";
    private readonly AnalysisEngine engine = new(BuiltInRules.All);

    private ChangeSubject(string directory, string before, string after) => (Directory, Before, After) = (directory, before, after);

    /// <summary>The absolute path of the repository.</summary>
    public string Directory { get; }

    /// <summary>The id of the target's tip.</summary>
    public string Before { get; }

    /// <summary>The id of the proposed commit.</summary>
    public string After { get; }

    /// <summary>The arguments by which the front-end judges the change.</summary>
    public string[] Arguments => ["check", "--base", Before, "--head", After, "--login", Login];

    /// <summary>Makes the repository.</summary>
    /// <param name="changedFiles">How many files the change touches: one is a manifest, the others are new.</param>
    public static ChangeSubject Create(int changedFiles)
    {
        using var corpus = Subject.Create(Subject.Corpus);
        var directory = System.IO.Directory.CreateTempSubdirectory("harness-bench-").FullName;
        Measurement.Run(directory, "cp", "-r", corpus.Directory + "/.", directory);
        File.WriteAllText(Path.Join(directory, "harness.toml"), $"""
            version = 1
            layers = [{"{"} name = "all", crates = ["**"], siblings = "allow" {"}"}]
            [agents.app]
            crates = ["**"]
            paths = ["**"]
            logins = ["{Login}"]

            """);
        Git(directory, "init", "-q", "-b", "main");
        var before = Commit(directory, "before");
        var manifest = System.IO.Directory.EnumerateFiles(Path.Join(directory, "crates"), "Cargo.toml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        File.AppendAllText(manifest, "\n# changed\n");
        for (var i = 1; i < changedFiles; i++)
        {
            var folder = System.IO.Directory.CreateDirectory(Path.Join(Path.GetDirectoryName(manifest), "src", $"d{i % 100}")).FullName;
            File.WriteAllText(Path.Join(folder, $"f{i}.rs"), $"// {i}\n");
        }

        var after = Commit(directory, "after");

        // As a clone has them.
        Git(directory, "repack", "-a", "-d", "-q");
        return new ChangeSubject(directory, before, after);
    }

    /// <summary>Reads the change and judges it, all in this process.</summary>
    public AnalysisResult Judge(ManifestCache? cache = null)
    {
        using var repository = GitRepository.Open(Directory);
        return Judge(repository, cache);
    }

    /// <summary>Reads the change from an open repository and judges it.</summary>
    public AnalysisResult Judge(GitRepository repository, ManifestCache? cache = null)
    {
        var (target, head) = (repository.Resolve(Before), repository.Resolve(After));
        var (before, after) = (repository.GetTree(target), repository.Merge(target, head));
        var result = engine.Analyze(
            new Change
            {
                Before = before,
                After = after,
                Files = repository.Compare(before, after),
                Actor = new Actor([new IdentityClaim(IdentityEvidence.Host, Login, "--login")]),
                Head = After,
                Consents = [],
                History = ChangeHistory.None,
            },
            new ChangeAnalysisOptions { Today = new DateOnly(2030, 1, 1), Cache = cache });
        return result.GetOutcome(Diagnostics.DiagnosticSeverity.Error, Policies.Enforcement.New) == AnalysisOutcome.Clean
            ? result
            : throw new InvalidOperationException($"the change is not clean: {result.Findings.First(result.Comparison is { } c ? c.IsNew : _ => true)}");
    }

    /// <inheritdoc/>
    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);

    private static string Commit(string directory, string message)
    {
        Git(directory, "add", "-A", "-f");
        Git(directory, "commit", "-q", "-m", message);
        return Git(directory, "rev-parse", "HEAD");
    }

    private static string Git(string directory, params string[] arguments) =>
        Measurement.Run(directory, "git", ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "gc.auto=0", .. arguments]).Trim();
}
