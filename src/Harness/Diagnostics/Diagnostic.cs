using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Harness.Text;
using Harness.Trees;

namespace Harness.Diagnostics;

/// <summary>A further place that explains a diagnostic.</summary>
/// <param name="Location">The place.</param>
/// <param name="Message">What is to be seen there.</param>
public sealed record RelatedLocation(Location Location, string Message);

/// <summary>A labelled line under a diagnostic: <c>rule</c>, <c>path</c>, <c>owners</c>.</summary>
/// <param name="Label">The label, one lower-case word.</param>
/// <param name="Text">The text.</param>
public sealed record DiagnosticNote(string Label, string Text);

/// <summary>The two ends of an edge by the names of their packages: what an exception of the policy names.</summary>
/// <param name="From">The package that uses.</param>
/// <param name="To">The package, or external crate, that is used.</param>
public sealed record EdgeName(string From, string To);

/// <summary>One problem at one place. Two diagnostics are equal only if they are the same object; <see cref="Key"/> tells findings apart.</summary>
public sealed record Diagnostic
{
    /// <summary>Reports a problem.</summary>
    /// <param name="descriptor">Its kind.</param>
    /// <param name="location">The place that must change.</param>
    /// <param name="message">What is wrong, naming the things concerned in single quotes.</param>
    /// <param name="help">What to do about it.</param>
    /// <param name="keyArguments">What tells it from the rule's other findings; see <see cref="FindingKey"/>.</param>
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

    /// <summary>What is wrong.</summary>
    public string Message { get; }

    /// <summary>What to do about it.</summary>
    public string Help { get; }

    /// <summary>Its identity.</summary>
    public FindingKey Key { get; }

    /// <summary>The name of the package it is about, where there is one: scopes of the policy's <c>[rules]</c> go by it.</summary>
    public string? Package { get; init; }

    /// <summary>The edge that it is about, where it does: exceptions of the policy go by it.</summary>
    public EdgeName? Edge { get; init; }

    /// <summary>
    /// The packages that arguments of the key name, by their directories: the one of an argument at its position, <see langword="null"/> for
    /// an argument that is not a package's name. By it a finding stays the same where a package gets another name.
    /// </summary>
    public ImmutableArray<RepoPath?> KeyNames { get; init; } = [];

    /// <summary>As <see cref="KeyNames"/>, of arguments that are paths: the directory of the package that the path goes with.</summary>
    public ImmutableArray<RepoPath?> KeyPaths { get; init; } = [];

    /// <summary>Labelled lines that explain it.</summary>
    public ImmutableArray<DiagnosticNote> Notes { get; init; } = [];

    /// <summary>Further places that explain it.</summary>
    public ImmutableArray<RelatedLocation> RelatedLocations { get; init; } = [];

    /// <summary>The way by which it comes about, where there is one: the places from its own to the far end, in order.</summary>
    public ImmutableArray<RelatedLocation> Steps { get; init; } = [];

    /// <summary>Returns the same diagnostic with another severity.</summary>
    /// <param name="severity">The severity.</param>
    public Diagnostic WithSeverity(DiagnosticSeverity severity) => severity == Severity ? this : this with { Severity = severity };

    /// <summary>Returns the same diagnostic with one more labelled line.</summary>
    /// <param name="note">The line.</param>
    public Diagnostic WithNote(DiagnosticNote note) => this with { Notes = Notes.Add(note) };

    /// <summary>Returns the same diagnostic in other texts, which say the same under other paths: its key stays.</summary>
    /// <param name="move">Returns the other text of a text.</param>
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
