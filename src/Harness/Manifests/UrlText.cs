using System.Buffers;
using System.Globalization;
using System.Text;

namespace Harness.Manifests;

/// <summary>
/// A URL with the parts and spelling of the URL standard (url.spec.whatwg.org), which Cargo follows and the framework's own type does not. Only
/// hierarchical URLs are read, because Cargo does not use others.
/// </summary>
/// <param name="Scheme">The scheme in lower case.</param>
/// <param name="UserInfo">The user and password, with the <c>@</c> after them. Empty if there are none.</param>
/// <param name="Host">The host, or <see langword="null"/> if there is no authority.</param>
/// <param name="Port">The port, with the <c>:</c> before it. Empty if there is none, or for the scheme's default port.</param>
/// <param name="Path">The path.</param>
/// <param name="Rest">Query and fragment with the signs before them.</param>
internal sealed record UrlText(string Scheme, string UserInfo, string? Host, string Port, string Path, string Rest)
{
    private static readonly SearchValues<char> SchemeCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");
    private const string PathSet = " \"#<>?`{}^";
    private const string QuerySet = " \"#<>'";
    private const string FragmentSet = " \"<>`";
    private const string UserSet = PathSet + "/:;=@[\\]|";
    private static readonly SearchValues<char> ForbiddenInHosts = SearchValues.Create("\0\t\n\r #/:<>?@[\\]^|");

    /// <summary>Reads a URL, or <see langword="null"/> if Cargo refuses it.</summary>
    public static UrlText? Parse(string text)
    {
        text = string.Concat(text.Trim().Where(c => c is not ('\t' or '\n' or '\r')));
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !char.IsAsciiLetter(text[0]) || text.AsSpan(0, colon).ContainsAnyExcept(SchemeCharacters))
        {
            return null;
        }

        var scheme = text[..colon].ToLowerInvariant();
        var rest = text[(colon + 1)..];
        var end = rest.IndexOfAny(['?', '#']) is >= 0 and var cut ? cut : rest.Length;
        var (hierarchy, tail) = (rest[..end], rest[end..]);
        var isSpecial = DefaultPort(scheme) is not null;
        hierarchy = isSpecial ? hierarchy.Replace('\\', '/') : hierarchy;
        return isSpecial && scheme != "file" ? WithAuthority(scheme, hierarchy.TrimStart('/'), tail)
            : hierarchy.StartsWith("//", StringComparison.Ordinal) ? WithAuthority(scheme, hierarchy[2..], tail)
            : hierarchy.StartsWith('/') || scheme == "file" ? new UrlText(scheme, "", scheme == "file" ? "" : null, "", Segments(hierarchy), Tail(tail))
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Scheme}:{(Host is null ? "" : $"//{UserInfo}{Host}{Port}")}{Path}{Rest}";

    private static string? DefaultPort(string scheme) => scheme switch
    {
        "http" or "ws" => ":80",
        "https" or "wss" => ":443",
        "ftp" => ":21",
        "file" => ":",
        _ => null,
    };

    private static UrlText? WithAuthority(string scheme, string text, string tail)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal) is >= 0 and var at ? at : text.Length;
        var (authority, path) = (text[..slash], text[slash..]);
        var user = authority.LastIndexOf('@');
        var address = authority[(user + 1)..];
        var colon = address.LastIndexOf(':');
        colon = colon > address.LastIndexOf(']') ? colon : address.Length;
        var isSpecial = DefaultPort(scheme) is not null;
        var host = HostOf(address[..colon], isSpecial);
        if (host is null || PortOf(address[Math.Min(colon + 1, address.Length)..]) is not { } port || (host.Length == 0 && (user >= 0 || port.Length > 0 || (isSpecial && scheme != "file"))))
        {
            return null;
        }

        return new UrlText(
            scheme, UserOf(authority[..Math.Max(user, 0)]), host, port == DefaultPort(scheme) ? "" : port,
            path.Length == 0 && !isSpecial ? "" : Segments(path), Tail(tail));
    }

    private static string UserOf(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (user, password) = colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..]);
        return user.Length + password.Length == 0 ? ""
            : $"{Encode(user, UserSet)}{(password.Length > 0 ? ":" : "")}{Encode(password, UserSet)}@";
    }

    private static string? PortOf(string text) =>
        text.Length == 0 ? ""
        : ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? ":" + port.ToString(CultureInfo.InvariantCulture) : null;

    private static string? HostOf(string text, bool isSpecial)
    {
        if (text.StartsWith('['))
        {
            return System.Net.IPAddress.TryParse(text.Trim('[', ']'), out var address) ? $"[{address}]" : null;
        }

        if (!isSpecial)
        {
            return text.AsSpan().ContainsAny(ForbiddenInHosts) ? null : Encode(text, "");
        }

        var name = Uri.UnescapeDataString(text);
        try
        {
            name = name.All(char.IsAscii) ? name.ToLowerInvariant() : new IdnMapping().GetAscii(name).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }

        return name.AsSpan().ContainsAny(ForbiddenInHosts) || name.Any(c => c <= 0x1F || c is '%' or '\x7F') ? null : name;
    }

    // Resolves dot segments.
    private static string Segments(string path)
    {
        var kept = new List<string>();
        var segments = (path.StartsWith('/') ? path[1..] : path).Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            var plain = segments[i].Replace("%2e", ".", StringComparison.OrdinalIgnoreCase);
            if (plain == ".." && kept.Count > 0)
            {
                kept.RemoveAt(kept.Count - 1);
            }

            if (plain is not ("." or ".."))
            {
                kept.Add(Encode(segments[i], PathSet));
            }
            else if (i == segments.Length - 1)
            {
                kept.Add("");
            }
        }

        return "/" + string.Join('/', kept);
    }

    private static string Tail(string text)
    {
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        var (query, fragment) = hash < 0 ? (text, "") : (text[..hash], text[hash..]);
        return Encode(query, QuerySet) + (fragment.Length == 0 ? "" : "#" + Encode(fragment[1..], FragmentSet));
    }

    private static string Encode(string text, string set)
    {
        var output = new StringBuilder(text.Length);
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            if (b is <= 0x1F or >= 0x7F || set.Contains((char)b, StringComparison.Ordinal))
            {
                output.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
            }
            else
            {
                output.Append((char)b);
            }
        }

        return output.ToString();
    }
}
