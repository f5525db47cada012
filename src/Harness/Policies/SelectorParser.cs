using System.Collections.Immutable;
using Harness.Trees;

namespace Harness.Policies;

/// <summary>The place of a selector, which decides the kinds that are allowed.</summary>
internal enum SelectorPlace
{
    /// <summary>A forbid, a confine, a lease, a rule's scope, <c>planned</c>: all kinds, <c>@layer</c> and <c>!</c> too.</summary>
    Anywhere,

    /// <summary><c>crates</c> of a layer.</summary>
    Layer,

    /// <summary><c>crates</c> of an agent: no name globs, for a name is anybody's to choose.</summary>
    Agent,

    /// <summary><c>slices</c> of a layer: directories and name globs.</summary>
    Slice,

    /// <summary>An end of <c>edges</c> of a layer.</summary>
    Edge,
}

/// <summary>Reads selectors.</summary>
internal sealed class SelectorParser(PolicyLog log)
{
    private IReadOnlyCollection<string> layerNames = [];

    /// <summary>Sets the layers that <c>@name</c> may refer to, once they have been read.</summary>
    public void KnowLayers(IReadOnlyCollection<string> names) => layerNames = names;

    public ImmutableArray<Selector> ParseAll(IEnumerable<Placed> texts, SelectorPlace place)
    {
        var selectors = texts.Select(t => Parse(t, place)).OfType<Selector>().ToImmutableArray();
        if (selectors.Length > 0 && selectors.All(s => s.IsNegated))
        {
            log.Report(selectors[0].Location.Span, $"'{selectors[0]}' takes out of nothing.", "name first what it is taken out of; '**' is every package");
        }

        return selectors;
    }

    public Selector? Parse(Placed text, SelectorPlace place)
    {
        var negated = text.Text.StartsWith('!');
        var subject = negated ? text.Text[1..] : text.Text;
        var (kind, bare) = Classify(subject);
        if (Refusal(negated, kind, place) is { } refusal)
        {
            log.Report(text.Span, $"'{text.Text}' cannot stand here: {refusal.Problem}.", refusal.Help);
            return null;
        }

        var glob = kind is SelectorKind.Layer or SelectorKind.Everything or SelectorKind.Name || bare.Length == 0
            ? null : Glob.TryParse(bare, out var problem) ?? Fail(text, problem!);
        if (!IsSound(text, kind, bare, glob))
        {
            return null;
        }

        return new Selector(text.Text, log.At(text.Span), kind, negated ? SelectorSign.Negative : SelectorSign.Positive, bare, glob);
    }

    private static (SelectorKind Kind, string Subject) Classify(string text)
    {
        if (text.StartsWith('@'))
        {
            return (SelectorKind.Layer, text[1..]);
        }

        if (text is "**" or ".")
        {
            return text == "." ? (SelectorKind.Directory, "") : (SelectorKind.Everything, "");
        }

        var wild = Glob.HasWildcard(text);
        if (!text.Contains('/', StringComparison.Ordinal))
        {
            return (wild ? SelectorKind.NameGlob : SelectorKind.Name, text);
        }

        var bare = text.StartsWith("./", StringComparison.Ordinal) ? text[2..] : text;
        bare = bare.Length > 1 && bare.EndsWith('/') ? bare[..^1] : bare;
        return (wild ? SelectorKind.DirectoryGlob : SelectorKind.Directory, bare.Length == 0 ? "/" : bare);
    }

    private static (string Problem, string Help)? Refusal(bool negated, SelectorKind kind, SelectorPlace place) => place switch
    {
        SelectorPlace.Anywhere => null,
        _ when negated => ("nothing is taken out of a place", "list what belongs here; a better fitting selector elsewhere wins"),
        _ when kind == SelectorKind.Layer => ("a layer does not select for a layer or an agent", "list packages or directories"),
        SelectorPlace.Agent when kind == SelectorKind.NameGlob => ("an agent takes no name globs, for who adds a package chooses its name", "name the packages or their directory"),
        SelectorPlace.Slice when kind == SelectorKind.Everything => ("one slice of everything is no slice", "write 'siblings = \"allow\"' instead"),
        _ => null,
    };

    private bool IsSound(Placed text, SelectorKind kind, string subject, Glob? glob)
    {
        switch (kind)
        {
            case SelectorKind.Layer when !layerNames.Contains(subject):
                log.Unknown(text.Span, "layer", subject, layerNames);
                return false;
            case SelectorKind.Name or SelectorKind.NameGlob when subject.Length == 0:
                log.Report(text.Span, $"'{text.Text}' selects nothing.", "write a package name, a directory with '/', or a pattern");
                return false;
            case SelectorKind.Name or SelectorKind.NameGlob when subject.Any(c => !IsOfName(c)):
                log.Report(text.Span, $"'{text.Text}' is no package name.", "a name has letters, digits, '-' and '_'; a pattern '*' and '?' as well; a directory has a '/'");
                return false;
            default:
                return kind is SelectorKind.Layer or SelectorKind.Everything or SelectorKind.Name || subject.Length == 0 || glob is not null;
        }
    }

    private Glob? Fail(Placed text, string problem)
    {
        log.Report(text.Span, $"'{text.Text}' is no selector: {problem}.", "write the path from the repository's root, as in 'crates/*' or 'tools/**'");
        return null;
    }

    // Cargo accepts letters beyond ASCII, but of ASCII's punctuation only these two.
    private static bool IsOfName(char c) => !char.IsAscii(c) || char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '*' or '?';
}
