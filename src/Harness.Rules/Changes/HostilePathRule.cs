using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text;
using Harness.Analysis;
using Harness.Changes;
using Harness.Diagnostics;
using Harness.Text;
using Harness.Trees;

namespace Harness.Rules.Changes;

/// <summary>HRN3009: a new path has a misleading name, or a tool or system takes it for another path.</summary>
internal sealed class HostilePathRule : ChangeRule
{
    // The limits of Linux for a path and for a name, in bytes.
    private const int MaximumPathLength = 4095;
    private const int MaximumNameLength = 255;

    private static readonly DiagnosticDescriptor Descriptor = new(
        "HRN3009", "hostile-path", "A new path looks like something else", DiagnosticCategory.Ownership, DiagnosticSeverity.Error)
    {
        IsConfigurable = false,
        IsScopable = false,
    };

    private static readonly FrozenSet<string> Devices = new[] { "con", "prn", "aux", "nul" }
        .Concat(Enumerable.Range(1, 9).SelectMany(n => new[] { $"com{n}", $"lpt{n}" }))
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(ChangeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var plain = new PlainNames(context.Change.Before, context.Change.After);
        foreach (var file in context.Change.Files.Files.Where(f => f.Kind == ChangeKind.Added))
        {
            if ((FindFault(file.Path.Value) ?? plain.FindTwin(file.Path)) is { } fault)
            {
                yield return new Diagnostic(
                    Descriptor, Location.OfFile(file.Path), $"The new path '{file.Path}' {fault}.", "give it a plain name", file.Path.Value);
            }
        }
    }

    private static string? FindFault(string path) =>
        PathBytes.FromText(path).Length > MaximumPathLength ? $"is longer than {MaximumPathLength} bytes, and systems cannot hold it"
        : path[0] == '-' ? "begins with '-', which programs take for an option"
        : path.Split('/').Select(FindFaultOfName).FirstOrDefault(f => f is not null);

    private static string? FindFaultOfName(string name) =>
        PathBytes.FromText(name).Length > MaximumNameLength ? $"has a name longer than {MaximumNameLength} bytes, and systems cannot hold it"
        : name.Any(char.IsControl) ? "has a control character in it"
        : FindStrange(name) is { } strange ? strange
        : name.Contains('\\', StringComparison.Ordinal) ? "has a '\\' in it, which Windows takes for a separator"
        : name.Contains(':', StringComparison.Ordinal) ? "has a ':' in it, behind which Windows takes a name for a stream of another file"
        : name.EndsWith('.') || name.EndsWith(' ') || name.StartsWith(' ') ? "begins or ends a name with a space or ends it with a dot, which Windows leaves out"
        : Devices.Contains(NameFolding.Fold(name.Split('.')[0]).TrimEnd()) ? "is a device on Windows"
        : IsGitDirectory(name) ? "is git's own directory to some systems"
        : FindDisguisedExtension(name) is { } extension ? $"has the extension '{extension.Given}', which reads as '{extension.Plain}'"
        : null;

    // A name in one language has an extension in ASCII or in that language. A plain name with a look-alike extension is meant to mislead.
    private static (string Given, string Plain)? FindDisguisedExtension(string name)
    {
        var dot = name.LastIndexOf('.');
        var (stem, given) = dot > 0 ? (name[..dot], name[(dot + 1)..]) : ("", "");
        return Ascii.IsValid(stem) && stem.Any(char.IsAsciiLetter) && LookAlikes.ToAscii(given) is { } plain ? (given, plain) : null;
    }

    private static string? FindStrange(string name)
    {
        var scripts = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Surrogate)
            {
                return "is not UTF-8";
            }

            if (IsInvisible(rune))
            {
                return string.Create(CultureInfo.InvariantCulture, $"has the invisible character U+{rune.Value:X4} in it");
            }

            if (IsDisguised(rune))
            {
                return string.Create(CultureInfo.InvariantCulture, $"has the character U+{rune.Value:X4} in it, which reads as '{NameFolding.Fold(rune.ToString())}'");
            }

            // Letters of these scripts look alike. Each word has its own, so that a name of any language may have an extension.
            scripts = IsOfWord(rune) ? scripts | ScriptOf(rune) : 0;
            if (BitOperations.PopCount((uint)scripts) > 1)
            {
                return "mixes letters of scripts that look alike in one word";
            }
        }

        return null;
    }

    private static bool IsOfWord(Rune rune) => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    // Fillers, joiners and variation selectors, all spaces but the common one, and the blank Braille pattern.
    private static bool IsInvisible(Rune rune) => NameFolding.IsIgnored(rune) || rune.Value == 0x2800 || (rune.Value != ' ' && Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator or UnicodeCategory.PrivateUse);

    // Another form of plain letters, digits or signs: of full width, mathematical, a ligature. The superscripts of Latin-1 are in common use.
    private static bool IsDisguised(Rune rune) =>
        rune.Value > 0xFF && IsFormOfPlain(rune) && NameFolding.Fold(rune.ToString()) is var plain && plain.Length > 0 && Ascii.IsValid(plain);

    private static bool IsFormOfPlain(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LetterNumber || rune.Value is >= 0xFF01 and <= 0xFF5E;

    private static int ScriptOf(Rune rune) => !Rune.IsLetter(rune) ? 0 : rune.Value switch
    {
        < 0x2B0 or (>= 0x1E00 and < 0x1F00) => 1,
        (>= 0x370 and < 0x400) or (>= 0x1F00 and < 0x2000) => 2,
        (>= 0x400 and < 0x530) or (>= 0x1C80 and < 0x1C90) => 4,
        >= 0x530 and < 0x590 => 8,
        (>= 0x13A0 and < 0x1400) or (>= 0xAB70 and < 0xABC0) => 16,
        >= 0x2C80 and < 0x2D00 => 32,
        >= 0xA4D0 and < 0xA500 => 64,
        _ => 0,
    };

    private static bool IsGitDirectory(string name) => NameFolding.Fold(name) is ".git" or "git~1";

    /// <summary>The ASCII names in each directory, on both sides, that a name in another script may imitate.</summary>
    private sealed class PlainNames(SourceTree before, SourceTree after)
    {
        private readonly Dictionary<RepoPath, HashSet<string>> byDirectory = [];

        public string? FindTwin(RepoPath path)
        {
            for (var at = path; !at.IsRoot; at = at.Parent)
            {
                if (LookAlikes.ToAscii(at.Name) is { } plain && NamesIn(at.Parent).Contains(plain))
                {
                    return $"reads as '{at.Parent.Combine(plain)}', which is another";
                }
            }

            return null;
        }

        private HashSet<string> NamesIn(RepoPath directory)
        {
            if (!byDirectory.TryGetValue(directory, out var names))
            {
                byDirectory[directory] = names = before.List(directory).Concat(after.List(directory)).Select(e => e.Name).Where(n => Ascii.IsValid(n)).ToHashSet(StringComparer.Ordinal);
            }

            return names;
        }
    }
}
