using System.Globalization;
using Harness.GitHubServer.State;

namespace Harness.GitHubServer.Http;

/// <summary>How many requests each login has left in its hour.</summary>
internal sealed class RateLimit(int limit, TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly Dictionary<string, (int Used, DateTimeOffset Reset)> windows = new(StringComparer.Ordinal);

    public bool IsUsedUp(User? user) => Of(user).Used >= limit;

    public void Charge(User? user) => windows[Key(user)] = Of(user) is var (used, reset) ? (used + 1, reset) : default;

    public IEnumerable<KeyValuePair<string, string>> Headers(User? user)
    {
        var (used, reset) = Of(user);
        return new Dictionary<string, string>
        {
            ["X-RateLimit-Limit"] = limit.ToString(CultureInfo.InvariantCulture),
            ["X-RateLimit-Remaining"] = Math.Max(0, limit - used).ToString(CultureInfo.InvariantCulture),
            ["X-RateLimit-Used"] = used.ToString(CultureInfo.InvariantCulture),
            ["X-RateLimit-Reset"] = reset.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["X-RateLimit-Resource"] = "core",
        };
    }

    private static string Key(User? user) => user?.Login ?? "";

    private (int Used, DateTimeOffset Reset) Of(User? user)
    {
        var now = clock.GetUtcNow();
        return windows.TryGetValue(Key(user), out var window) && window.Reset > now ? window : (0, now + Window);
    }
}
