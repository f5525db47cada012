using System.Text;
using Harness.Reviewer.Reviewing;
using Xunit;

namespace Harness.Reviewer.Tests;

/// <summary>The seal of an answer: what it binds.</summary>
public sealed class SealedAnswerTests
{
    private const string Head = "0123456789012345678901234567890123456789";
    private static readonly (string Id, byte[] Answer) Answer = (new string('a', 32), Encoding.UTF8.GetBytes("{\"says\":\"pass\"}"));

    [Fact]
    public void An_answer_is_found_for_its_own_pull_request_head_policy_repository_and_key()
    {
        var kept = Memory().Write(Answer, 7, Head, "p");

        Assert.Equal(Answer.Answer, Memory().Find("before\n" + kept + "\nbehind", 7, Head, "p")!.Value.Answer);
        Assert.NotNull(Memory(repository: "O/R").Find(kept, 7, Head, "p"));
        Assert.Null(Memory().Find(kept, 8, Head, "p"));
        Assert.Null(Memory().Find(kept, 7, Head.Replace('0', '1'), "p"));
        Assert.Null(Memory().Find(kept, 7, Head, "q"));
        Assert.Null(Memory(repository: "o/other").Find(kept, 7, Head, "p"));
        Assert.Null(Memory(key: "another").Find(kept, 7, Head, "p"));
        Assert.Null(Memory().Find(kept.Replace(new string('a', 32), new string('b', 32), StringComparison.Ordinal), 7, Head, "p"));
        Assert.Null(Memory().Find(null, 7, Head, "p"));
    }

    [Fact]
    public void What_this_process_heard_needs_no_summary_and_is_of_the_same_things()
    {
        var memory = Memory();
        memory.Keep(Answer, 7, Head, "p");

        Assert.Equal(Answer.Id, memory.Find(null, 7, Head, "p")!.Value.Id);
        Assert.Null(memory.Find(null, 8, Head, "p"));
        Assert.Null(memory.Find(null, 7, Head, "q"));
    }

    private static SealedAnswer Memory(string key = "key", string repository = "o/r") => new(Encoding.UTF8.GetBytes(key), repository);
}
