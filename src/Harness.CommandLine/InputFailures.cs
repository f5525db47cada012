using System.Globalization;
using Harness.Analysis;
using Harness.Diagnostics;
using Harness.Reporting;

namespace Harness.CommandLine;

/// <summary>Reports the parts of the input that could not be understood, up to a limit, because each needs a look at its line.</summary>
internal static class InputFailures
{
    private const int MostShown = 100;

    /// <summary>Returns the failures that are shown. Of input that is incomplete every other finding is about a part.</summary>
    public static IEnumerable<Diagnostic> Shown(AnalysisResult result) => Of(result).Take(MostShown);

    /// <summary>Reports the number that is not shown.</summary>
    public static void CountRest(AnalysisResult result, CommandContext context) => CountRest(Of(result).Count(), context);

    /// <summary>Shows the findings that prevent a command.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="why">The action that the command therefore does not take.</param>
    /// <param name="context">The context, for messages.</param>
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
    /// <param name="why">The action that the command therefore does not take.</param>
    /// <param name="context">The context, for messages.</param>
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
