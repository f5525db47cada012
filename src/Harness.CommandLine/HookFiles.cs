using System.Collections.Immutable;
using System.Text;
using Harness.Trees;

namespace Harness.CommandLine;

/// <summary>
/// The git hooks that judge staged files before a commit, and commits before a push. An existing hook is kept: it is renamed, and the new one runs it
/// first.
/// </summary>
internal static class HookFiles
{
    private const string Mark = "# Written by 'harness init --hooks'.";
    private const string Aside = ".before-harness";

    private static readonly ImmutableArray<string> Names = ["pre-commit", "pre-push"];

    // The directory of the policy for the hooks, relative to the top of the working tree, where git runs them.
    private const string RootName = "root=";
    private const string RootLine = RootName + "'.'";

    private const string PreCommit = $$"""
        #!/bin/sh
        {{Mark}} The hook that was here before is beside it, and runs first.
        {{RootLine}}
        before="$0{{Aside}}"
        if [ -x "$before" ]; then "$before" "$@" || exit $?; fi
        command -v harness > /dev/null || { echo "harness: not on the PATH, so the commit is not judged: install it, or remove $0" >&2; exit 2; }
        exec harness check --root="$root" --staged

        """;

    private const string PrePush = $$"""
        #!/bin/sh
        {{Mark}} The hook that was here before is beside it, and runs first.
        {{RootLine}}
        before="$0{{Aside}}"
        pushed=$(cat)
        if [ -x "$before" ]; then printf '%s\n' "$pushed" | "$before" "$@" || exit $?; fi
        command -v harness > /dev/null || { echo "harness: not on the PATH, so the push is not judged: install it, or remove $0" >&2; exit 2; }

        # A push to an address is a push to the remote that has this address.
        remote=$1
        shown="'$1'"
        if ! git remote | grep -Fqx -e "$1"; then
          remote=$(git remote | while read -r name; do
            if { git remote get-url --all "$name"; git remote get-url --push --all "$name"; } | grep -Fqx -e "$1" -e "$2"; then printf '%s\n' "$name"; break; fi
          done)
          shown="that address"
        fi

        # The branch that changes go to: git config harness.target, else the remote's default, else its main.
        # By its full name, which no tag can take.
        if ! target=$(git config --get harness.target); then
          if [ -z "$remote" ] || [ -z "$(git for-each-ref --count=1 "refs/remotes/$remote")" ]; then
            there=$(git ls-remote --heads -- "$2") || { echo "harness: $shown does not tell its branches, so the push is not judged" >&2; exit 2; }
            if [ -z "$there" ]; then echo "harness: $shown has no branches yet, so there is nothing to judge the push against" >&2; exit 0; fi
            echo "harness: no branch of $shown is known here, so the push is not judged: push to a remote that was fetched ('git remote add NAME ADDRESS', 'git fetch NAME'), or name the branch to judge against, as in 'git config harness.target refs/remotes/origin/main'" >&2
            exit 2
          fi
          target=$(git symbolic-ref --quiet "refs/remotes/$remote/HEAD" || printf '%s\n' "refs/remotes/$remote/main")
        fi
        printf '%s\n' "$pushed" | (
          status=0
          while read -r _ head branch _; do
            case $head in
              *[!0]*) harness check --root="$root" --base="$target" --head="$head" --branch="${branch#refs/heads/}" --identity=branch < /dev/null || status=$? ;;
            esac
          done
          exit $status
        )

        """;

    /// <summary>Installs the hooks.</summary>
    /// <param name="directory">The absolute path of the directory that git takes hooks from.</param>
    /// <param name="place">The path of the workspace from the top of the working tree.</param>
    /// <param name="context">The context, for messages.</param>
    public static int Install(string directory, RepoPath place, CommandContext context)
    {
        var root = $"{RootName}'{place.ToString().Replace("'", "'\\''", StringComparison.Ordinal)}'";
        var hooks = Names.Zip([PreCommit, PrePush], (name, text) => (Name: name, Text: text.Replace(RootLine, root, StringComparison.Ordinal))).ToArray();
        RefuseOtherRoot(directory, root);
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

    // One repository has one set of hooks: a second workspace must not silently replace those of the first.
    private static void RefuseOtherRoot(string directory, string root)
    {
        foreach (var path in Names.Select(n => Path.Join(directory, n)).Where(p => File.Exists(p) && !IsForeign(p)))
        {
            var other = File.ReadLines(path).FirstOrDefault(l => l.StartsWith(RootName, StringComparison.Ordinal)) ?? RootLine;
            if (other != root)
            {
                throw new CommandException($"'{path}' judges the workspace in {other[RootName.Length..]} already: delete it to judge another one");
            }
        }
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
