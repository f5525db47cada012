namespace Harness.Manifests;

/// <summary>
/// A package named as Cargo's commands name one: <c>name</c>, <c>name@1.2.3</c>, <c>name:1.2.3</c>, <c>https://host/repository#name@1.2.3</c>.
/// </summary>
/// <param name="Name">The package's name.</param>
/// <param name="Version">The version, if any.</param>
/// <param name="Url">The URL of its source as Cargo prints it, without Cargo's prefix and suffix, or <see langword="null"/> if there is none.</param>
internal sealed record PackageSpecification(string Name, PartialVersion? Version, string? Url)
{
    private static readonly string[] Protocols = ["git", "registry", "sparse", "path"];

    /// <summary>Returns the reason why Cargo refuses a specification, or <see langword="null"/> if it accepts it.</summary>
    public static string? Check(string text)
    {
        _ = Parse(text, out var problem);
        return problem;
    }

    /// <summary>Reads a specification, or <see langword="null"/> if Cargo refuses it.</summary>
    /// <param name="text">The specification.</param>
    /// <param name="problem">The reason why it is refused.</param>
    public static PackageSpecification? Parse(string text, out string? problem)
    {
        if (text.Contains("://", StringComparison.Ordinal) && SourceUrl.Normalize(text) is { } url)
        {
            return ParseUrl(url, out problem);
        }

        var (name, version) = Split(text) ?? (text, null);
        return Create(name, version, null, out problem);
    }

    private static PackageSpecification? ParseUrl(string url, out string? problem)
    {
        var (rest, fragment) = url.IndexOf('#', StringComparison.Ordinal) is >= 0 and var hash ? (url[..hash], url[(hash + 1)..]) : (url, null);
        var (address, query) = rest.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark ? (rest[..mark], rest[mark..]) : (rest, "");
        var scheme = address[..address.IndexOf(':', StringComparison.Ordinal)];
        var protocol = scheme.IndexOf('+', StringComparison.Ordinal) is >= 0 and var plus ? scheme[..plus] : "";
        problem = protocol.Length > 0 && !Protocols.Contains(protocol, StringComparer.Ordinal) ? $"Cargo knows no sources of kind '{protocol}'"
            : protocol == "path" && scheme != "path+file" ? "'path+' stands before 'file' only"
            : query.Length > 0 && protocol != "git" ? "a query may not stand in it"
            : null;
        if (problem is not null)
        {
            return null;
        }

        // "sparse+" is a part of the registry's own URL.
        address = protocol is "" or "sparse" ? address : address[(protocol.Length + 1)..];
        var last = address[(address.LastIndexOf('/') + 1)..];
        var (name, version) = fragment is null ? (last, null)
            : Split(fragment) ?? (fragment.Length > 0 && char.IsLetter(fragment[0]) ? (fragment, null) : (last, fragment));
        return Create(name, version, address, out problem);
    }

    private static PackageSpecification? Create(string name, string? version, string? url, out string? problem)
    {
        var parsed = version is null ? null : PartialVersion.Parse(version);
        problem = version is not null && parsed is null ? $"'{version}' is no version" : CrateName.CheckPath(name);
        return problem is null ? new PackageSpecification(name, parsed, url) : null;
    }

    // '@' separates a version, and ':' does unless it is one of two.
    private static (string Name, string? Version)? Split(string text)
    {
        var at = text.LastIndexOf('@');
        at = at >= 0 ? at : text.LastIndexOf(':');
        return at < 0 || (text[at] == ':' && at > 0 && text[at - 1] == ':') ? null : (text[..at], text[(at + 1)..]);
    }
}
