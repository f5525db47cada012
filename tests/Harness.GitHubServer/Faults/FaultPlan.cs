using System.Text.RegularExpressions;

namespace Harness.GitHubServer.Faults;

/// <summary>The faults that are to come: those that were ordered, in their order, and random ones by a seed.</summary>
public sealed class FaultPlan
{
    private static readonly Fault[] Usual =
    [
        Fault.Of(500), Fault.BadGateway, Fault.Of(503, TimeSpan.Zero), Fault.Of(429, TimeSpan.Zero), Fault.Closed,
        Fault.BadGateway.AfterDoing(), Fault.Closed.AfterDoing(),
    ];

    private readonly Lock gate = new();
    private readonly List<(string Method, Regex Path, Fault Fault)> ordered = [];
    private readonly List<Meeting> meetings = [];
    private Random? random;
    private double probability;
    private Fault[] choice = Usual;

    /// <summary>Lets the next request of a kind go wrong; several orders of one kind are used one after the other.</summary>
    /// <param name="method">The method, or <c>*</c>.</param>
    /// <param name="path">The end of the path; <c>*</c> stands for one part of it, <c>**</c> for any number: <c>/pulls/*/reviews</c>.</param>
    /// <param name="fault">What goes wrong.</param>
    public void Next(string method, string path, Fault fault)
    {
        lock (gate)
        {
            ordered.Add((method, PatternOf(path), fault));
        }
    }

    /// <summary>Lets requests of a kind wait for each other, once: two programs that do the same do it at the same time.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The end of the path, as for a fault.</param>
    /// <param name="count">How many go on together.</param>
    public void Together(string method, string path, int count)
    {
        lock (gate)
        {
            meetings.Add(new Meeting(method, PatternOf(path), count));
        }
    }

    /// <summary>Waits for the others where a request is to go on together with them.</summary>
    internal Task MeetAsync(string method, string path)
    {
        lock (gate)
        {
            if (meetings.Find(m => m.Method == method && m.Path.IsMatch(path)) is not { } meeting)
            {
                return Task.CompletedTask;
            }

            if (--meeting.Missing == 0)
            {
                meetings.Remove(meeting);
                meeting.Begun.SetResult();
            }

            return meeting.Begun.Task;
        }
    }

    private static Regex PatternOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var pattern = Regex.Escape(path).Replace("\\*\\*", ".*", StringComparison.Ordinal).Replace("\\*", "[^/]+", StringComparison.Ordinal);
        return new Regex(pattern + "$", RegexOptions.CultureInvariant);
    }

    private sealed class Meeting(string method, Regex path, int count)
    {
        public string Method => method;

        public Regex Path => path;

        public int Missing { get; set; } = count;

        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Lets requests go wrong at random, the same ones for the same seed and order of requests.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="probability">The part of the requests that go wrong, from 0 to 1.</param>
    /// <param name="faults">What goes wrong; without any, all that a client should bear.</param>
    public void Random(int seed, double probability, params Fault[] faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        lock (gate)
        {
            random = new Random(seed);
            this.probability = probability;
            choice = faults.Length == 0 ? Usual : faults;
        }
    }

    /// <summary>Lets nothing more go wrong.</summary>
    public void Clear()
    {
        lock (gate)
        {
            ordered.Clear();
            random = null;
        }
    }

    internal Fault? Take(string method, string path)
    {
        lock (gate)
        {
            var at = ordered.FindIndex(o => (o.Method == "*" || o.Method == method) && o.Path.IsMatch(path));
            if (at >= 0)
            {
                var fault = ordered[at].Fault;
                ordered.RemoveAt(at);
                return fault;
            }

            return random is not null && random.NextDouble() < probability ? choice[random.Next(choice.Length)] : null;
        }
    }
}
