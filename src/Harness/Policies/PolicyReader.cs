using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Manifests;
using Harness.Text;
using Harness.Toml;
using Harness.Trees;
using Harness.Workspaces;

namespace Harness.Policies;

/// <summary>Reads the tables of harness.toml that define the workspace and its structure.</summary>
internal sealed partial class PolicyReader
{
    private static readonly ImmutableDictionary<string, DependencyKinds> KindWords = Words(
        ("normal", DependencyKinds.Normal), ("dev", DependencyKinds.Dev), ("build", DependencyKinds.Build));

    private static readonly ImmutableDictionary<string, Enforcement> EnforcementWords = Words(
        ("report", Enforcement.Report), ("new", Enforcement.New), ("all", Enforcement.All));

    private readonly PolicyLog log;
    private readonly SelectorParser selectors;

    private PolicyReader(PolicyLog log)
    {
        this.log = log;
        selectors = new SelectorParser(log);
    }

    public static Parsed<Policy> Read(SourceText text)
    {
        var document = TomlDocument.Parse(text);
        var log = new PolicyLog(text);
        if (!document.Diagnostics.IsEmpty)
        {
            return new(new Policy { Text = text, Workspace = new WorkspaceSettings { Location = log.At(default) } }, document.Diagnostics);
        }

        var root = new TableReader(log, document.Value, Policy.FileName, default);
        var policy = new PolicyReader(log).Read(text, root);
        root.Close();
        return new(policy, log.InOrder());
    }

    private Policy Read(SourceText text, TableReader root)
    {
        ReadVersion(root);

        // Names come first: later tables are about layers and agents wherever these are in the file.
        var layerFrom = LayerFromOf(root);
        var layers = new LayerReader(log, selectors).Read(root, layerFrom.IsEmpty ? LayerSource.Crates : LayerSource.Manifests);
        selectors.KnowLayers([.. layers.Select(l => l.Name)]);
        var agents = ReadAgents(root);
        var agentNames = agents.Select(a => a.Name).ToArray();
        return new Policy
        {
            Text = text,
            Layers = layers,
            Workspace = ReadWorkspace(root, layerFrom),
            Agents = agents,
            Forbids = [.. root.Tables("forbid").Select(ReadForbid)],
            Confines = [.. root.Tables("confine").Select(ReadConfine)],
            Exceptions = [.. root.Tables("exceptions").Select(t => ReadException(t, agentNames)).OfType<PolicyException>()],
            Leases = [.. root.Tables("leases").Select(t => ReadLease(t, agentNames))],
            Grants = [.. root.Tables("grants").Select(t => ReadGrant(t, agentNames))],
            Shared = ReadShared(root),
            Branches = ReadBranches(root),
            Review = ReadReview(root),
            Identity = ReadIdentity(root),
            RuleSettings = ReadRules(root),
        };
    }

    private void ReadVersion(TableReader root)
    {
        root.Require("version");
        if (root.Take("version", TomlKind.Integer) is { AsInteger: not 1 } other)
        {
            log.Report(other.Span, $"The version '{other.AsInteger}' is not known.", "write 'version = 1', or use the release of Harness that the policy was written for");
        }
    }

    // The key is in [workspace], which is read later: layers must know whether they may do without crates.
    private ImmutableArray<string> LayerFromOf(TableReader root)
    {
        if (root.Any("workspace")?.AsTable?["layer-from"] is not { Kind: TomlKind.String } value)
        {
            return [];
        }

        var keys = value.AsString!.Split('.');
        if (keys.Length > 2 && keys[0] == "package" && keys[1] == "metadata" && keys.All(k => k.Length > 0))
        {
            return [.. keys];
        }

        log.Report(value.Span, $"'{value.AsString}' leads to no metadata of a package.", "write a path as in 'package.metadata.harness.layer'");
        return [];
    }

    private WorkspaceSettings ReadWorkspace(TableReader root, ImmutableArray<string> layerFrom)
    {
        if (root.Table("workspace") is not { } table)
        {
            return new WorkspaceSettings { Location = log.At(root.Span) };
        }

        table.Text("layer-from");
        var settings = new WorkspaceSettings
        {
            Manifests = ParseGlobs(SomeTextsIfAny(table, "manifests")),
            Ignore = ParseGlobs(table.Texts("ignore") ?? []),
            Planned = selectors.ParseAll(table.Texts("planned") ?? [], SelectorPlace.Anywhere),
            Kinds = ReadKinds(table) ?? DependencyKinds.Normal | DependencyKinds.Build,
            Enforce = table.Choice("enforce", EnforcementWords) ?? Enforcement.New,
            LayerFrom = layerFrom,
            Location = log.At(table.Span),
            KindsLocation = table.Has("kinds") ? log.At(table.SpanOf("kinds")) : null,
        };
        table.Close();
        return settings;
    }

    private static DependencyKinds? ReadKinds(TableReader table)
    {
        if (!table.Has("kinds"))
        {
            table.Any("kinds");
            return null;
        }

        return table.SomeTexts("kinds").Aggregate(DependencyKinds.None, (all, word) => all | (table.Choose(word, "kinds", KindWords) ?? DependencyKinds.None));
    }

    private ImmutableArray<PathGlob> ParseGlobs(ImmutableArray<Placed> texts) => [.. texts.Select(ParseGlob).OfType<PathGlob>()];

    private PathGlob? ParseGlob(Placed text)
    {
        if (Glob.TryParse(text.Text, out var problem) is { } glob)
        {
            return new PathGlob(text.Text, log.At(text.Span), glob);
        }

        log.Report(text.Span, $"'{text.Text}' is no pattern of paths: {problem}.", "write it from the repository's root without './', as in 'deploy/**' or '**/Cargo.lock'");
        return null;
    }

    private static ImmutableDictionary<string, T> Words<T>(params ReadOnlySpan<(string Word, T Value)> words)
    {
        var result = ImmutableDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        foreach (var (word, value) in words)
        {
            result.Add(word, value);
        }

        return result.ToImmutable();
    }
}
