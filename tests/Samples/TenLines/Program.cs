using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Graphs;
using Harness.Rules;
using Harness.Sarif;
using Harness.Trees;

var tree = new DirectoryTree(Path.GetFullPath(args[0]));
var result = new AnalysisEngine(BuiltInRules.All).Analyze(tree, DateOnly.FromDateTime(DateTime.UtcNow));
if (result.HasFailed)
{
    Console.Error.WriteLine(string.Join('\n', result.Findings));
    return 2;
}

var graph = result.Policy!.Codebase.Graph;
Console.WriteLine($"{graph.Packages.Length} crates, {graph.Edges.Length} edges, {result.Findings.Length} findings");
using var output = File.Create(args[1]);
SarifReport.Create(result).Write(output);
return (int)result.GetOutcome(DiagnosticSeverity.Error);
