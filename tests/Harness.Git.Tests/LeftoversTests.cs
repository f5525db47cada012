using Harness.Testing;
using Xunit;

namespace Harness.Git.Tests;

public sealed class LeftoversTests : IDisposable
{
    private readonly TemporaryDirectory temporary = new();

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void What_a_dead_process_left_is_cleared_away_and_what_a_live_one_holds_is_not()
    {
        temporary.Write("harness-git-dead/objects/x", "x");
        temporary.Write("harness-git-dead.lock", "");
        temporary.Write("harness-git-live/objects/x", "x");
        temporary.Write("other/x", "x");
        using var held = new FileStream(temporary.Combine("harness-git-live.lock"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);

        Leftovers.Clear(temporary.Path);

        Assert.Equal(["harness-git-live", "harness-git-live.lock", "other"], Names());
    }

    [Fact]
    public void A_directory_of_another_program_is_cleared_away_alike()
    {
        temporary.Write("harness-architect-dead/notes", "x");
        temporary.Write("harness-architect-dead.lock", "");
        temporary.Write("harness-architect-live/notes", "x");
        using var held = new FileStream(temporary.Combine("harness-architect-live.lock"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);

        Leftovers.Clear(temporary.Path);

        Assert.Equal(["harness-architect-live", "harness-architect-live.lock"], Names());
    }

    [Fact]
    public void What_no_file_locks_is_cleared_away_when_it_is_old()
    {
        temporary.Write("harness-git-new/x", "x");
        temporary.Write("harness-git-old/x", "x");
        Directory.SetLastWriteTimeUtc(temporary.Combine("harness-git-old"), DateTime.UtcNow.AddDays(-2));

        Leftovers.Clear(temporary.Path);

        Assert.Equal(["harness-git-new"], Names());
    }

    [Fact(SkipUnless = nameof(HasLinks), Skip = "links need a right here")]
    public void A_link_is_not_followed()
    {
        temporary.Write("kept/x", "x");
        temporary.Write("harness-git-a.lock", "");
        File.CreateSymbolicLink(temporary.Combine("harness-git-b.lock"), temporary.Combine("kept/x"));
        Directory.CreateSymbolicLink(temporary.Combine("harness-git-a"), temporary.Combine("kept"));

        Leftovers.Clear(temporary.Path);

        Assert.True(File.Exists(temporary.Combine("kept/x")));
    }

    [Fact]
    public void A_temporary_repository_leaves_nothing_behind()
    {
        string path;
        using (var directory = new TemporaryGitDirectory(made => File.WriteAllText(made.Combine("x"), "x")))
        {
            path = directory.Path;
            Assert.True(File.Exists(path + TemporaryGitDirectory.LockSuffix));
        }

        Assert.False(Directory.Exists(path));
        Assert.False(File.Exists(path + TemporaryGitDirectory.LockSuffix));
    }

    public static bool HasLinks => !OperatingSystem.IsWindows();

    private IEnumerable<string> Names() => Directory.GetFileSystemEntries(temporary.Path).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal);
}
