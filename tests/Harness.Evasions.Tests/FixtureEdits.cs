using System.Globalization;
using System.Text;
using Harness.Testing;

namespace Harness.Evasions.Tests;

/// <summary>What tests do to the files of a repository.</summary>
internal static class FixtureEdits
{
    /// <summary>Writes something at the end of a file.</summary>
    public static GitFixture Append(this GitFixture git, string path, string text = "pub fn more() {}\n")
    {
        File.AppendAllText(git.Combine(path), text);
        return git;
    }

    /// <summary>Writes something in the place of something that the file has.</summary>
    public static GitFixture Replace(this GitFixture git, string path, string old, string now)
    {
        var text = File.ReadAllText(git.Combine(path));
        return text.Contains(old, StringComparison.Ordinal) ? git.Write(path, text.Replace(old, now, StringComparison.Ordinal))
            : throw new InvalidOperationException($"'{path}' has no '{old}'");
    }

    /// <summary>Writes bytes.</summary>
    public static GitFixture WriteBytes(this GitFixture git, string path, byte[] bytes)
    {
        git.Write(path, "");
        File.WriteAllBytes(git.Combine(path), bytes);
        return git;
    }

    /// <summary>Removes a file.</summary>
    public static GitFixture Remove(this GitFixture git, string path)
    {
        File.Delete(git.Combine(path));
        return git;
    }

    /// <summary>Removes a directory with all that is in it.</summary>
    public static GitFixture RemoveDirectory(this GitFixture git, string path)
    {
        Directory.Delete(git.Combine(path), recursive: true);
        return git;
    }

    /// <summary>Moves a file or a directory, as git does.</summary>
    public static GitFixture Move(this GitFixture git, string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(git.Combine(to))!);
        git.Run("mv", from, to);
        return git;
    }

    /// <summary>Sets a link where nothing or a file stands.</summary>
    public static GitFixture Link(this GitFixture git, string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(git.Combine(path))!);
        File.Delete(git.Combine(path));
        File.CreateSymbolicLink(git.Combine(path), target);
        return git;
    }

    /// <summary>Makes a repository within the repository, which is stored as a submodule, or commits to it once more.</summary>
    public static GitFixture Submodule(this GitFixture git, string path, string message = "one")
    {
        git.Run("init", "-q", path);
        git.Run("-C", path, "commit", "-q", "--allow-empty", "-m", message);
        return git;
    }

    /// <summary>Commits everything in someone's name.</summary>
    public static GitFixture CommitAs(this GitFixture git, string author, string message = "change")
    {
        git.Run("add", "-A");
        git.Run("commit", "-q", "--author", author, "-m", message);
        return git;
    }

    /// <summary>Commits many files of one content to a branch of its own, straight to the object database.</summary>
    public static GitFixture Import(this GitFixture git, string branch, IEnumerable<string> paths)
    {
        var stream = new StringBuilder($"blob\nmark :1\ndata 1\nx\ncommit refs/heads/{branch}\ncommitter A <a@example.com> 0 +0000\ndata 4\nmany\n")
            .Append(CultureInfo.InvariantCulture, $"from {git.Run("rev-parse", "HEAD")}\n");
        foreach (var path in paths)
        {
            stream.Append(CultureInfo.InvariantCulture, $"M 100644 :1 {path}\n");
        }

        git.Run(["fast-import", "--quiet"], Encoding.ASCII.GetBytes(stream.Append('\n').ToString()));
        return git;
    }

    /// <summary>Commits <c>docs</c> to a branch of its own as directories of equal directories: each level is one object, however many paths that makes.</summary>
    public static GitFixture Unfold(this GitFixture git, string branch, int levels, int names)
    {
        string Repeat(string entry) => Make(git, string.Concat(Enumerable.Range(0, names).Select(i => $"{entry}{i}\n")));
        var tree = Repeat($"100644 blob {git.Run("rev-parse", "HEAD:docs/guide.md")}\tf");
        for (var level = 1; level < levels; level++)
        {
            tree = Repeat($"040000 tree {tree}\td");
        }

        var whole = git.Run("ls-tree", "HEAD").Split('\n').Select(l => l.EndsWith("\tdocs", StringComparison.Ordinal) ? $"040000 tree {tree}\tdocs" : l);
        git.Run("update-ref", $"refs/heads/{branch}", git.Run("commit-tree", Make(git, string.Join('\n', whole) + "\n"), "-p", "HEAD", "-m", "many"));
        return git;
    }

    private static string Make(GitFixture git, string entries) => git.Run(["mktree"], Encoding.ASCII.GetBytes(entries));
}
