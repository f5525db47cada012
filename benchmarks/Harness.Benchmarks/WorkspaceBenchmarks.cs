using BenchmarkDotNet.Attributes;
using Harness.Analysis;
using Harness.Graphs;
using Harness.Manifests;
using Harness.Text;
using Harness.Workspaces;

namespace Harness.Benchmarks;

/// <summary>Each step on the corpus' largest workspace and on generated ones.</summary>
[MemoryDiagnoser]
public class WorkspaceBenchmarks
{
    private Subject subject = null!;
    private SourceText[] manifests = [];
    private Codebase codebase = null!;
    private AnalysisResult result = null!;

    /// <summary>The workspace: of the corpus by name, or generated with a number of crates.</summary>
    [Params(Subject.Corpus, "100", "1000", "10000")]
    public string Workspace { get; set; } = "";

    /// <summary>Makes the workspace and the input of each step.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        subject = Subject.Create(Workspace);
        codebase = subject.Load();
        result = subject.Check(codebase);
        manifests = [.. codebase.Manifests.Select(m => SourceText.From(m.Path, codebase.Tree.Read(m.Path).Bytes))];
    }

    /// <summary>Removes the workspace.</summary>
    [GlobalCleanup]
    public void CleanUp() => subject.Dispose();

    /// <summary>Parses every manifest.</summary>
    [Benchmark]
    public int Parse() => manifests.Sum(m => CargoManifest.Parse(m).Diagnostics.Length);

    /// <summary>Reads and resolves the workspace from the disk.</summary>
    [Benchmark]
    public Codebase Load() => subject.Load();

    /// <summary>Builds the graph.</summary>
    [Benchmark]
    public DependencyGraph Graph() => codebase.Graph;

    /// <summary>Builds the graph and runs every rule.</summary>
    [Benchmark]
    public AnalysisResult Check() => subject.Check(codebase);

    /// <summary>Writes the findings as SARIF.</summary>
    [Benchmark]
    public long Sarif() => subject.WriteSarif(result);
}
