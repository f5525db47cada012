using CsCheck;
using Harness.Analysis;
using Harness.Analysis.Inquiries;
using Harness.Diagnostics;
using Harness.Graphs;
using Harness.Manifests;
using Harness.Placements;
using Harness.Workspaces;
using Xunit;

namespace Harness.Rules.Tests.Direction;

/// <summary>What an inquiry says of an edge is what a check finds there.</summary>
public sealed class EdgeVerdictTests
{
    private static readonly DateOnly Today = new(2030, 1, 1);
    private static readonly AnalysisEngine Engine = new(BuiltInRules.All);

    [Fact]
    public void An_edge_is_not_allowed_exactly_where_a_check_finds_it() => RandomPolicy.Any.Sample(random =>
    {
        var bound = random.Bind();
        var findings = Engine.Analyze(bound, Today).Findings;
        var inquiry = new DependencyInquiry(Engine, bound, Today);
        foreach (var declaration in bound.Codebase.Packages.SelectMany(p => p.Dependencies))
        {
            var answer = Ask(inquiry, declaration);
            foreach (var rule in new[] { "HRN2001", "HRN2002", "HRN2004" })
            {
                var said = answer.Rulings.Any(r => r.IsReported && r.Reason.RuleId == rule && r.Reason.Kinds.Includes(declaration.Kind));
                var found = findings.Any(f => f.Descriptor.Id == rule && f.Location == declaration.Location);
                Assert.True(said == found, $"{declaration}: {rule} is {(found ? "" : "not ")}found and {(said ? "" : "not ")}said");
            }

            var forbidden = answer.Rulings.Where(r => r.IsReported && r.Reason.RuleId == "HRN2003" && r.Reason.Kinds.Includes(declaration.Kind)).ToArray();
            Assert.All(forbidden, ruling => Assert.Contains(findings, f => IsForbid(f, ruling.Reason.Ends ?? EdgeOf(declaration))));
            Assert.All(
                findings.Where(f => f.Descriptor.Id == "HRN2003" && f.Edge == EdgeOf(declaration)),
                _ => Assert.Contains(answer.Rulings, r => r is { IsReported: true, Reason.Kind: EdgeReasonKind.Forbidden }));
        }
    });

    [Fact]
    public void A_transitive_forbid_speaks_of_every_edge_on_a_way_that_it_forbids() => RandomPolicy.OneTransitiveForbid.Sample(random =>
    {
        var bound = random.Bind();
        var graph = bound.Codebase.Graph;
        var ends = Engine.Analyze(bound, Today).Findings.Where(f => f.Descriptor.Id == "HRN2003").Select(f => f.Edge!).ToArray();
        var kinds = bound.Forbids[0].Kinds;
        var built = kinds & ~DependencyKinds.Dev;
        var judge = new EdgeJudge(bound, graph);
        foreach (var declaration in bound.Codebase.Packages.SelectMany(p => p.Dependencies))
        {
            var expected = ends.Any(end => Starts(end.From) && Ends(end.To));
            var verdict = declaration.Resolved is { } to ? judge.Judge(declaration.Owner, to) : judge.Judge(declaration.Owner, declaration.Name);
            Assert.Equal(expected, verdict.DeniedKinds.Includes(declaration.Kind));

            bool Starts(string name) => declaration.Owner.Name == name
                ? kinds.Includes(declaration.Kind)
                : built.Includes(declaration.Kind) && graph.FindReachable(Named(bound, name)!, kinds).Contains(declaration.Owner);
            bool Ends(string name) => declaration.Name == name || (declaration.Resolved is { } used && Leads(used, name));
        }

        bool Leads(Package package, string name) => graph.FindReachable(package, built).Append(package)
            .Any(p => p.Name == name || (Named(bound, name) is null && p.Dependencies.Any(d => d.Name == name && built.Includes(d.Kind))));
    });

    private static EdgeAnswer Ask(DependencyInquiry inquiry, Dependency declaration) =>
        declaration.Resolved is { } to ? inquiry.Ask(declaration.Owner, to, maximumChains: 1) : inquiry.Ask(declaration.Owner, declaration.Name);

    private static bool IsForbid(Diagnostic finding, EdgeName ends) => finding.Descriptor.Id == "HRN2003" && finding.Edge == ends;

    private static EdgeName EdgeOf(Dependency declaration) => new(declaration.Owner.Name, declaration.Name);

    private static Package? Named(BoundPolicy bound, string name) => bound.Codebase.Packages.FirstOrDefault(p => p.Name == name);
}
