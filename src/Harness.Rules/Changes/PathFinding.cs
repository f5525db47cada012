using System.Collections.Immutable;
using Harness.Analysis;
using Harness.Changes;
using Harness.Diagnostics;
using Harness.Ownership;
using Harness.Policies;
using Harness.Rights;
using Harness.Text;

namespace Harness.Rules.Changes;

/// <summary>Phrases and locations for findings about a changed path.</summary>
internal static class PathFinding
{
    /// <summary>Returns a finding about a path that may not change.</summary>
    public static Diagnostic Create(ChangeContext context, DiagnosticDescriptor descriptor, Refusal refusal, string message, string cure)
    {
        var demand = refusal.Demand;
        var reason = demand.Ownership.Reason;
        return new Diagnostic(descriptor, PlaceOf(context, refusal.File), message, Help(context, demand, cure), refusal.File.Path.Value)
        {
            Notes = Notes(context, demand),
            RelatedLocations = reason is null ? [] : [new RelatedLocation(reason, "this line of the policy decides whose it is")],
        };
    }

    /// <summary>Returns the contributor without a right, as the subject of a sentence.</summary>
    public static string Subject(RightDemand demand) => demand.Without switch
    {
        null or { Claim.IsUnknown: true } => "Someone unknown",
        { Agents.IsEmpty: true } stranger => $"The account '{stranger.Claim.Name}'",
        var known => $"'{known}'",
    };

    /// <summary>Returns the change of a path as a verb.</summary>
    public static string Verb(FileChange file) => file.Kind switch
    {
        ChangeKind.Added => "adds",
        ChangeKind.Deleted => "deletes",
        ChangeKind.ModeChanged => "changes the mode of",
        ChangeKind.TypeChanged => "changes the type of",
        _ => "changes",
    };

    /// <summary>Agents as they are listed in a sentence.</summary>
    public static string List(IEnumerable<Agent> agents, string last = "and")
    {
        var names = agents.Select(a => $"'{a}'").ToArray();
        return names.Length < 2 ? string.Concat(names) : $"{string.Join(", ", names[..^1])} {last} {names[^1]}";
    }

    /// <summary>Returns notes that explain a demand that is not met.</summary>
    public static ImmutableArray<DiagnosticNote> Notes(ChangeContext context, RightDemand demand)
    {
        var notes = ImmutableArray.CreateBuilder<DiagnosticNote>();
        notes.Add(new DiagnosticNote("owner", demand.Ownership.Phrase));
        if (demand.Side == ChangeSide.After)
        {
            notes.Add(new DiagnosticNote("side", "by the packages of the merge result; by those of the target's tip it is another's"));
        }

        notes.Add(new DiagnosticNote("who", demand.Lack));
        if (context.Rights.StaleConsents is { Length: > 0 } stale)
        {
            notes.Add(new DiagnosticNote("consent", $"{stale}, which is not the head that is judged"));
        }

        return notes.ToImmutable();
    }

    /// <summary>Returns the advice about the missing consent.</summary>
    public static string Consent(ChangeContext context, ImmutableArray<Agent> missing)
    {
        var advisors = context.Rights.Before.Advisors;
        var who = missing.IsEmpty ? advisors.IsEmpty ? null : $"advisor {List(advisors, "or")}"
            : advisors.IsEmpty ? List(missing) : $"{List(missing)}, or advisor {List(advisors, "or")},";
        return who is null ? "let the policy of the target name an advisor, who can approve it (role = \"advisor\" in [agents])"
            : context.Change.Head is { } head ? $"let {who} approve exactly {Short(head)}" : $"let {who} agree, once it is a commit";
    }

    /// <summary>Returns the short form of an object's id for messages.</summary>
    public static string Short(string id) => id.Length > 10 ? id[..10] : id;

    /// <summary>Returns the line that a path's change begins on: its first new one, else the path itself.</summary>
    public static Location PlaceOf(ChangeContext context, FileChange file)
    {
        var tree = context.Change.After;
        return file.After.Exists && AddedLines.Find(file, context.Change.Before, tree) is [var first, ..] && tree.Read(file.Path) is { Status: Trees.ReadStatus.Read } content
            ? LineOf(SourceText.From(file.Path, content.Bytes), first)
            : Location.OfFile(file.Path);
    }

    private static Location LineOf(SourceText text, int line) => new(text, text.GetLineSpan(line));

    private static string Help(ChangeContext context, RightDemand demand, string cure) => $"{Consent(context, demand.Missing)}; or {cure}";
}
