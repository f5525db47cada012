using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace Harness.Reporting.Pictures;

/// <summary>
/// Writes a picture as one self-contained page. It needs no network and no fonts, and its content security policy allows only the page's own script.
/// The same picture gives the same bytes.
/// </summary>
public static class HtmlPicture
{
    /// <summary>Writes a picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="title">The title of the page.</param>
    /// <param name="output">The output, which stays open.</param>
    /// <returns>The drawn part, with the numbers of what was left out.</returns>
    public static PictureCut Write(GraphPicture picture, string title, Stream output)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(output);
        var cut = PictureCut.Create(picture);
        var (style, script) = (Read("picture.css"), Read("picture.js"));
        var parts = new Dictionary<string, string>
        {
            ["title"] = HtmlEncoder.Default.Encode(VisibleText.Escape(title)),
            ["style-hash"] = Hash(style),
            ["script-hash"] = Hash(script),
            ["style"] = style,
            ["script"] = script,
            ["data"] = Encoding.UTF8.GetString(PictureData.Serialize(picture, cut)),
        };
        output.Write(Encoding.UTF8.GetBytes(Fill(Read("picture.html"), parts)));
        return cut;
    }

    // In one pass, so that text of a part is never taken for a placeholder.
    private static string Fill(string template, Dictionary<string, string> parts)
    {
        var page = new StringBuilder();
        foreach (var piece in template.Split("{{").Index())
        {
            var end = piece.Index == 0 ? -1 : piece.Item.IndexOf("}}", StringComparison.Ordinal);
            page.Append(end < 0 ? piece.Item : parts[piece.Item[..end]] + piece.Item[(end + 2)..]);
        }

        return page.ToString();
    }

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Read(string name)
    {
        using var stream = typeof(HtmlPicture).Assembly.GetManifestResourceStream($"picture/{name}")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
