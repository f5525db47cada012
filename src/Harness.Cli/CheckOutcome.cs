using System.Collections.Immutable;
using Harness.Diagnostics;
using Harness.Policies;
using Harness.Reporting;
using Harness.Sarif;
using Harness.Text;
using Harness.Trees;

namespace Harness.Cli;

/// <summary>What a check found.</summary>
internal sealed class CheckOutcome
{
    /// <summary>What was found.</summary>
    public required ImmutableArray<Diagnostic> Findings { get; init; }

    /// <summary>The rules that ran.</summary>
    public ImmutableArray<SarifRule> Rules { get; init; } = [];

    /// <summary>What was examined; <see langword="null"/> where nothing could be.</summary>
    public ExaminedCounts? Examined { get; init; }

    /// <summary>Whether all of the input was understood; otherwise nothing was judged.</summary>
    public bool IsWhole => Findings.All(f => !f.Descriptor.IsInputFailure);

    /// <summary>Checks a tree.</summary>
    public static CheckOutcome Of(CheckRequest request)
    {
        var policy = Policy.Parse(PolicyFile.Read(request.Root, request.Policy));
        if (!policy.Diagnostics.IsEmpty)
        {
            return new CheckOutcome { Findings = policy.Diagnostics };
        }

        throw new CommandException("check is not there yet");
    }
}
