using System.Text;

namespace Harness.CommandLine;

/// <summary>
/// The hooks of git that judge what is staged before it is committed, and what is committed before it is pushed. A hook that is there
/// already stays: it is moved aside, and the new one runs it first.
/// </summary>
internal static class HookFiles
{
    private const string Mark = "# Written by 'harness init --hooks'.";
    private const string Aside = ".before-harness";

    private const string PreCommit = $$"""
        #!/bin/sh
        {{Mark}} The hook that was here before is beside it, and runs first.
        before="$0{{Aside}}"
        if [ -x "$before" ]; then "$before" "$@" || exit $?; fi
        command -v harness > /dev/null || { echo "harness: not on the PATH, so the commit is not judged: install it, or remove $0" >&2; exit 2; }
        exec harness check --staged

        """;

    private const string PrePush = $$"""
        #!/bin/sh
        {{Mark}} The hook that was here before is beside it, and runs first.
        before="$0{{Aside}}"
        pushed=$(cat)
        if [ -x "$before" ]; then printf '%s\n' "$pushed" | "$before" "$@" || exit $?; fi
        command -v harness > /dev/null || { echo "harness: not on the PATH, so the push is not judged: install it, or remove $0" >&2; exit 2; }

        # The branch that changes go to: git config harness.target, else the remote's default, else its main.
        # By its full name, which no tag can take.
        target=$(git config --get harness.target || git symbolic-ref --quiet "refs/remotes/$1/HEAD" || printf '%s\n' "refs/remotes/$1/main")
        if [ -z "$(git for-each-ref --count=1 "refs/remotes/$1")" ]; then echo "harness: '$1' has no branches yet, so there is nothing to judge the push against" >&2; exit 0; fi
        printf '%s\n' "$pushed" | (
          status=0
          while read -r _ head branch _; do
            case $head in
              *[!0]*) harness check --base="$target" --head="$head" --branch="${branch#refs/heads/}" --identity=branch < /dev/null || status=$? ;;
            esac
          done
          exit $status
        )

        """;

    /// <summary>Installs the hooks.</summary>
    /// <param name="directory">The absolute path of the directory that git takes hooks from.</param>
    /// <param name="context">Where it is said.</param>
    public static int Install(string directory, CommandContext context)
    {
        (string Name, string Text)[] hooks = [("pre-commit", PreCommit), ("pre-push", PrePush)];
        var moves = hooks.Select(h => Path.Join(directory, h.Name)).Where(IsForeign).ToArray();
        if (moves.FirstOrDefault(m => Path.Exists(m + Aside)) is { } taken)
        {
            throw new CommandException($"'{taken}' is none of Harness's, and '{taken}{Aside}' is there already: move one of them away first");
        }

        try
        {
            Directory.CreateDirectory(directory);
            foreach (var move in moves)
            {
                File.Move(move, move + Aside);
            }

            foreach (var (name, text) in hooks)
            {
                Write(Path.Join(directory, name), text);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"the hooks cannot be written to '{directory}': {e.Message}");
        }

        context.Write($"Wrote pre-commit and pre-push to {directory}{(moves.Length == 0 ? "" : $"; {string.Join(" and ", moves.Select(Path.GetFileName))} of before run first")}.\n");
        return ExitCode.Clean;
    }

    private static bool IsForeign(string path) => new FileInfo(path).LinkTarget is not null || (File.Exists(path) && !File.ReadAllText(path).Contains(Mark, StringComparison.Ordinal));

    private static void Write(string path, string text)
    {
        File.WriteAllBytes(path, Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
        }
    }
}
