using System.Net;

namespace Harness.Cli.Ci;

/// <summary>GitHub's API has refused something.</summary>
/// <param name="status">What it answered with.</param>
/// <param name="message">The one line that the user sees.</param>
internal sealed class ApiException(HttpStatusCode status, string message) : CommandException(message)
{
    /// <summary>What it answered with.</summary>
    public HttpStatusCode Status { get; } = status;
}
