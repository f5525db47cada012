using System.Collections.Immutable;
using Harness.Toml;

namespace Harness.Manifests;

/// <summary>The allowed form of a value in a manifest. Values are not converted.</summary>
internal sealed class Shape
{
    /// <summary>The expected form in messages, with its article.</summary>
    public required string Expected { get; init; }

    /// <summary>The kinds of scalars that fit.</summary>
    public ImmutableArray<TomlKind> Scalars { get; init; } = [];

    /// <summary>The shape of each item of an array, or <see langword="null"/> if an array is not allowed.</summary>
    public Shape? Items { get; init; }

    /// <summary>The known keys of a table. Others are ignored.</summary>
    public IReadOnlyDictionary<string, Shape>? Keys { get; init; }

    /// <summary>The shape of each value in a table with free keys.</summary>
    public Shape? Values { get; init; }

    /// <summary>The key that a table must have.</summary>
    public string? Required { get; init; }

    /// <summary>A function that returns the reason why a free key is refused, or <see langword="null"/> if it is accepted.</summary>
    public Func<string, string?>? KeyRule { get; init; }

    /// <summary>A function that returns the problem of a scalar of an allowed kind, or <see langword="null"/> if there is none.</summary>
    public Func<TomlValue, string?>? Rule { get; init; }

    /// <summary>A function that selects the shape of a table by its content.</summary>
    public Func<TomlTable, Shape>? Variant { get; init; }

    /// <summary>A value that indicates whether any value fits: Cargo never looks at it.</summary>
    public bool IsFree { get; init; }

    /// <summary>Determines whether a value's own kind fits, whatever is in it.</summary>
    public bool Takes(TomlKind kind) => kind switch
    {
        TomlKind.Array => Items is not null,
        TomlKind.Table => Keys is not null || Values is not null || Variant is not null,
        _ => Scalars.Contains(kind),
    };

    public static Shape Scalar(string expected, params ImmutableArray<TomlKind> kinds) => new() { Expected = expected, Scalars = kinds };

    public static Shape Scalar(string expected, TomlKind kind, Func<TomlValue, string?> rule) =>
        new() { Expected = expected, Scalars = [kind], Rule = rule };

    public static Shape ArrayOf(string expected, Shape items) => new() { Expected = expected, Items = items };

    public static Shape Table(params IEnumerable<(string Key, Shape Shape)> keys) =>
        new() { Expected = "a table", Keys = keys.ToDictionary(k => k.Key, k => k.Shape, StringComparer.Ordinal) };

    public static Shape MapOf(Shape values, Func<string, string?>? keyRule = null) =>
        new() { Expected = "a table", Values = values, KeyRule = keyRule };
}
