using System.Text;

namespace Harness.Tests.Workspaces;

/// <summary>A dependency to be written: its key, and the keys and values of its table.</summary>
internal sealed record GeneratedDependency(string Key, IReadOnlyList<(string Key, string Value)> Fields)
{
    /// <summary>Writes a table of dependencies, each in one of the spellings that TOML has.</summary>
    public static void WriteTable(StringBuilder text, Dice dice, string header, IReadOnlyList<GeneratedDependency> dependencies)
    {
        var below = new StringBuilder();
        text.Append('[').Append(header).Append("]\n");
        foreach (var dependency in dependencies)
        {
            dependency.Write(text, below, dice, header);
        }

        text.Append(below);
    }

    private void Write(StringBuilder text, StringBuilder below, Dice dice, string header)
    {
        var key = dice.Below(8) switch { 0 => $"\"{Key}\"", 1 => $"'{Key}'", _ => Key };
        if (Fields is [("version", var version)] && dice.Chance(70))
        {
            text.Append(key).Append(" = ").Append(version).Append('\n');
            return;
        }

        switch (dice.Below(5))
        {
            case 0:
                below.Append('[').Append(header).Append('.').Append(key).Append("]\n");
                WriteEach(below, "");
                break;
            case 1:
                WriteEach(text, $"{key}.");
                break;
            case 2:
                text.Append(key).Append(" = {\n");
                text.AppendJoin(", # why\n", Fields.Select(f => $"  {f.Key} = {f.Value}")).Append(",\n}\n");
                break;
            default:
                text.Append(key).Append(" = { ").AppendJoin(", ", Fields.Select(f => $"{f.Key} = {f.Value}")).Append(" }\n");
                break;
        }
    }

    private void WriteEach(StringBuilder text, string prefix)
    {
        foreach (var (key, value) in Fields)
        {
            text.Append(prefix).Append(key).Append(" = ").Append(value).Append('\n');
        }
    }
}
