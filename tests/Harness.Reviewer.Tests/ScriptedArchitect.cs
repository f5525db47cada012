using Harness.Testing;

namespace Harness.Reviewer.Tests;

/// <summary>An architect that approves of everything, and leaves a line for each time that it was asked.</summary>
internal sealed class ScriptedArchitect : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public ScriptedArchitect()
    {
        directory.Write("architect.sh", $$"""
            id=$(sed -n 's/^  "id": "\([0-9a-f]*\)",$/\1/p')
            echo "$id" >> '{{directory.Combine("asked")}}'
            printf '{"version":1,"id":"%s","dimensions":[' "$id"
            comma=
            for dimension in boundaries interface correctness failures performance operability; do
              printf '%s{"dimension":"%s","judgement":"pass","reason":"seen"}' "$comma" "$dimension"
              comma=,
            done
            printf ']}'

            """);
    }

    /// <summary>How it is named on the command line.</summary>
    public string[] Command => ["--", "/bin/sh", directory.Combine("architect.sh")];

    public int Asked => File.Exists(directory.Combine("asked")) ? File.ReadAllLines(directory.Combine("asked")).Length : 0;

    public void Dispose() => directory.Dispose();
}
