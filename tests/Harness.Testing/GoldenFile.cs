namespace Harness.Testing;

/// <summary>Outputs that are held in a file, so that every change of them is seen in review.</summary>
public static class GoldenFile
{
    private const string Variable = "HARNESS_WRITE_GOLDEN";

    /// <summary>Holds an output to its file; with <c>HARNESS_WRITE_GOLDEN=1</c> writes the file first.</summary>
    /// <param name="path">The file's path from the repository's root.</param>
    /// <param name="actual">The output.</param>
    /// <returns>What is wrong; empty if nothing is.</returns>
    public static string Compare(string path, string actual)
    {
        var file = RepositoryRoot.Combine(path);
        if (Environment.GetEnvironmentVariable(Variable) is "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        if (!File.Exists(file))
        {
            return $"{path} is missing; run the test with {Variable}=1 to write it";
        }

        var (expected, got) = (File.ReadAllText(file).ReplaceLineEndings("\n").Split('\n'), actual.Split('\n'));
        var at = Enumerable.Range(0, Math.Max(expected.Length, got.Length)).FirstOrDefault(i => expected.ElementAtOrDefault(i) != got.ElementAtOrDefault(i), -1);
        return at < 0 ? ""
            : $"{path}:{at + 1}: expected '{expected.ElementAtOrDefault(at)}', got '{got.ElementAtOrDefault(at)}'; if that is meant, run the test with {Variable}=1";
    }
}
