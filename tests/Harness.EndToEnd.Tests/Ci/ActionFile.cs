using System.Diagnostics;
using System.Text.RegularExpressions;
using Harness.Testing;
using YamlDotNet.RepresentationModel;

namespace Harness.EndToEnd.Tests.Ci;

/// <summary>
/// Runs <c>action.yml</c> as GitHub's runner does: fills in the expressions, runs each step by its shell with its environment, reads the
/// outputs that a step appended, and stops at the first that fails. See "Metadata syntax reference" of GitHub Actions' documentation.
/// </summary>
internal sealed partial class ActionFile
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly YamlMappingNode root;

    private ActionFile(YamlMappingNode root) => this.root = root;

    public static ActionFile Read()
    {
        var yaml = new YamlStream();
        using var reader = new StringReader(File.ReadAllText(RepositoryRoot.Combine("action.yml")));
        yaml.Load(reader);
        return new((YamlMappingNode)yaml.Documents[0].RootNode);
    }

    /// <summary>The values that inputs have where they are not given.</summary>
    public Dictionary<string, string> Defaults => Map("inputs").Children.ToDictionary(i => i.Key.ToString(), i => ((YamlMappingNode)i.Value).Children["default"].ToString());

    /// <summary>The names of the outputs.</summary>
    public IEnumerable<string> Outputs => Map("outputs").Children.Keys.Select(k => k.ToString());

    /// <summary>The actions that steps use: none, so nothing but this repository's own files runs.</summary>
    public IEnumerable<string> Uses => Steps.Where(s => s.Children.ContainsKey("uses")).Select(s => Text(s, "uses"));

    private IEnumerable<YamlMappingNode> Steps => ((YamlSequenceNode)Map("runs").Children["steps"]).Cast<YamlMappingNode>();

    /// <summary>Runs the action.</summary>
    /// <param name="inputs">The inputs that are given.</param>
    /// <param name="environment">The variables of the run.</param>
    /// <param name="directory">The directory of the workspace.</param>
    /// <returns>How the last step that ran ended, and the action's outputs.</returns>
    public (ProcessOutcome Outcome, Dictionary<string, string> Outputs) Run(
        IReadOnlyDictionary<string, string> inputs, IReadOnlyDictionary<string, string> environment, string directory)
    {
        var values = Defaults.ToDictionary(d => $"inputs.{d.Key}", d => d.Value);
        values["github.token"] = environment["GITHUB_TOKEN"];
        values["github.action_path"] = RepositoryRoot.Path;
        values["github.action_repository"] = "example/harness";
        values["github.action_ref"] = "v0.1.0";
        foreach (var (name, value) in inputs)
        {
            values[$"inputs.{name}"] = value;
        }

        ProcessOutcome? last = null;
        foreach (var step in Steps)
        {
            last = RunStep(step, values, environment, directory);
            if (last.ExitCode != 0)
            {
                break;
            }
        }

        var outputs = Map("outputs").Children.ToDictionary(o => o.Key.ToString(), o => Fill(Text((YamlMappingNode)o.Value, "value"), values));
        return (last!, outputs);
    }

    private static ProcessOutcome RunStep(YamlMappingNode step, Dictionary<string, string> values, IReadOnlyDictionary<string, string> environment, string directory)
    {
        var output = Path.Join(directory, $"output-{Text(step, "id")}");
        File.WriteAllText(output, "");

        // As the runner calls it for "shell: bash".
        var start = new ProcessStartInfo("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", Fill(Text(step, "run"), values)]) { WorkingDirectory = directory };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        foreach (var (name, value) in ((YamlMappingNode)step.Children["env"]).Children)
        {
            start.Environment[name.ToString()] = Fill(value.ToString(), values);
        }

        start.Environment["GITHUB_OUTPUT"] = output;
        var outcome = ProcessOutcome.Of(start, Limit);
        foreach (var line in File.ReadAllLines(output))
        {
            values[$"steps.{Text(step, "id")}.outputs.{line.Split('=', 2)[0]}"] = line.Split('=', 2)[1];
        }

        return outcome;
    }

    // An output of a step that did not run is empty.
    private static string Fill(string text, Dictionary<string, string> values) => Expression().Replace(text, m => values.GetValueOrDefault(m.Groups[1].Value) is { } value
        ? Fill(value, values) : m.Groups[1].Value.StartsWith("steps.", StringComparison.Ordinal) ? "" : throw new InvalidOperationException($"'{m.Value}' is unknown"));

    private static string Text(YamlMappingNode node, string key) => node.Children[key].ToString();

    private YamlMappingNode Map(string key) => (YamlMappingNode)root.Children[key];

    [GeneratedRegex(@"\$\{\{ ([a-z0-9_.-]+) \}\}")]
    private static partial Regex Expression();
}
