using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Harness.Text;
using Harness.Trees;

namespace Harness.Ownership;

/// <summary>A part of a policy that CODEOWNERS cannot express.</summary>
/// <param name="Message">The description, with the reason.</param>
/// <param name="Location">The line of the policy that causes it, if any.</param>
public sealed record CodeOwnersGap(string Message, Location? Location);

/// <summary>
/// A CODEOWNERS file that expresses a policy. For every file of the tree, the last matching line has the owners of the file's agent. A shared file
/// has those of the agent that owns it apart from its shared meaning. Every line has an owner, because GitHub requests no review for a line without
/// one. Anything that the format cannot express is a gap.
/// </summary>
public sealed class CodeOwnersDraft
{
    private const string Mark = "# It covers one directory: ";

    private CodeOwnersDraft(string text, ImmutableArray<CodeOwnersGap> gaps) => (Text, Gaps) = (text, gaps);

    /// <summary>The first line of a file that was written so.</summary>
    public static string FirstLine => "# Written by 'harness owner --codeowners' from the policy; edit that, and write this again.";

    /// <summary>The file's text.</summary>
    public string Text { get; }

    /// <summary>
    /// Returns the file for a tree that is part of its repository. GitHub looks for the file at the top, so every pattern starts with that directory.
    /// </summary>
    /// <param name="directory">The directory of the tree in the repository.</param>
    /// <returns>The text.</returns>
    public string TextBelow(RepoPath directory)
    {
        if (directory.IsRoot)
        {
            return Text;
        }

        var place = CodeOwnersSpelling.OfPath(directory) ?? throw new ArgumentException($"CODEOWNERS cannot name '{directory}'", nameof(directory));
        return string.Join('\n', Text.Split('\n').Select(line => line.Length == 0 || line[0] == '#' ? line : CodeOwnersSpelling.Below(place, line)))
            .Replace(FirstLine, FirstLine + MarkOf(directory), StringComparison.Ordinal);
    }

    /// <summary>Determines whether a file was written so for a directory, and not for another one of the same repository.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="directory">The directory of the tree in the repository.</param>
    public static bool IsOwn(string text, RepoPath directory)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith(FirstLine, StringComparison.Ordinal)
            && text.ReplaceLineEndings("\n").Split('\n').ElementAtOrDefault(1) is var second
            && (directory.IsRoot ? second?.StartsWith(Mark, StringComparison.Ordinal) != true : "\n" + second == MarkOf(directory));
    }

    /// <summary>The parts of the policy that the file cannot express.</summary>
    public ImmutableArray<CodeOwnersGap> Gaps { get; }

    /// <summary>Writes the file for the tree that the map is bound to.</summary>
    /// <param name="map">The ownership of paths.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static CodeOwnersDraft Create(OwnershipMap map, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(map);
        var names = new OwnerNames(map);
        var lines = new CodeOwnersLines(map, names);
        lines.AddAll();
        var files = TreeWalk.Files(map.Policy.Codebase.Tree, cancellation).Order().ToArray();
        AddSingleFiles(map, names, lines, files, cancellation);
        var text = lines.ToText();
        return new CodeOwnersDraft(text, [.. names.Gaps.Concat(lines.Gaps).Concat(Verify(map, names, text, files, cancellation))]);
    }

    private static string MarkOf(RepoPath directory) => $"\n{Mark}{directory}";

    // If patterns overlap in another order than GitHub's, the file gets its own line.
    private static void AddSingleFiles(OwnershipMap map, OwnerNames names, CodeOwnersLines lines, RepoPath[] files, CancellationToken cancellation)
    {
        var written = Parse(lines.ToText());
        foreach (var path in files)
        {
            cancellation.ThrowIfCancellationRequested();
            var wanted = names.Get(map.GetOwnership(path));
            if (!wanted.IsEmpty && !Says(written, path, wanted) && CodeOwnersSpelling.OfPath(path) is { } pattern)
            {
                lines.AddSingle(pattern, wanted);
            }
        }
    }

    private static IEnumerable<CodeOwnersGap> Verify(OwnershipMap map, OwnerNames names, string text, RepoPath[] files, CancellationToken cancellation)
    {
        if (Encoding.UTF8.GetByteCount(text) >= CodeOwners.MaximumLength)
        {
            yield return new CodeOwnersGap("The file has 3 MB or more, and GitHub ignores it whole.", null);
            yield break;
        }

        var written = Parse(text);
        var asked = new SortedDictionary<string, (List<RepoPath> Files, PathOwnership Owned)>(StringComparer.Ordinal);
        foreach (var path in files)
        {
            cancellation.ThrowIfCancellationRequested();
            var owned = map.GetOwnership(path);
            var wanted = names.Get(owned);
            if (wanted.IsEmpty && written.Match(path) is { } line)
            {
                var key = $"{string.Join(' ', line.Owners)}\n{owned.Kind}\n{owned.Owner?.Name}";
                asked.TryAdd(key, ([], owned));
                asked[key].Files.Add(path);
            }
            else if (!Says(written, path, wanted))
            {
                yield return new CodeOwnersGap($"CODEOWNERS cannot name the file '{path}', which is owned by {owned.Phrase}: rename it.", owned.Reason);
            }
        }

        foreach (var (key, (more, owned)) in asked)
        {
            yield return OfAsked(key.Split('\n')[0], more, owned);
        }
    }

    private static CodeOwnersGap OfAsked(string owners, List<RepoPath> files, PathOwnership owned)
    {
        var whose = owned.Kind == OwnershipKind.Protected ? "protected, and no advisor has 'owners'"
            : owned.Owner is { } owner ? $"owned by agent '{owner}', which has no 'owners'" : "owned by nobody";
        var what = files.Count == 1 ? $"file '{files[0]}', which is" : string.Create(CultureInfo.InvariantCulture, $"{files.Count} files, '{files[0]}' first, which are");
        return new CodeOwnersGap($"GitHub asks {owners} to review the {what} {whose}.", owned.Reason);
    }

    private static CodeOwners Parse(string text) => CodeOwners.Parse(SourceText.From(CodeOwners.Places[0], text)).Value;

    private static bool Says(CodeOwners written, RepoPath path, ImmutableArray<string> wanted) =>
        (written.Match(path)?.Owners ?? []).SequenceEqual(wanted, StringComparer.Ordinal);
}
