using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Harness.Diagnostics;
using Harness.Text;

namespace Harness.Ownership;

/// <summary>Reads a CODEOWNERS file line by line, and reports the lines that GitHub skips.</summary>
internal sealed partial class CodeOwnersReader(SourceText text)
{
    // For a file of another kind, a few diagnostics suffice.
    private const int MaximumDiagnostics = 100;
    private readonly ImmutableArray<Diagnostic>.Builder diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();

    public ImmutableArray<Diagnostic> Diagnostics => diagnostics.ToImmutable();

    public static bool IsOwner(string owner) => Owner.IsMatch(owner);

    public ImmutableArray<CodeOwnersEntry> Read()
    {
        if (text.Bytes.Length >= CodeOwners.MaximumLength)
        {
            Report(default, $"GitHub ignores '{text.Path}' whole: it has {text.Bytes.Length} bytes, and from {CodeOwners.MaximumLength} on none counts.", "shorten it, with patterns in place of single files", "size");
            return [];
        }

        if (!text.TryDecode(out _) || text.Bytes.Span.Contains((byte)0))
        {
            Report(default, $"'{text.Path}' is not plain UTF-8 text.", "save it as UTF-8", "encoding");
            return [];
        }

        var entries = ImmutableArray.CreateBuilder<CodeOwnersEntry>();
        for (var line = 0; line < text.LineCount; line++)
        {
            if (ReadLine(line) is { } entry)
            {
                entries.Add(entry);
            }
        }

        return entries.ToImmutable();
    }

    private CodeOwnersEntry? ReadLine(int number)
    {
        var line = text.GetLine(number).Trim(' ', '\t');
        if (line.Length == 0 || line[0] == '#')
        {
            return null;
        }

        var pattern = line[..EndOfPattern(line)];
        var span = text.GetLineSpan(number);
        if (!CodeOwnersPattern.TryCompile(pattern, out var problem, out var glob))
        {
            Report(span, $"GitHub skips this line: '{pattern}' is no pattern of CODEOWNERS, for {problem}.", "write it without, or as several lines: the last line that matches decides", pattern);
            return null;
        }

        var owners = OwnersOf(line[pattern.Length..]);
        if (owners.FirstOrDefault(o => !IsOwner(o)) is { } wrong)
        {
            Report(span, $"GitHub skips this line: '{wrong}' is no owner.", "write '@user', '@org/team' or an e-mail address; an app cannot be an owner", $"{pattern} {wrong}");
            return null;
        }

        if (glob is null)
        {
            Report(span, $"'{pattern}' matches no file.", "write '*' for every file, or '/*' for those of the root", pattern);
        }

        return new CodeOwnersEntry(pattern, glob, owners, new Location(text, span));
    }

    private static int EndOfPattern(string line)
    {
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] is ' ' or '\t')
            {
                return at;
            }

            at += line[at] == '\\' ? 1 : 0;
        }

        return line.Length;
    }

    // A comment begins with a separate '#'.
    private static ImmutableArray<string> OwnersOf(string rest) =>
        [.. rest.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).TakeWhile(word => word[0] != '#')];

    private void Report(SourceSpan span, string message, string help, string key)
    {
        if (diagnostics.Count < MaximumDiagnostics)
        {
            diagnostics.Add(new Diagnostic(CodeOwnersDescriptors.Ignored, new Location(text, span), message, help, text.Path.ToString(), key));
        }
    }

    [GeneratedRegex(@"^(@[A-Za-z0-9](?:[A-Za-z0-9_-]{0,99})(?:/[A-Za-z0-9_][A-Za-z0-9._-]{0,99})?|[^\s@]{1,200}@[^\s@]{1,200}\.[^\s@.]{1,63})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Owner { get; }
}
