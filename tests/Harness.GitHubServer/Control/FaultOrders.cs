using System.Text.Json.Nodes;
using Harness.GitHubServer.Faults;
using Harness.GitHubServer.Http;

namespace Harness.GitHubServer.Control;

/// <summary>Faults as JSON: <c>{"method": "POST", "path": "/pulls/*/reviews", "status": 502, "after_doing": true}</c>.</summary>
internal static class FaultOrders
{
    /// <summary>Orders what the JSON says: one fault, or with <c>seed</c> and <c>probability</c> random ones.</summary>
    public static void Add(FaultPlan plan, JsonObject said)
    {
        if (said.Whole("seed") is { } seed)
        {
            plan.Random(seed, said["probability"]?.GetValue<double>() ?? throw new ArgumentException("'probability' is missing"));
            return;
        }

        var fault = Read(said);
        plan.Next(said.Text("method") ?? "*", said.Text("path") ?? "**", said.Flag("after_doing") ? fault.AfterDoing() : fault);
    }

    private static Fault Read(JsonObject said)
    {
        if (said.Flag("close"))
        {
            return Fault.Closed;
        }

        if (said.Whole("delay_ms") is { } delay)
        {
            return Fault.Slow(TimeSpan.FromMilliseconds(delay));
        }

        var status = said.Whole("status") ?? throw new ArgumentException("'status', 'close' or 'delay_ms' is missing");
        return said.Whole("retry_after") is { } seconds ? Fault.Of(status, TimeSpan.FromSeconds(seconds)) : Fault.Of(status);
    }
}
