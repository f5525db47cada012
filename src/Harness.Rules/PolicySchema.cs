using System.Text;

namespace Harness.Rules;

/// <summary>The JSON schema (draft-07) of harness.toml, for completion and checks in editors.</summary>
public static class PolicySchema
{
    /// <summary>The name of the file next to a policy that begins with <c>#:schema ./harness.schema.json</c>.</summary>
    public const string FileName = "harness.schema.json";

    /// <summary>The schema's text.</summary>
    public static string Text
    {
        get
        {
            using var stream = typeof(PolicySchema).Assembly.GetManifestResourceStream($"rules/{FileName}")!;
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return reader.ReadToEnd();
        }
    }
}
