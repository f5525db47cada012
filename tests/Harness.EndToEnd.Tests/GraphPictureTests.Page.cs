using System.Diagnostics;
using System.Text.RegularExpressions;
using Harness.Testing;
using Xunit;

namespace Harness.EndToEnd.Tests;

/// <summary>The page as a browser shows it.</summary>
public sealed partial class GraphPictureTests
{
    [Fact]
    public void In_a_browser_a_crate_that_the_address_names_is_focused_with_its_neighbours_and_findings()
    {
        var page = tree.Combine("demo.html");
        File.WriteAllText(page, Draw(Demo, "html"));

        var document = InBrowser(page + "#megadb-storage");

        Assert.Equal(14, Regex.Count(document, "<g class=\"crate"));
        Assert.Contains("<h3>Uses 5</h3>", document, StringComparison.Ordinal);
        Assert.Contains("<h3>Used by 4</h3>", document, StringComparison.Ordinal);
        Assert.Contains("<b>error HRN2001</b>", document, StringComparison.Ordinal);
        Assert.Matches("class=\"crate broken focus\"[^>]*aria-label=\"megadb-storage, base, owner master-db, uses 5, used by 4, 2 findings\"", document);
    }

    [Fact]
    public void In_a_browser_names_and_reasons_that_are_markup_run_nothing()
    {
        HostileTree();
        var page = tree.Combine("page.html");
        File.WriteAllText(page, Draw(tree.Path, "html"));

        var document = InBrowser(page);

        Assert.DoesNotContain("<img", document, StringComparison.Ordinal);
        Assert.Contains("<title>Crates of ", document, StringComparison.Ordinal);
        Assert.Contains("&lt;/script&gt;&lt;img src=x onerror=", document, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_browser_a_step_back_and_another_address_focus_the_crate_that_they_name()
    {
        const string Steps = """
            <script>
              const focused = () => document.querySelector("#panel h2").textContent;
              const said = [focused()];
              const after = (step, next) => { addEventListener("popstate", () => setTimeout(() => { said.push(focused()); next(); }), { once: true }); step(); };
              [...document.querySelectorAll("#panel li > button")].find((b) => b.textContent === "megadb-core").click();
              said.push(focused());
              after(() => history.back(), () => after(() => { location.hash = "#megadb-sql"; }, () => { document.title = said.join(" > "); }));
            </script></body>
            """;
        var page = tree.Combine("demo.html");
        var drawn = Regex.Replace(Draw(Demo, "html"), "<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "");
        File.WriteAllText(page, drawn.Replace("</body>", Steps, StringComparison.Ordinal));

        Assert.Contains("<title>megadb-storage &gt; megadb-core &gt; megadb-storage &gt; megadb-sql</title>", InBrowser(page + "#megadb-storage"), StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_browser_a_large_picture_shows_bundles_with_counts_at_first_and_edges_once_a_crate_is_focused()
    {
        LargeTree(50);
        var page = tree.Combine("large.html");
        File.WriteAllText(page, Draw(tree.Path, "html"));

        var first = InBrowser(page);
        Assert.Contains("aria-label=\"high → low: 600 edges\"", first, StringComparison.Ordinal);
        Assert.DoesNotContain("<path class=\"edge normal  \"", first, StringComparison.Ordinal);
        var focused = InBrowser(page + "#c30");
        Assert.DoesNotContain("class=\"bundle", focused, StringComparison.Ordinal);
        Assert.Equal(30, Regex.Count(focused, "<path class=\"edge normal  uses\""));
    }

    [Fact]
    public void In_a_browser_findings_stand_by_rule_with_their_number()
    {
        var page = tree.Combine("demo.html");
        File.WriteAllText(page, Draw(Demo, "html"));

        var document = InBrowser(page);
        Assert.Contains("<details class=\"rule\" open=\"\"><summary><b>HRN2001</b> upward-dependency <small>1</small></summary>", document, StringComparison.Ordinal);
        Assert.Contains("14 crates, 35 edges, 34 judged, 6 findings, 1 excused", document, StringComparison.Ordinal);
    }

    // WCAG 2.2, success criterion 1.4.3: 4.5 to 1. What is dimmed is text still.
    [Theory]
    [InlineData("ink", "box")]
    [InlineData("quiet", "page")]
    [InlineData("quiet", "band")]
    [InlineData("quiet", "panel")]
    [InlineData("accent", "panel")]
    [InlineData("broken", "panel")]
    [InlineData("warned", "panel")]
    [InlineData("excused", "panel")]
    [InlineData("ink", "page")]
    [InlineData("broken", "page")]
    [InlineData("warned", "page")]
    [InlineData("ink", "mark")]
    public void Text_is_legible_on_its_ground_in_light_and_dark(string text, string ground)
    {
        var style = Element(Draw(Demo, "html"), "<style>", "</style>");
        var (texts, grounds) = (Colors(style, text), Colors(style, ground));

        Assert.Equal((2, 2), (texts.Length, grounds.Length));
        Assert.All(texts.Zip(grounds), pair => Assert.InRange(Contrast(pair.First, pair.Second), 4.5, 21));
        Assert.Contains(".crate.dim text { fill: var(--quiet); }", style, StringComparison.Ordinal);
        Assert.DoesNotContain(".crate.dim { opacity", style, StringComparison.Ordinal);
    }

    // The page as it stands once its script has run.
    private string InBrowser(string address)
    {
        var program = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "there is no Chromium on this machine: install the package 'chromium' to have the page looked at");
        string[] switches =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", $"--user-data-dir={tree.Combine("profile")}", "--virtual-time-budget=5000", "--dump-dom",
        ];
        var outcome = ProcessOutcome.Of(new ProcessStartInfo(program, [.. switches, "file://" + address]), TimeSpan.FromMinutes(2));
        Assert.Equal(0, outcome.ExitCode);
        return outcome.Output;
    }

    // Those of the light style and of the dark one.
    private static double[][] Colors(string style, string name) => [.. Regex.Matches(style, $"--{name}: #([0-9a-f]{{6}});")
        .Select(m => Convert.FromHexString(m.Groups[1].Value).Select(part => part / 255.0).ToArray())];

    private static double Contrast(double[] a, double[] b)
    {
        var (light, dark) = (Math.Max(Luminance(a), Luminance(b)), Math.Min(Luminance(a), Luminance(b)));
        return (light + 0.05) / (dark + 0.05);

        static double Luminance(double[] color) => color.Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))
            .Zip([0.2126, 0.7152, 0.0722], (c, weight) => c * weight).Sum();
    }
}
