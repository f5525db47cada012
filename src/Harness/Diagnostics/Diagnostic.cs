using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Harness.Text;
using Harness.Trees;

namespace Harness.Diagnostics;

/// <summary>A further place that explains a diagnostic.</summary>
/// <param name="Location">The place.</param>
/// <param name="Message">The message for that place.</param>
public sealed record RelatedLocation(Location Location, string Message);

/// <summary>A labelled line under a diagnostic: <c>rule</c>, <c>path</c>, <c>owners</c>.</summary>
/// <param name="Label">The label, one lower-case word.</param>
/// <param name="Text">The text.</param>
public sealed record DiagnosticNote(string Label, string Text);

/// <summary>The names of the packages at the two ends of an edge, as an exception of the policy has them.</summary>
/// <param name="From">The package that uses.</param>
/// <param name="To">The package, or external crate, that is used.</param>
public sealed record EdgeName(string From, string To);

/// <summary>One problem at one place. Two diagnostics are equal only if they are the same object; <see cref="Key"/> identifies a finding.</summary>
public sealed record Diagnostic
{
    /// <summary>Reports a problem.</summary>
    /// <param name="descriptor">Its kind.</param>
    /// <param name="location">The place that must change.</param>
    /// <param name="message">The problem, with the names of the things concerned in single quotes.</param>
    /// <param name="help">The advice for a fix.</param>
    /// <param name="keyArguments">The arguments that distinguish it from the rule's other findings. See <see cref="FindingKey"/>.</param>
    public Diagnostic(DiagnosticDescriptor descriptor, Location location, string message, string help, params ImmutableArray<string> keyArguments)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        Descriptor = descriptor;
        Severity = descriptor.DefaultSeverity;
        Location = location;
        Message = message;
        Help = help;
        Key = new FindingKey(descriptor.Id, keyArguments);
    }

    /// <summary>Its kind.</summary>
    public DiagnosticDescriptor Descriptor { get; }

    /// <summary>Its weight, after the policy was asked.</summary>
    public DiagnosticSeverity Severity { get; private init; }

    /// <summary>The place that must change.</summary>
    public Location Location { get; private init; }

    /// <summary>The problem.</summary>
    public string Message { get; }

    /// <summary>The advice for a fix.</summary>
    public string Help { get; }

    /// <summary>Its identity.</summary>
    public FindingKey Key { get; }

    /// <summary>The name of the package that the finding is about, if any. Scopes in the policy's <c>[rules]</c> use it.</summary>
    public string? Package { get; init; }

    /// <summary>The edge that the finding is about, if any. Exceptions of the policy use it.</summary>
    public EdgeName? Edge { get; init; }

    /// <summary>
    /// The directories of the packages that the key's arguments name, by position, or <see langword="null"/> for an argument that is not a package's
    /// name. They keep a finding the same when a package is renamed.
    /// </summary>
    public ImmutableArray<RepoPath?> KeyNames { get; init; } = [];

    /// <summary>Like <see cref="KeyNames"/>, for arguments that are paths: the directory of the package that the path belongs to.</summary>
    public ImmutableArray<RepoPath?> KeyPaths { get; init; } = [];

    /// <summary>Labelled lines that explain it.</summary>
    public ImmutableArray<DiagnosticNote> Notes { get; init; } = [];

    /// <summary>Further places that explain it.</summary>
    public ImmutableArray<RelatedLocation> RelatedLocations { get; init; } = [];

    /// <summary>The path of dependencies that causes it, if any: the places from its own to the far end, in order.</summary>
    public ImmutableArray<RelatedLocation> Steps { get; init; } = [];

    /// <summary>Returns the same diagnostic with another severity.</summary>
    /// <param name="severity">The severity.</param>
    public Diagnostic WithSeverity(DiagnosticSeverity severity) => severity == Severity ? this : this with { Severity = severity };

    /// <summary>Returns the same diagnostic with one more labelled line.</summary>
    /// <param name="note">The line.</param>
    public Diagnostic WithNote(DiagnosticNote note) => this with { Notes = Notes.Add(note) };

    /// <summary>Returns the same diagnostic in texts with the same content under other paths. Its key does not change.</summary>
    /// <param name="move">A function that maps a text to its replacement.</param>
    internal Diagnostic In(Func<SourceText, SourceText> move)
    {
        return this with
        {
            Location = Move(Location),
            RelatedLocations = [.. RelatedLocations.Select(r => r with { Location = Move(r.Location) })],
            Steps = [.. Steps.Select(s => s with { Location = Move(s.Location) })],
        };

        Location Move(Location place) => place with { Text = move(place.Text) };
    }

    /// <inheritdoc/>
    public bool Equals(Diagnostic? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    /// <summary>Returns <c>path:line: id: message</c>.</summary>
    public override string ToString() => $"{Location}: {Descriptor.Id}: {Message}";
}
