using System.Globalization;
using Harness.Analysis;
using Harness.Graphs;
using Harness.Placements;
using Harness.Policies;
using Harness.Rules;
using Harness.Sarif;
using Harness.Text;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Benchmarks;

/// <summary>A workspace on disk, and each step of the way from its files to SARIF.</summary>
internal sealed class Subject : IDisposable
{
    /// <summary>The name of the largest workspace of the corpus.</summary>
    public const string Corpus = "reth";

    private const string CorpusPolicy = "version = 1\nlayers = [{ name = \"all\", crates = [\"**\"] }]\n";

    private readonly string? temporary;
    private readonly AnalysisEngine engine = new(BuiltInRules.All);

    private Subject(string directory, string policy, string? temporary)
    {
        Directory = directory;
        Policy = policy;
        this.temporary = temporary;
    }

    /// <summary>The absolute path of the workspace's directory.</summary>
    public string Directory { get; }

    /// <summary>The text of the policy.</summary>
    public string Policy { get; }

    /// <summary>A workspace by its name: a number of crates to generate, or the one of the corpus.</summary>
    /// <exception cref="DirectoryNotFoundException">The corpus is absent.</exception>
    public static Subject Create(string name)
    {
        if (int.TryParse(name, CultureInfo.InvariantCulture, out var crates))
        {
            var directory = System.IO.Directory.CreateTempSubdirectory("harness-bench-").FullName;
            GeneratedWorkspace.Write(directory, crates);
            return new(directory, GeneratedWorkspace.Policy, directory);
        }

        var shared = Environment.GetEnvironmentVariable("HARNESS_SHARED") is { Length: > 0 } named ? named : "../shared";
        var corpus = Path.GetFullPath(Path.Join(shared, "corpus", name, "tree"));
        return System.IO.Directory.Exists(corpus) ? new(corpus, CorpusPolicy, temporary: null)
            : throw new DirectoryNotFoundException("the corpus is absent: set HARNESS_SHARED to the folder that holds it");
    }

    /// <summary>Reads and resolves everything, from the disk on.</summary>
    public Codebase Load()
    {
        var codebase = Codebase.Load(new DirectoryTree(Directory), new CodebaseOptions(), CancellationToken.None);
        return codebase.Diagnostics.Any(d => d.Descriptor.IsInputFailure) || codebase.Packages.IsEmpty
            ? throw new InvalidOperationException($"'{Directory}' is not whole: {codebase.Diagnostics.FirstOrDefault()?.Message}")
            : codebase;
    }

    /// <summary>Builds the graph and runs every rule.</summary>
    public AnalysisResult Check(Codebase codebase)
    {
        var policy = Policies.Policy.Parse(SourceText.From(RepoPath.Parse(Policies.Policy.FileName), Policy)).Value;
        return engine.Analyze(BoundPolicy.Bind(policy, codebase), new DateOnly(2030, 1, 1));
    }

    /// <summary>Writes SARIF to memory.</summary>
    public long WriteSarif(AnalysisResult result)
    {
        using var output = new MemoryStream();
        SarifReport.Create(result).Write(output);
        return output.Length;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (temporary is not null)
        {
            System.IO.Directory.Delete(temporary, recursive: true);
        }
    }
}
