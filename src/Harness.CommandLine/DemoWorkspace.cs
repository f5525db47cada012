using System.Reflection;

namespace Harness.CommandLine;

/// <summary>The workspace of the demo: embedded files under their paths.</summary>
internal static class DemoWorkspace
{
    private const string Prefix = "demo/";

    /// <summary>Writes the workspace into a directory.</summary>
    public static void WriteTo(string directory)
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            var path = Path.Join(directory, name[Prefix.Length..]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var content = assembly.GetManifestResourceStream(name)!;
            using var file = File.Create(path);
            content.CopyTo(file);
        }
    }
}
