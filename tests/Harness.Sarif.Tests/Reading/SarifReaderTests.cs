using System.Text;
using CsCheck;
using Harness.Diagnostics;
using Harness.Sarif.Reading;
using Harness.Testing;
using Microsoft.CodeAnalysis.Sarif;
using Xunit;

namespace Harness.Sarif.Tests.Reading;

public sealed class SarifReaderTests : IDisposable
{
    private static readonly string[] Levels = ["none", "note", "warning", "error"];

    // The SDK does not write a level of "warning": it reads as the rule's own.
    private const int Dropped = 2;

    private readonly TemporaryDirectory root = new();

    public void Dispose() => root.Dispose();

    // The SDK writes each log; what it holds is told from the objects that it was made of.
    [Fact]
    public void What_the_SDK_writes_is_read_as_it_was_meant()
    {
        var result =
            from rule in Gen.Int[0, 3]
            from level in Gen.Int[-1, 3]
            from isFail in Gen.Bool
            from byId in Gen.Bool
            from argument in Gen.Char.AlphaNumeric.Array[0, 6].Select(c => new string(c))
            from file in Gen.Int[0, 5]
            from line in Gen.Int[1, 2000]
            from isSuppressed in Gen.Int[0, 9].Select(n => n == 0)
            select (rule, level, isFail, byId, argument, file, line, isSuppressed);
        result.Array[0, 12].Select(Gen.Int[0, 3].Array[4], Gen.Bool).Sample(drawn =>
        {
            var (results, defaults, isOrdered) = drawn;
            var run = new Run
            {
                Tool = new Tool
                {
                    Driver = new ToolComponent
                    {
                        Name = "other",
                        Rules = [.. defaults.Select((d, i) => new ReportingDescriptor
                        {
                            Id = $"R{i}",
                            DefaultConfiguration = new ReportingConfiguration { Level = (FailureLevel)d },
                            MessageStrings = new Dictionary<string, MultiformatMessageString> { ["m"] = new() { Text = "is {0} {{so}}" } },
                        })],
                    },
                },
                Results = [.. results.Select(r => ToResult(r.rule, r.level, r.isFail, r.byId, r.argument, r.file, r.line, r.isSuppressed))],
            };
            var report = Read(Save(new SarifLog { Runs = [run] }, isOrdered));

            var expected = results
                .Where(r => !r.isSuppressed && r.isFail && Files[r.file].Path is not null)
                .Select(r => (Rule: $"R{r.rule}", Level: r.level is Dropped or < 0 ? defaults[r.rule] : r.level, Message: r.byId ? $"is {r.argument} {{so}}" : "x" + r.argument, Files[r.file].Path, Line: r.line))
                .Where(r => r.Level > 0)
                .Select(r => (r.Rule, Severity: (DiagnosticSeverity)(r.Level - 1), r.Message, Path: r.Path!, r.Line))
                .Distinct();
            return expected.SequenceEqual(report.Results.Select(r => (r.Rule, r.Severity, r.Message, Path: r.Place.Path.ToString(), Line: r.Place.StartLine)));
        });
    }

    [Theory]
    [InlineData("src/a%20b.rs", "src/a b.rs")]
    [InlineData("./src/lib.rs", "src/lib.rs")]
    [InlineData("src\\\\lib.rs", "src/lib.rs")]
    [InlineData("a/../src/lib.rs", "src/lib.rs")]
    [InlineData("file://ROOT/src/lib.rs", "src/lib.rs")]
    [InlineData("ROOT/src/lib.rs", "src/lib.rs")]
    [InlineData("file:///elsewhere/lib.rs", null)]
    [InlineData("ROOT-not/lib.rs", null)]
    [InlineData("../lib.rs", null)]
    [InlineData("https://example.org/lib.rs", null)]
    [InlineData("C:\\\\x\\\\lib.rs", null)]
    [InlineData("%2e%2e/%2e%2e/etc/passwd", null)]
    [InlineData("a%00b", null)]
    public void A_path_is_one_of_the_repository_or_is_left_out(string address, string? path)
    {
        var report = Read(Log($$$$"""{"message":{"text":"m"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"{{{{address.Replace("ROOT", root.Path, StringComparison.Ordinal)}}}}"},"region":{"startLine":1}}}]}"""));

        Assert.Equal(path, report.Results.SingleOrDefault()?.Place.Path.ToString());
        Assert.Equal(path is null ? 1 : 0, report.Omitted.GetValueOrDefault(LeftOut.Outside));
    }

    [Theory]
    [InlineData("""{"S":{"uri":"file://ROOT/"}}""", "S", "src/lib.rs", "src/lib.rs")]
    [InlineData("""{"S":{"uri":"file://ROOT/sub/"}}""", "S", "lib.rs", "sub/lib.rs")]
    [InlineData("""{"S":{"uri":"sub/","uriBaseId":"R"},"R":{"uri":"file://ROOT"}}""", "S", "lib.rs", "sub/lib.rs")]
    [InlineData("""{"%SRCROOT%":{"uri":"file:///builds/x/"}}""", "%SRCROOT%", "lib.rs", "lib.rs")]
    [InlineData("""{"OTHER":{"uri":"file:///usr/include/"}}""", "OTHER", "stdio.h", null)]
    [InlineData("""{"A":{"uri":"a/","uriBaseId":"B"},"B":{"uri":"b/","uriBaseId":"A"}}""", "A", "lib.rs", null)]
    [InlineData("{}", "%SRCROOT%", "lib.rs", "lib.rs")]
    public void A_base_is_followed(string bases, string name, string address, string? path)
    {
        var location = $$$$"""{"message":{"text":"m"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"{{{{address}}}}","uriBaseId":"{{{{name}}}}"},"region":{"startLine":1}}}]}""";

        // Bases may stand behind the results.
        var report = Read(Log(location, $",\"originalUriBaseIds\":{bases.Replace("ROOT/", root.Path + "/", StringComparison.Ordinal).Replace("ROOT\"", root.Path + "\"", StringComparison.Ordinal).Replace("SRC" + root.Path, "SRCROOT", StringComparison.Ordinal)}"));

        Assert.Equal(path, report.Results.SingleOrDefault()?.Place.Path.ToString());
    }

    [Theory]
    [InlineData("""{"kind":"pass","message":{"text":"m"}}""", LeftOut.NoProblem)]
    [InlineData("""{"level":"none","message":{"text":"m"}}""", LeftOut.NoProblem)]
    [InlineData("""{"baselineState":"absent","message":{"text":"m"}}""", LeftOut.NoProblem)]
    [InlineData("""{"suppressions":[{"kind":"external"}],"message":{"text":"m"}}""", LeftOut.Suppressed)]
    [InlineData("""{"suppressions":[{"kind":"external","status":"accepted"},{"kind":"inSource"}],"message":{"text":"m"}}""", LeftOut.Suppressed)]
    [InlineData("""{"message":{"text":"m"}}""", LeftOut.Unplaced)]
    [InlineData("""{"message":{"text":"m"},"locations":[]}""", LeftOut.Unplaced)]
    public void What_is_left_out_is_counted(string result, LeftOut why)
    {
        var report = Read(Log(result));

        Assert.Empty(report.Results);
        Assert.Equal(1, report.Omitted[why]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"kind\":\"external\",\"status\":\"rejected\"}")]
    [InlineData("{\"kind\":\"inSource\",\"status\":\"accepted\"},{\"kind\":\"external\",\"status\":\"underReview\"}")]
    [InlineData("{\"kind\":\"external\",\"status\":\"rejected\"},{\"kind\":\"inSource\"}")]
    public void A_result_stands_where_a_suppression_is_under_review_or_rejected(string suppressions) =>
        Assert.Single(Read(Log("{\"suppressions\":[" + suppressions + "],\"message\":{\"text\":\"m\"},\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"a\"}}}]}")).Results);

    // Outputs show a tool's and a rule's name bare: one line, no escapes, nothing to end a bracket of ours with.
    [Fact]
    public void Names_are_visible_ASCII_whatever_a_report_says()
    {
        Gen.String[0, 300].Select(Gen.String[0, 300]).Sample((tool, rule) =>
        {
            var driver = System.Text.Json.JsonSerializer.Serialize(tool);
            var id = System.Text.Json.JsonSerializer.Serialize(rule);
            var result = Read($$$"""{"version":"2.1.0","runs":[{"tool":{"driver":{"name":{{{driver}}} } },"results":[{"ruleId":{{{id}}},"message":{"text":""},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"a"} } }]}]}]}""").Results.Single();

            return IsName(result.Tool) && IsName(result.Rule) && result.Title.Length > 0 && result.Message.Length > 0;
        });

        static bool IsName(string text) => text.Length is > 0 and <= 100 && text.All(c => c is > ' ' and <= '~');
    }

    // What is small in a report is large in memory.
    [Theory]
    [InlineData("{\"version\":\"2.1.0\",\"runs\":[{\"results\":[", "]}]}")]
    [InlineData("{\"version\":\"2.1.0\",\"runs\":[{\"artifacts\":[", "],\"results\":[]}]}")]
    [InlineData("{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"rules\":[", "]}},\"results\":[]}]}")]
    public void More_empty_entries_than_any_report_has_are_refused(string head, string tail) =>
        Assert.Contains("more than 250000", Assert.Throws<ReportException>(() => Read(head + string.Join(',', Enumerable.Repeat("{}", 300_000)) + tail)).Message, StringComparison.Ordinal);

    // What cargo writes, among lines of others, against the lines as they were joined; some are longer than the buffer.
    [Fact]
    public void Every_message_of_cargo_is_read_however_lines_fall()
    {
        var lines = Gen.OneOf(Gen.Int[0, 40], Gen.Int[65_400, 65_700]).Select(Gen.Bool).Array[0, 12];
        lines.Select(Gen.Bool, Gen.Bool).Sample(drawn =>
        {
            var (written, hasMark, isWindows) = drawn;
            var text = (hasMark ? "\uFEFF" : "") + string.Join(isWindows ? "\r\n" : "\n", (string[])
            [
                "{\"reason\":\"build-script-executed\"}",
                .. written.Select((l, i) => l.Item2 ? $$$"""{"reason":"compiler-message","message":{"message":"{{{i}}}{{{new string('x', l.Item1)}}}","level":"warning","spans":[{"is_primary":true,"file_name":"a.rs","line_start":1,"line_end":1}]}}""" : new string('y', l.Item1)),
                "{\"reason\":\"build-finished\",\"success\":true}",
            ]);

            return Read(text).Results.Length == written.Count(l => l.Item2);
        }, iter: 200);
    }

    [Theory]
    [InlineData("{\"reason\":\"build-finished\",\"success\":false}", "a build that failed")]
    [InlineData("{\"reason\":\"build-finished\"}", "a build that failed")]
    [InlineData("{\"reason\":\"compiler-message\",\"message\":{\"message\":\"m\",\"level\":\"error\",\"spans\":[]}}\n{\"reason\":\"build-finished\",\"success\":false}", "a build that failed")]
    public void A_build_that_failed_for_no_reason_that_counts_is_refused(string text, string why) =>
        Assert.Contains(why, Assert.Throws<ReportException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_line_without_end_is_refused_in_a_bounded_memory() =>
        Assert.Contains("line 1 of 'x.sarif' is longer than 16 MiB", Assert.Throws<ReportException>(() => Read("{\"reason\":\"" + new string('x', 20 << 20))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_rule_is_found_by_number_in_an_extension_by_id_and_below_an_id()
    {
        const string Tool = """{"driver":{"name":"t","rules":[{"id":"D0","defaultConfiguration":{"level":"note"}}]},"extensions":[{"name":"e","rules":[{"id":"E0","defaultConfiguration":{"level":"error"}}]}]}""";
        const string Place = ""","message":{"text":"m"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"a"}}}]}""";
        var report = Read($$$"""{"version":"2.1.0","runs":[{"results":[{"ruleIndex":0{{{Place}}},{"rule":{"index":0,"toolComponent":{"index":0}}{{{Place}}},{"ruleId":"D0/sub"{{{Place}}},{"ruleId":"unknown"{{{Place}}}],"tool":{{{Tool}}}}]}""");

        Assert.Equal(
            [("D0", DiagnosticSeverity.Note), ("E0", DiagnosticSeverity.Error), ("D0/sub", DiagnosticSeverity.Note), ("unknown", DiagnosticSeverity.Warning)],
            report.Results.Select(r => (r.Rule, r.Severity)));
    }

    [Theory]
    [InlineData("", "it is no JSON")]
    [InlineData("{\"version\":\"2.1.0\",\"runs\":[{\"results\":[{", "it is no JSON")]
    [InlineData("{\"version\":\"2.1.0\",\"runs\":[]} x", "")]
    [InlineData("{\"version\":\"2.1.0\",\"runs\":[]}{}", "")]
    [InlineData("{\"version\":\"2.0.0\",\"runs\":[]}", "version '2.0.0': let the tool write 2.1.0")]
    [InlineData("{\"version\":\"1.0.0\",\"runLogs\":[]}", "version '1.0.0'")]
    [InlineData("{\"runs\":[]}", "neither SARIF 2.1.0 nor what cargo writes")]
    [InlineData("[]", "an object is expected")]
    [InlineData("{\"version\":\"2.1.0\"}", "it has no runs")]
    [InlineData("{\"version\":\"2.1.0\",\"runs\":{}}", "an array is expected")]
    [InlineData("{\"version\":\"2.1.0\",\"runs\":[{\"results\":null}]}", "has no results")]
    [InlineData("{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"t\"}}}]}", "'t' that has no results")]
    [InlineData("{\"version\":\"2.1.0\",\"runs\":[{\"results\":[],\"invocations\":[{\"executionSuccessful\":false}]}]}", "that failed")]
    [InlineData("{\"version\":\"2.1.0\",\"runs\":[{\"results\":[5]}]}", "an object is expected")]
    [InlineData("{\"version\":\"2.1.0\",\"x\":\"\\ud800\",\"y\\ud800\":1,\"runs\":[]}", "")]
    [InlineData("nonsense", "it is no JSON")]
    [InlineData("{\"version\":\"2.1.0\",\"runs\":[{\"results\":[{\"level\":\"ERROR\"}]}]}", "a result of level 'ERROR'")]
    [InlineData("{\"version\":\"2.1.0\",\"runs\":[{\"results\":[],\"externalPropertyFileReferences\":{\"results\":[{\"itemCount\":3}]}}]}", "in other files")]
    public void A_log_that_is_broken_or_of_a_run_that_failed_is_refused_in_one_line(string text, string why)
    {
        var error = Assert.Throws<ReportException>(() => Read(text));

        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("'x.sarif' ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_depth_bomb_is_refused() =>
        Assert.Throws<ReportException>(() => Read("{\"version\":\"2.1.0\",\"x\":" + new string('[', 100_000)));

    [Theory]
    [InlineData("{\"version\":\"2.1.0\",\"?\":1,\"runs\":[{\"results\":[]}]}")]
    [InlineData("{\"version\":\"2.1.0\",\"properties\":{\"a\":{\"?\":[]}},\"runs\":[{\"results\":[]}]}")]
    [InlineData("{\"version\":\"2.1.0\",\"properties\":[\"?\"],\"runs\":[{\"results\":[]}]}")]
    public void A_name_or_a_text_that_is_not_UTF_8_is_refused_also_where_nothing_reads_it(string log)
    {
        Assert.Empty(Read(log).Results);
        var bytes = Encoding.UTF8.GetBytes(log).Select(b => b == (byte)'?' ? (byte)0xFF : b);
        Assert.Contains("is not UTF-8", Assert.Throws<ReportException>(() => Read(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UTF_16_is_told_and_a_byte_order_mark_of_UTF_8_is_passed_over()
    {
        const string Empty = "{\"version\":\"2.1.0\",\"runs\":[{\"results\":[]}]}";

        Assert.Contains("is UTF-16", Assert.Throws<ReportException>(() => Read(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Empty)))).Message, StringComparison.Ordinal);
        Assert.Empty(Read(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(Empty))).Results);
    }

    [Fact]
    public void Two_hundred_megabytes_are_read_in_a_memory_that_does_not_grow_with_them()
    {
        using var stream = new LongLog(200 << 20);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var report = ForeignReports.Read(stream, "x.sarif", root.Path);

        Assert.Single(report.Results);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32 << 20);
    }

    private static readonly (string Uri, string? Path)[] Files =
    [
        ("src/lib.rs", "src/lib.rs"), ("a%20b.rs", "a b.rs"), ("../out.rs", null), ("file:///elsewhere/x.rs", null), ("./x.rs", "x.rs"), ("ä.rs", "ä.rs"),
    ];

    private static Result ToResult(int rule, int level, bool isFail, bool byId, string argument, int file, int line, bool isSuppressed)
    {
        var result = new Result
        {
            RuleIndex = rule,
            RuleId = line % 2 == 0 ? $"R{rule}" : null,
            Kind = isFail ? ResultKind.Fail : ResultKind.Pass,
            Message = byId ? new Message { Id = "m", Arguments = [argument] } : new Message { Text = "x" + argument },
            Locations = [new Microsoft.CodeAnalysis.Sarif.Location { PhysicalLocation = new PhysicalLocation { ArtifactLocation = new ArtifactLocation { Uri = new Uri(Files[file].Uri, UriKind.RelativeOrAbsolute) }, Region = new Region { StartLine = line } } }],
            Suppressions = isSuppressed ? [new Suppression { Kind = SuppressionKind.InSource }] : null,
        };
        if (level >= 0 && isFail)
        {
            result.Level = Enum.Parse<FailureLevel>(Levels[level], ignoreCase: true);
        }

        return result;
    }

    private static string Save(SarifLog log, bool isIndented)
    {
        using var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        using var json = new Newtonsoft.Json.JsonTextWriter(text) { Formatting = isIndented ? Newtonsoft.Json.Formatting.Indented : Newtonsoft.Json.Formatting.None };
        Newtonsoft.Json.JsonSerializer.CreateDefault().Serialize(json, log);
        json.Flush();
        return text.ToString();
    }

    private static string Log(string result, string more = "") =>
        $$$"""{"$schema":"x","version":"2.1.0","runs":[{"tool":{"driver":{"name":"other"}},"results":[{{{result}}}]{{{more}}}}]}""";

    private ForeignReport Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private ForeignReport Read(IEnumerable<byte> bytes)
    {
        using var stream = new MemoryStream([.. bytes]);
        return ForeignReports.Read(stream, "x.sarif", root.Path);
    }

    /// <summary>A log with one result behind a great many properties.</summary>
    private sealed class LongLog(long length) : Stream
    {
        private static readonly byte[] Head = Encoding.UTF8.GetBytes("{\"version\":\"2.1.0\",\"runs\":[{\"properties\":{\"x\":[0");
        private static readonly byte[] Filler = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(",\"a text of some length\",{\"k\":[1,2,3]}", 100)));
        private static readonly byte[] Tail = Encoding.UTF8.GetBytes("]},\"results\":[{\"message\":{\"text\":\"m\"},\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"a\"}}}]}]}]}");
        private readonly long fillers = length / Filler.Length;
        private long position;

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => Head.Length + (fillers * Filler.Length) + Tail.Length;

        public override long Position
        {
            get => position;
            set => position = value;
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var (part, at) = position < Head.Length ? (Head, position)
                : position - Head.Length < fillers * Filler.Length ? (Filler, (position - Head.Length) % Filler.Length)
                : (Tail, position - Head.Length - (fillers * Filler.Length));
            var taken = (int)Math.Min(count, part.Length - at);
            Array.Copy(part, at, buffer, offset, taken);
            position += taken;
            return taken;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
