using System.Globalization;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Reporting;

namespace Harness.CommandLine;

/// <summary>Says what of the input could not be understood, and not without end: each costs a look at its line.</summary>
internal static class InputFailures
{
    private const int MostShown = 100;

    /// <summary>Returns the failures that are shown. Of input that is incomplete every other finding is about a part.</summary>
    public static IEnumerable<Diagnostic> Shown(AnalysisResult result) => Of(result).Take(MostShown);

    /// <summary>Says how many are not shown.</summary>
    public static void CountRest(AnalysisResult result, CommandContext context) => CountRest(Of(result).Count(), context);

    /// <summary>Shows what is in the way of a command.</summary>
    /// <param name="findings">What is wrong.</param>
    /// <param name="why">What the command does not do therefore.</param>
    /// <param name="context">Where it is said.</param>
    /// <returns>The exception to throw.</returns>
    public static CommandException Refuse(IEnumerable<Diagnostic> findings, string why, CommandContext context)
    {
        var all = findings.ToArray();
        new TextReport(context.Error, TextStyle.Plain).WriteFindings(all.Take(MostShown));
        CountRest(all.Length, context);
        return new CommandException(why);
    }

    /// <summary>Shows why a tree could not be judged.</summary>
    /// <param name="result">The failed analysis.</param>
    /// <param name="why">What the command does not do therefore.</param>
    /// <param name="context">Where it is said.</param>
    /// <returns>The exception to throw.</returns>
    public static CommandException Refuse(AnalysisResult result, string why, CommandContext context) => Refuse(Of(result), why, context);

    private static IEnumerable<Diagnostic> Of(AnalysisResult result) => result.Findings.Where(f => f.Descriptor.IsInputFailure);

    private static void CountRest(int all, CommandContext context)
    {
        if (all > MostShown)
        {
            context.Error.Write(string.Create(CultureInfo.InvariantCulture, $"harness: {all - MostShown} more of these are not shown\n"));
        }
    }
}
