using Harness.Analysis;
using Harness.Testing;
using Xunit;

namespace Harness.Tests.Rooms;

/// <summary>The rooms of the library are in an order, and each uses only those before it.</summary>
public sealed class RoomTests
{
    private const string Begin = "<!-- rooms -->\n";
    private const string End = "<!-- /rooms -->\n";

    // The ground first.
    private static readonly string[] Order =
    [
        "Trees", "Text", "Diagnostics", "Toml", "Manifests", "Workspaces", "Graphs", "Changes", "Lockfiles", "Policies", "Placements", "Ownership", "Rights",
        "Inference", "Analysis", "Fixes", "Reviews",
    ];

    private static readonly RoomGraph Graph = RoomGraph.Read(typeof(AnalysisEngine).Assembly.Location);

    [Fact]
    public void Every_folder_of_the_library_has_its_place_in_the_order()
    {
        var folders = Directory.EnumerateDirectories(RepositoryRoot.Combine("src/Harness")).Select(Path.GetFileName).Except(["bin", "obj"]);

        Assert.Equal(Order.Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
        Assert.Equal(Order.Order(StringComparer.Ordinal), Graph.Rooms);
    }

    [Fact]
    public void A_room_uses_only_rooms_before_it()
    {
        var upward = Graph.Rooms.SelectMany(from => Graph.UsesOf(from)
            .Where(use => Array.IndexOf(Order, use.Key) > Array.IndexOf(Order, from))
            .Select(use => $"{from} uses {use.Key}: {use.Value}"));

        Assert.Empty(upward);
    }

    // Else nothing would ever be found.
    [Fact]
    public void The_search_sees_uses() => Assert.True(Graph.UsesOf("Analysis").ContainsKey("Policies") && Graph.UsesOf("Diagnostics").ContainsKey("Text"));

    /// <summary>With HARNESS_WRITE_GOLDEN=1 the picture is drawn anew.</summary>
    [Fact]
    public void The_picture_in_the_architecture_is_true()
    {
        var text = File.ReadAllText(RepositoryRoot.Combine("src/ARCHITECTURE.md")).ReplaceLineEndings("\n");
        var (start, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));

        Assert.True(start >= Begin.Length && end >= start, "src/ARCHITECTURE.md has no marks of the picture");
        Assert.Equal("", GoldenFile.Compare("src/ARCHITECTURE.md", text[..start] + Graph.ToMermaid() + text[end..]));
    }
}
