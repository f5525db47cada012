using System.Text.Json.Nodes;
using Harness.GitHubServer.Faults;
using Harness.Reviewer.Serving;
using Harness.Testing;
using Xunit;

namespace Harness.Reviewer.Tests;

/// <summary><c>harness-reviewer serve</c>.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly Desk desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task A_signed_event_brings_a_verdict_and_a_replay_nothing()
    {
        await using var service = await RunningService.StartAsync(desk);
        var number = desk.Open(Desk.Sql, ChangeRepository.Sql);
        desk.Gate();

        Assert.Equal(202, await service.PostAsync("pull_request", Event(number), delivery: "one"));
        await service.UntilAsync(() => service.Said.Contains($"#{number}: approved; ", StringComparison.Ordinal));

        Assert.Equal(409, await service.PostAsync("pull_request", Event(number), delivery: "one"));
        Assert.Equal(202, await service.PostAsync("pull_request", Event(number), delivery: "two"));
        await service.UntilAsync(() => service.Said.Contains($"#{number}: approved, nothing to change", StringComparison.Ordinal));
        Assert.Single((await desk.GetAsync($"pulls/{number}/reviews")).AsArray());
    }

    [Fact]
    public async Task What_does_not_come_from_the_host_is_refused()
    {
        await using var service = await RunningService.StartAsync(desk);
        var number = desk.Open(Desk.Sql, ChangeRepository.Sql);
        var body = Event(number);

        Assert.Equal(401, await service.PostAsync("pull_request", body, signature: null));
        Assert.Equal(401, await service.PostAsync("pull_request", body, signature: "sha256=" + new string('0', 64)));
        Assert.Equal(401, await service.PostAsync("pull_request", body, signature: "sha1=" + new string('0', 40)));
        Assert.Equal(422, await service.PostAsync("pull_request", body.Replace(Desk.Name, "some/other", StringComparison.Ordinal)));
        Assert.Equal(422, await service.PostAsync("pull_request", "no JSON"));
        Assert.Equal(422, await service.PostAsync("pull_request", string.Concat(Enumerable.Repeat("{\"a\":", 100_000))));
        Assert.Equal(422, await service.PostAsync("pull_request", "[]"));
        Assert.Equal(409, await service.PostAsync("pull_request", body, delivery: " "));
        Assert.DoesNotContain("#", service.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_is_too_long_is_not_read_to_its_end()
    {
        await using var service = await RunningService.StartAsync(desk);
        using var client = new HttpClient();
        using var content = new ByteArrayContent(new byte[26 << 20]);

        try
        {
            using var answer = await client.PostAsync(service.Hook, content, TestContext.Current.CancellationToken);
            Assert.Equal(413, (int)answer.StatusCode);
        }
        catch (HttpRequestException)
        {
            // The server closed the connection while it was written to.
        }
    }

    [Fact]
    public async Task A_green_check_and_a_moved_branch_are_looked_at_too()
    {
        await using var service = await RunningService.StartAsync(desk);
        var number = desk.Open(Desk.Sql, ChangeRepository.Sql);
        desk.Gate();
        var head = desk.HeadOf();

        Assert.Equal(202, await service.PostAsync("check_run", Json(new() { ["check_run"] = new JsonObject { ["head_sha"] = head, ["pull_requests"] = new JsonArray() } })));
        await service.UntilAsync(() => service.Said.Contains($"#{number}: approved; ", StringComparison.Ordinal));

        Assert.Equal(202, await service.PostAsync("push", Json(new() { ["ref"] = "refs/heads/main" })));
        await service.UntilAsync(() => service.Said.Contains($"#{number}: approved, nothing to change", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Polling_needs_no_webhook_and_a_restart_finds_all_as_it_was()
    {
        var number = desk.Open(Desk.Sql, ChangeRepository.Sql);
        desk.Gate();
        await using (var first = await RunningService.StartAsync(desk))
        {
            await first.UntilAsync(() => first.Said.Contains($"#{number}: approved; ", StringComparison.Ordinal));
        }

        var later = desk.Open(Desk.Storage, ChangeRepository.Storage, "feat/later");
        desk.Gate(branch: "feat/later");
        await using var second = await RunningService.StartAsync(desk, null, "--poll", "7200");
        await second.UntilAsync(() => second.Said.Contains($"#{later}: approved; ", StringComparison.Ordinal));
        await second.UntilAsync(() => second.Said.Contains($"#{number}: approved, nothing to change", StringComparison.Ordinal));

        var polled = desk.Push(Desk.Sql, "feat/x", ChangeRepository.Sql);
        await second.UntilIdleAsync();
        desk.Time.Advance(ManualTime.Long);
        await second.UntilAsync(() => second.Said.Contains($"#{number}: waiting; took back the approval", StringComparison.Ordinal));
        Assert.NotEqual("", polled);
    }

    [Fact]
    public async Task A_delivery_is_taken_again_until_its_work_has_been_done()
    {
        using var architect = new ScriptedArchitect();
        architect.Holds();
        await using var service = await RunningService.StartAsync(desk, null, architect.Command);
        var number = desk.Open(Desk.Sql, ChangeRepository.Sql);
        desk.Gate();

        Assert.Equal(202, await service.PostAsync("pull_request", Event(number), delivery: "one"));
        await architect.HeldAsync();
        Assert.Equal(202, await service.PostAsync("pull_request", Event(number), delivery: "one"));
        architect.LetGo();
        await service.UntilIdleAsync();

        Assert.Equal(409, await service.PostAsync("pull_request", Event(number), delivery: "one"));
        Assert.Equal(1, architect.Asked);
    }

    [Fact]
    public async Task An_event_that_comes_while_GitHub_is_in_trouble_is_taken_and_its_work_is_done_later()
    {
        await using var service = await RunningService.StartAsync(desk);
        await service.UntilIdleAsync();
        var number = desk.Open(Desk.Sql, ChangeRepository.Sql);
        desk.Gate();
        InTrouble("GET", "/pulls");

        Assert.Equal(202, await service.PostAsync("status", Json(new() { ["sha"] = desk.HeadOf() }), delivery: "one"));
        await service.UntilIdleAsync();

        Assert.Contains("GitHub's API does not serve '/repos/acme/engine/pulls'", service.Said, StringComparison.Ordinal);
        Assert.Contains($"#{number}: approved; ", service.Said, StringComparison.Ordinal);
        Assert.Equal(409, await service.PostAsync("status", Json(new() { ["sha"] = desk.HeadOf() }), delivery: "one"));
    }

    [Fact]
    public async Task A_first_look_that_fails_is_done_again_though_nothing_polls()
    {
        var number = desk.Open(Desk.Sql, ChangeRepository.Sql);
        desk.Gate();
        InTrouble("GET", "/pulls");

        await using var service = await RunningService.StartAsync(desk);
        await service.UntilIdleAsync();

        Assert.Contains($"#{number}: approved; ", service.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_failed_for_a_passing_reason_is_done_again_without_another_event()
    {
        var number = desk.Open(Desk.Sql, ChangeRepository.Sql);
        desk.Gate();
        desk.Hub.Faults.Next("POST", "/pulls/*/reviews", Fault.BadGateway);

        await using var service = await RunningService.StartAsync(desk);
        await service.UntilIdleAsync();

        Assert.Contains($"#{number}: GitHub's API did not say whether it did", service.Said, StringComparison.Ordinal);
        Assert.Contains($"#{number}: approved; ", service.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_reviewer_itself_did_is_not_looked_at_again()
    {
        await using var service = await RunningService.StartAsync(desk);
        var number = desk.Open(Desk.Sql, ChangeRepository.Sql);
        desk.Gate();
        await service.UntilIdleAsync();

        Assert.Equal(202, await service.PostAsync("pull_request_review", Event(number).Replace(Desk.Sql, Desk.Bot, StringComparison.Ordinal)));
        await service.UntilIdleAsync();

        Assert.DoesNotContain($"#{number}", service.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_has_ended_ends_the_service()
    {
        desk.Open(Desk.Sql, ChangeRepository.Sql);
        desk.Hub.Faults.Next("GET", "/pulls/*/reviews", Fault.Of(401));

        var (exit, _, error) = await desk.RunAsync("serve", "--poll", "3600");

        Assert.Equal(2, exit);
        Assert.EndsWith("the token is wrong or has expired: give another one\n", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_pull_request_is_never_with_two_workers_and_comes_again_when_it_was_asked_for_meanwhile()
    {
        var (pending, end) = (new PendingReviews(), TestContext.Current.CancellationToken);
        pending.Add(7);
        pending.Add(7);
        Assert.Equal(7, (await pending.TakeAsync(end)).Number);
        pending.Add(7);
        pending.Add(8);
        Assert.Equal(8, (await pending.TakeAsync(end)).Number);

        var third = pending.TakeAsync(end);
        Assert.Equal((1, 2, false), (pending.Waiting, pending.Active, third.IsCompleted));
        pending.Finish(7);
        Assert.Equal(7, (await third).Number);
        pending.Finish(8);
        pending.Finish(7);
        Assert.False(pending.TakeAsync(end).IsCompleted);
    }

    [Theory]
    [InlineData("", "nothing would ever tell of a pull request: set HARNESS_WEBHOOK_SECRET for webhooks, or give --poll SECONDS", "serve")]
    [InlineData("", "HARNESS_WEBHOOK_SECRET is not set: a webhook that is not signed could come from anyone", "serve", "--poll", "5", "--listen", "127.0.0.1:1")]
    [InlineData("x", "--listen is ADDRESS:PORT", "serve", "--listen", "nowhere")]
    [InlineData("x", "--workers is a number", "serve", "--workers", "0")]
    [InlineData("x", "--poll is a number of seconds", "serve", "--poll", "0")]
    public async Task What_cannot_serve_says_why(string secret, string complaint, params string[] arguments)
    {
        desk.Variables["HARNESS_WEBHOOK_SECRET"] = secret;

        var (exit, _, error) = await desk.RunAsync(arguments);

        Assert.Equal(2, exit);
        Assert.Contains(complaint, error, StringComparison.Ordinal);
    }

    // As often as one question is asked again before it fails.
    private void InTrouble(string method, string path)
    {
        for (var i = 0; i < 6; i++)
        {
            desk.Hub.Faults.Next(method, path, Fault.Of(503, TimeSpan.Zero));
        }
    }

    private static string Event(int number) => Json(new() { ["pull_request"] = new JsonObject { ["number"] = number } });

    private static string Json(JsonObject body)
    {
        body["repository"] = new JsonObject { ["full_name"] = Desk.Name };
        body["sender"] = new JsonObject { ["login"] = Desk.Sql };
        return body.ToJsonString();
    }
}
