using System.Globalization;
using CsCheck;
using Harness.Placements;
using Harness.Policies;
using Harness.Text;
using Harness.Trees;
using Harness.Workspaces;
using Xunit;

namespace Harness.Rules.Tests.Direction;

/// <summary>A small workspace with any edges of any kinds, and a policy with any rules about them.</summary>
internal sealed record RandomPolicy(string Policy, string[] Manifests)
{
    public const int Packages = 6;

    private static readonly string[] Sets = ["\"p0\"", "\"p1\", \"p2\"", "\"p2\"", "\"p3\", \"p4\"", "\"**\", \"!p5\"", "\"p5\"", "\"ext0\"", "\"ext*\", \"p1\"", "\"p?\""];
    private static readonly string[] Kinds = ["", "kinds = [\"normal\"]\n", "kinds = [\"dev\"]\n", "kinds = [\"normal\", \"dev\"]\n", "kinds = [\"build\", \"normal\", \"dev\"]\n"];
    private static readonly string[] Tables = ["dependencies", "dev-dependencies", "build-dependencies"];

    private static Gen<string> Set { get; } = Pick(Sets);

    private static Gen<string> OwnKinds { get; } = Pick(Kinds);

    private static Gen<string> Layers { get; } =
        from places in Gen.Int[0, 3].Array[Packages]
        from siblings in Pick("", ", siblings = \"allow\"", ", edges = [\"* -> p1\", \"p2 -> p3\"]", ", slices = [\"crates/*\"]").Array[3]
        select "layers = [\n" + string.Concat(Enumerable.Range(0, 3).Select(layer =>
            $"  {{ name = \"l{layer}\", crates = [{string.Join(", ", places.Select((place, p) => (place, p)).Where(x => x.place == layer).Select(x => $"\"p{x.p}\"").Append("\"nobody\""))}]{siblings[layer]} }},\n")) + "]\n";

    private static Gen<string> Forbid(string reach) =>
        from sets in Set.Array[2]
        from kinds in OwnKinds
        select $"[[forbid]]\nfrom = [{sets[0]}]\nto = [{sets[1]}]\nreach = \"{reach}\"\n{kinds}because = \"a forbid\"\n";

    private static Gen<string> Confine { get; } =
        from sets in Set.Array[2]
        from kinds in OwnKinds
        from key in Pick("users", "uses")
        select $"[[confine]]\ncrates = [{sets[0]}]\n{key} = [{sets[1]}]\n{kinds}because = \"a confine\"\n";

    private static Gen<string> Exception { get; } =
        from ends in Gen.Int[0, Packages - 1].Array[2]
        from rule in Pick("", "rule = \"HRN2003\"\n", "rule = \"HRN2004\"\n")
        from year in Pick(2020, 2040)
        select $"[[exceptions]]\nedge = \"p{ends[0]} -> p{ends[1]}\"\n{rule}because = \"for now\"\nowner = \"me\"\nexpires = {year}-01-01\n";

    private static Gen<string> Settings { get; } =
        from severities in Pick("", "\"off\"", "\"note\"", "{ severity = \"off\", crates = [\"p1\", \"p2\"] }").Array[4]
        select "[rules]\n" + string.Concat(severities.Select((s, i) => s.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"HRN200{i + 1} = {s}\n")));

    private static Gen<string[]> Workspace { get; } =
        from edges in Gen.Int[0, 11].Array[Packages * (Packages + 2)]
        select Enumerable.Range(0, Packages).Select(user => Manifest(user, edges.AsSpan(user * (Packages + 2), Packages + 2))).ToArray();

    /// <summary>Any rules at once.</summary>
    public static Gen<RandomPolicy> Any { get; } =
        from layers in Layers
        from kinds in OwnKinds
        from forbids in Gen.OneOf(Forbid("direct"), Forbid("transitive")).Array[0, 3]
        from confines in Confine.Array[0, 2]
        from exceptions in Exception.Array[0, 3]
        from settings in Settings
        from manifests in Workspace
        select new RandomPolicy($"version = 1\n{layers}[workspace]\n{kinds}{string.Concat(forbids)}{string.Concat(confines)}{string.Concat(exceptions)}{settings}", manifests);

    /// <summary>One transitive forbid.</summary>
    public static Gen<RandomPolicy> OneTransitiveForbid { get; } =
        from forbid in Forbid("transitive")
        from manifests in Workspace
        select new RandomPolicy($"version = 1\n{forbid}", manifests);

    public BoundPolicy Bind()
    {
        var files = Manifests.SelectMany((text, p) => new[] { KeyValuePair.Create($"crates/p{p}/Cargo.toml", text), KeyValuePair.Create($"crates/p{p}/src/lib.rs", "") })
            .Append(KeyValuePair.Create("Cargo.toml", "[workspace]\nresolver = \"2\"\nmembers = [\"crates/*\"]\n"));
        var policy = Harness.Policies.Policy.Parse(SourceText.From(RepoPath.Parse("harness.toml"), Policy));
        Assert.Empty(policy.Diagnostics.Where(d => d.Descriptor.IsInputFailure));
        return BoundPolicy.Bind(policy.Value, Codebase.Load(MemoryTree.FromText(files), policy.Value.Workspace.ToCodebaseOptions()));
    }

    public override string ToString() => Policy + string.Concat(Manifests.Select(m => "---\n" + m));

    private static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    // Of twelve faces three stand for one table each, one for two tables at once.
    private static string Manifest(int from, ReadOnlySpan<int> edges)
    {
        var tables = Tables.Select(_ => "").ToArray();
        for (var to = 0; to < edges.Length; to++)
        {
            var line = to < Packages ? $"p{to} = {{ path = \"../p{to}\" }}\n" : $"ext{to - Packages} = \"1\"\n";
            for (var kind = 0; kind < Tables.Length; kind++)
            {
                tables[kind] += to != from && (edges[to] == kind || (edges[to] == Tables.Length && kind != 1)) ? line : "";
            }
        }

        return $"[package]\nname = \"p{from}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n{string.Concat(Tables.Zip(tables, (name, lines) => $"[{name}]\n{lines}"))}";
    }
}
