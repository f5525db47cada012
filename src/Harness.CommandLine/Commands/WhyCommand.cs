using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;
using Harness.Analysis.Inquiries;
using Harness.Placements;
using Harness.Policies;
using Harness.Reporting.Inquiries;

namespace Harness.CommandLine.Commands;

/// <summary><c>harness why A [B]</c>: explains an edge, or the edges of a package, by the policy and the manifests.</summary>
internal static class WhyCommand
{
    // The shortest and twenty more.
    private const int MaximumChains = 21;
    private static readonly ImmutableArray<OutputKind> Kinds = [OutputKind.Text, OutputKind.Json];

    public static Command Create(CommandContext context)
    {
        var from = new Argument<string>("A") { Description = "A package, by name or by directory from the root." };
        var to = new Argument<string?>("B") { Description = "A package or an external crate that A uses or might.", Arity = ArgumentArity.ZeroOrOne };
        var reverse = new Option<bool>("--reverse") { Description = "Who uses A, and who may. With B: turns the question round." };
        var root = CommonOptions.Root();
        var policy = CommonOptions.Policy();
        var formats = CommonOptions.Formats("text, json, or with a file json:out.json", Kinds);
        var command = new Command("why", "Says whether A may depend on B, whether it does, and by which lines; without B, whom A uses and may use.")
        {
            from, to, reverse, root, policy, formats,
        };
        command.SetAction(parsed =>
        {
            var top = CommonOptions.FindRoot(parsed.GetValue(root), context);
            var outputs = OutputFormat.ParseAll(parsed.GetValue(formats) ?? [], context.WorkingDirectory, Kinds);
            var bound = PolicyTree.Bind(top, CommonOptions.FindPolicy(parsed.GetValue(policy), context), context);
            Answer(bound, context, outputs, new Question(parsed.GetValue(from)!, parsed.GetValue(to), parsed.GetValue(reverse)));
            return ExitCode.Clean;
        });
        return command;
    }

    private static void Answer(BoundPolicy policy, CommandContext context, IReadOnlyList<OutputFormat> outputs, Question question)
    {
        var finder = new CrateFinder(policy.Codebase);
        var inquiry = new DependencyInquiry(context.Engine, policy, context.Today);
        if (question.B is null)
        {
            var answer = AskOne(inquiry, finder, question);
            OutputFormat.WriteAll(outputs, format => format.Kind == OutputKind.Json ? Json(s => InquiryJson.Write(answer, s)) : Text(policy, t => t.Write(answer)), context);
        }
        else
        {
            var answer = question.IsReversed ? AskTwo(inquiry, finder, question.B, question.A) : AskTwo(inquiry, finder, question.A, question.B);
            OutputFormat.WriteAll(outputs, format => format.Kind == OutputKind.Json ? Json(s => InquiryJson.Write(answer, s)) : Text(policy, t => t.Write(answer)), context);
        }
    }

    private static PackageAnswer AskOne(DependencyInquiry inquiry, CrateFinder finder, Question question)
    {
        if (finder.FindPackage(question.A) is { } package)
        {
            return question.IsReversed ? inquiry.AskUsers(package) : inquiry.AskUses(package);
        }

        if (!finder.IsExternal(question.A))
        {
            throw finder.UnknownCrate(question.A);
        }

        return question.IsReversed
            ? inquiry.AskUsers(question.A)
            : throw new CommandException($"'{question.A}' is no package of the tree, so what it uses is not known; 'harness why {question.A} --reverse' says who uses it");
    }

    private static EdgeAnswer AskTwo(DependencyInquiry inquiry, CrateFinder finder, string a, string b)
    {
        var from = finder.GetPackage(a);
        if (finder.FindPackage(b) is { } to)
        {
            return to == from
                ? throw new CommandException($"'{a}' and '{b}' are one package; no rule speaks of a package's use of itself")
                : inquiry.Ask(from, to, MaximumChains);
        }

        return finder.IsExternal(b) ? inquiry.Ask(from, b) : throw finder.UnknownCrate(b);
    }

    private static byte[] Json(Action<Stream> write)
    {
        using var bytes = new MemoryStream();
        write(bytes);
        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private static byte[] Text(BoundPolicy policy, Action<InquiryText> write)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        write(new InquiryText(text, policy));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private sealed record Question(string A, string? B, bool IsReversed);
}
