using System.Globalization;
using System.Text;
using Harness.CommandLine.Commands;
using Harness.Ownership;
using Harness.Reporting;

namespace Harness.CommandLine;

/// <summary>Writes the number of unowned files by directory.</summary>
internal static class CoverageReport
{
    public static int Write(OwnershipMap map, OwnerForm form, CommandContext context)
    {
        var coverage = OwnershipCoverage.Measure(map);
        if (coverage.Files == 0)
        {
            throw new CommandException("there is no file to examine");
        }

        if (form == OwnerForm.Json)
        {
            context.Write(whole => OwnershipJson.Write(coverage, whole));
        }
        else
        {
            context.Write(ToText(coverage));
        }

        return coverage.Unowned.IsEmpty ? ExitCode.Clean : ExitCode.Findings;
    }

    private static string ToText(OwnershipCoverage coverage)
    {
        var text = new StringBuilder();
        foreach (var directory in coverage.Directories)
        {
            text.Append(CultureInfo.InvariantCulture, $"{directory.Unowned,7}  {VisibleText.Escape(directory.Path.IsRoot ? "." : directory.Path.Value + "/")}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{coverage.Unowned.Length} of {coverage.Files} files have no owner.\n");
        return text.ToString();
    }
}
