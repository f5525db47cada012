using System.Collections.Immutable;
using Harness.Toml;

namespace Harness.Manifests;

/// <summary>What a value of a manifest may be. A value fits as it stands or not at all: nothing is converted.</summary>
internal sealed class Shape
{
    /// <summary>What is expected, with its article, as messages name it.</summary>
    public required string Expected { get; init; }

    /// <summary>The kinds of scalars that fit.</summary>
    public ImmutableArray<TomlKind> Scalars { get; init; } = [];

    /// <summary>What each item of an array is, or <see langword="null"/> if no array fits.</summary>
    public Shape? Items { get; init; }

    /// <summary>The known keys of a table. Others may be there and mean nothing.</summary>
    public IReadOnlyDictionary<string, Shape>? Keys { get; init; }

    /// <summary>What each value of a table of free keys is.</summary>
    public Shape? Values { get; init; }

    /// <summary>The key that a table must have.</summary>
    public string? Required { get; init; }

    /// <summary>Why a free key is refused, or <see langword="null"/> if it is taken.</summary>
    public Func<string, string?>? KeyRule { get; init; }

    /// <summary>What is wrong with a scalar of a kind that fits, or <see langword="null"/> if it is taken.</summary>
    public Func<TomlValue, string?>? Rule { get; init; }

    /// <summary>The shape of a table that decides itself which of two it has.</summary>
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
