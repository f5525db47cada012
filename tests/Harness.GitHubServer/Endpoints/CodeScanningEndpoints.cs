using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.GitHubServer.Http;

namespace Harness.GitHubServer.Endpoints;

/// <summary>Uploads to code scanning, worked through by the second look.</summary>
internal static class CodeScanningEndpoints
{
    private const string Sarifs = Api.Repo + "/code-scanning/sarifs";

    public static IEnumerable<Route> Routes =>
    [
        Route.Write("POST", Sarifs, Right.SecurityEvents, Upload),
        Route.Get(Sarifs + "/{sarif_id}", Status),
    ];

    private static Answer Upload(Exchange e)
    {
        var commit = e.Required("Sarif", "commit_sha");
        if (e.Hub.Git.Resolve(commit) != commit)
        {
            throw new ApiException(404, "commit not found");
        }

        Check(e.Required("Sarif", "sarif"));
        var id = new Guid((int)e.Hub.NextId(), 0, 0, new byte[8]).ToString();
        e.Hub.Sarifs.Add(id, 0);
        return new(202, new JsonObject { ["id"] = id, ["url"] = $"{e.Hub.Api}/code-scanning/sarifs/{id}" });
    }

    private static Answer Status(Exchange e)
    {
        if (!e.Hub.Sarifs.TryGetValue(e["sarif_id"], out var looks))
        {
            throw ApiException.NotFound();
        }

        e.Hub.Sarifs[e["sarif_id"]] = looks + 1;
        return Answer.Ok(looks == 0 ? new JsonObject { ["processing_status"] = "pending" } : new JsonObject
        {
            ["processing_status"] = "complete",
            ["analyses_url"] = $"{e.Hub.Api}/code-scanning/analyses?sarif_id={e["sarif_id"]}",
            ["errors"] = null,
        });
    }

    private static void Check(string sarif)
    {
        try
        {
            using var packed = new MemoryStream(Convert.FromBase64String(sarif));
            using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
            using var document = JsonDocument.Parse(unpacked);
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or JsonException)
        {
            throw new ApiException(400, "rejecting SARIF, as there are more faults than a reader of it can bear: " + e.Message);
        }
    }
}
