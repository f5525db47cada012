using System.Text.Json.Nodes;
using Xunit;

namespace Harness.GitHubServer.Tests;

/// <summary>The files of a pull request, however odd the change.</summary>
public sealed class FilesTests
{
    [Fact]
    public async Task Every_kind_of_change_has_its_status_and_its_own_patch()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a symbolic link needs a right that users of Windows have not");
        using var ground = new Ground(o => o with { LargestPatch = 2000 });
        var work = ground.Work;
        work.Write("gone.txt", "gone\n").Write("old.txt", string.Concat(Enumerable.Range(1, 9).Select(i => $"{i}\n"))).Write("type", "text\n").Write("mode.sh", "run\n");
        ground.Push("main", "binary", "\0one");
        work.Run("checkout", "-q", "-b", "topic");
        File.Delete(work.Combine("gone.txt"));
        File.Move(work.Combine("old.txt"), work.Combine("new name é.txt"));
        File.Delete(work.Combine("type"));
        File.CreateSymbolicLink(work.Combine("type"), "a.txt");
        work.Run("update-index", "--chmod=+x", "mode.sh");
        work.Run("config", "core.fileMode", "false");
        work.Write("large.txt", new string('x', 3000));
        ground.Push("topic", "binary", "\0two");
        ground.Hub.People.Open("anna", "topic", "main");
        var files = ((JsonArray)await ground.Json("pulls/1/files")).Select(f => f!.AsObject()).ToDictionary(f => (string)f["filename"]!);
        Assert.Equal(
            ["binary modified", "gone.txt removed", "large.txt added", "mode.sh modified", "new name é.txt renamed", "type changed"],
            files.Values.Select(f => $"{f["filename"]} {f["status"]}").Order(StringComparer.Ordinal));
        Assert.Equal("old.txt", (string?)files["new name é.txt"]["previous_filename"]);
        Assert.Equal("@@ -1 +0,0 @@\n-gone", (string?)files["gone.txt"]["patch"]);
        Assert.Contains("+a.txt", (string?)files["type"]["patch"], StringComparison.Ordinal);
        Assert.All(["binary", "large.txt", "mode.sh", "new name é.txt"], name => Assert.False(files[name].ContainsKey("patch")));
        Assert.Empty(ground.Hub.Violations);
    }

    [Fact]
    public async Task Pages_of_files_together_are_all_of_them()
    {
        using var ground = new Ground();
        Enumerable.Range(0, 120).ToList().ForEach(i => ground.Work.Write($"many/{i:000}.txt", $"{i}\n"));
        ground.Push("topic", "b.txt", "new\n");
        ground.Hub.People.Open("anna", "topic", "main");
        var first = (JsonArray)await ground.Json("pulls/1/files?per_page=100");
        var second = (JsonArray)await ground.Json("pulls/1/files?per_page=100&page=2");
        Assert.Equal((100, 21, 121), (first.Count, second.Count, first.Concat(second).Select(f => (string?)f!["filename"]).Distinct().Count()));
        Assert.Equal(121, (int)(await ground.Json("pulls/1"))["changed_files"]!);
    }
}
