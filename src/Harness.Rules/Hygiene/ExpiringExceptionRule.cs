using System.Collections.Immutable;
using System.Globalization;
using Harness.Analysis;
using Harness.Diagnostics;

namespace Harness.Rules.Hygiene;

/// <summary>HRN1006: an exception ends within two weeks.</summary>
public sealed class ExpiringExceptionRule : WorkspaceRule
{
    private const int DaysAhead = 14;

    private static readonly DiagnosticDescriptor Descriptor = new(
        "HRN1006", "expiring-exception", "An exception ends within two weeks", DiagnosticSeverity.Warning);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [Descriptor];

    /// <inheritdoc/>
    public override IEnumerable<Diagnostic> Analyze(WorkspaceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return
            from exception in context.Policy.Policy.Exceptions
            let days = exception.Expires.DayNumber - context.Today.DayNumber
            where days is >= 0 and <= DaysAhead
            select new Diagnostic(
                Descriptor,
                exception.ExpiresLocation,
                $"the exception for '{exception.From}' -> '{exception.To}' is good through {exception.Expires.ToString("O", CultureInfo.InvariantCulture)}, {Left(days)}.",
                $"'{exception.Owner}' removes the dependency and the exception, or agrees to a later day",
                exception.From,
                exception.To,
                exception.RuleId ?? "");
    }

    private static string Left(int days) => days switch
    {
        0 => "which is today",
        1 => "which is tomorrow",
        _ => string.Create(CultureInfo.InvariantCulture, $"{days} days from now"),
    };
}
