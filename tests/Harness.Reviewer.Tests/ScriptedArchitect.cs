using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Policies;
using Harness.Testing;
using Xunit;

namespace Harness.Reviewer.Tests;

/// <summary>
/// An architect that is a script: it keeps the packet and its surroundings, leaves a line for each time that it was asked, and says what it is
/// told to; unless told otherwise it passes everything. In what it is told, <c>ID</c> stands for the packet's id.
/// </summary>
internal sealed class ScriptedArchitect : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public ScriptedArchitect() => Answers(Pass());

    /// <summary>The last packet.</summary>
    public string Packet => File.ReadAllText(directory.Combine("packet"));

    /// <summary>The variables that it ran with.</summary>
    public string Variables => File.ReadAllText(directory.Combine("environment"));

    /// <summary>An answer that passes everything but what is given.</summary>
    public static JsonObject Pass(string? dimension = null, string judgement = "pass", string reason = "seen") => new()
    {
        ["version"] = 1,
        ["id"] = "ID",
        ["dimensions"] = new JsonArray([.. ReviewDimensions.All.Select(d => new JsonObject
        {
            ["dimension"] = d.ToText(),
            ["judgement"] = d.ToText() == dimension ? judgement : "pass",
            ["reason"] = d.ToText() == dimension ? reason : "seen",
        })]),
    };

    /// <summary>Lets it answer.</summary>
    public void Answers(JsonNode answer) => Answers(answer.ToJsonString());

    /// <summary>Lets it answer, and do something else before.</summary>
    public void Answers(string answer, string before = "")
    {
        directory.Write("answer", answer);
        directory.Write("architect.sh", $"""
            cat > '{directory.Combine("packet")}'
            env > '{directory.Combine("environment")}'
            echo asked >> '{directory.Combine("asked")}'
            {before}
            id=$(sed -n 's/^  "id": "\([0-9a-f]*\)",$/\1/p' '{directory.Combine("packet")}')
            sed "s/\"ID\"/\"$id\"/" '{directory.Combine("answer")}'

            """);
    }

    /// <summary>Lets it hold on until it is let go.</summary>
    public void Holds() => Answers(Pass().ToJsonString(), $"echo $$ > '{directory.Combine("pid")}'; touch '{directory.Combine("held")}'; while [ ! -e '{directory.Combine("go")}' ]; do sleep 0.05; done");

    /// <summary>Lets it hold on each time that it is asked.</summary>
    public void HoldsEachTime() => Answers(
        Pass().ToJsonString(),
        $"echo $$ > '{directory.Combine("pid")}'; touch '{directory.Combine("held")}'; while [ ! -e '{directory.Combine("go")}' ]; do sleep 0.05; done; rm '{directory.Combine("go")}'");

    /// <summary>Waits until it holds on.</summary>
    /// <param name="asking">What asks it: if that ends, nobody asks it any more.</param>
    /// <returns>The id of its process.</returns>
    public async Task<int> HeldAsync(Task? asking = null)
    {
        while (!File.Exists(directory.Combine("held")))
        {
            Assert.False(asking is { IsCompleted: true }, "it was not asked again");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        File.Delete(directory.Combine("held"));
        return int.Parse(await File.ReadAllTextAsync(directory.Combine("pid"), TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
    }

    /// <summary>Lets it go on.</summary>
    public void LetGo() => directory.Write("go", "");

    /// <summary>How it is named on the command line.</summary>
    public string[] Command => ["--", "/bin/sh", directory.Combine("architect.sh")];

    public int Asked => File.Exists(directory.Combine("asked")) ? File.ReadAllLines(directory.Combine("asked")).Length : 0;

    public void Dispose() => directory.Dispose();
}
