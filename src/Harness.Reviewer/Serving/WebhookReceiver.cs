using Microsoft.AspNetCore.Http;

namespace Harness.Reviewer.Serving;

/// <summary>Receives signed webhooks of this repository, and accepts each delivery until its work is complete. The answer is immediate.</summary>
/// <param name="service">The service that reviews pull requests.</param>
/// <param name="secret">The secret that the host signs with.</param>
/// <param name="repository">Owner and name of the repository.</param>
internal sealed class WebhookReceiver(ReviewService service, string secret, string repository)
{
    /// <summary>The largest event that GitHub sends, in bytes.</summary>
    public const int MaximumLength = 25 << 20;

    private readonly Deliveries deliveries = new();

    /// <summary>Takes a webhook.</summary>
    public async Task<IResult> ReceiveAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (await ReadAsync(request, cancellation) is not { } body)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        if (!WebhookSignature.IsValid(secret, body.Span, request.Headers["X-Hub-Signature-256"]))
        {
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        if (WebhookEvent.Read(request.Headers["X-GitHub-Event"].ToString(), body) is not { } happened || !happened.Repository.Equals(repository, StringComparison.OrdinalIgnoreCase))
        {
            return Results.StatusCode(StatusCodes.Status422UnprocessableEntity);
        }

        if (request.Headers["X-GitHub-Delivery"].ToString() is not { Length: > 0 and < 100 } id || deliveries.Take(id) is not { } delivery)
        {
            return Results.StatusCode(StatusCodes.Status409Conflict);
        }

        service.Accept(happened, delivery);
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > MaximumLength)
        {
            return null;
        }

        using var body = new MemoryStream();
        var buffer = new byte[64 << 10];
        for (int count; (count = await request.Body.ReadAsync(buffer, cancellation)) > 0;)
        {
            await body.WriteAsync(buffer.AsMemory(0, count), cancellation);
            if (body.Length > MaximumLength)
            {
                return null;
            }
        }

        return body.ToArray();
    }
}
