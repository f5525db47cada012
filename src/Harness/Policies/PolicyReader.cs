using Harness.Text;

namespace Harness.Policies;

/// <summary>Reads harness.toml.</summary>
internal static class PolicyReader
{
    public static Parsed<Policy> Read(SourceText text) =>
        new(new Policy { Text = text, Workspace = new WorkspaceSettings { Location = new Location(text, default) } }, []);
}
