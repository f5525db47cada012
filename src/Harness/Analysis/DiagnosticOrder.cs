using Harness.Diagnostics;

namespace Harness.Analysis;

/// <summary>The order of findings: path, offset, rule, key, message. Two findings that tie are alike.</summary>
internal sealed class DiagnosticOrder : IComparer<Diagnostic>
{
    public static DiagnosticOrder Instance { get; } = new();

    public int Compare(Diagnostic? x, Diagnostic? y)
    {
        if (x is null || y is null)
        {
            return Comparer<bool>.Default.Compare(x is not null, y is not null);
        }

        var order = x.Location.Path.CompareTo(y.Location.Path);
        order = order != 0 ? order : x.Location.Span.Start.CompareTo(y.Location.Span.Start);
        order = order != 0 ? order : string.CompareOrdinal(x.Descriptor.Id, y.Descriptor.Id);
        order = order != 0 ? order : x.Key.CompareTo(y.Key);
        return order != 0 ? order : string.CompareOrdinal(x.Message, y.Message);
    }
}
