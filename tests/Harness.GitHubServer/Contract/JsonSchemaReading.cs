using NJsonSchema;
using NJsonSchema.Infrastructure;

namespace Harness.GitHubServer.Contract;

/// <summary>Schemas in the dialect of OpenAPI 3.0, where <c>nullable</c> stands beside the type.</summary>
internal static class JsonSchemaReading
{
    public static JsonSchema FromOpenApi(string json) => JsonSchemaSerialization.FromJsonAsync<JsonSchema>(
        json,
        SchemaType.OpenApi3,
        null,
        schema => new JsonReferenceResolver(new JsonSchemaAppender(schema, new DefaultTypeNameGenerator())),
        JsonSchema.CreateJsonSerializerContractResolver(SchemaType.OpenApi3),
        CancellationToken.None).GetAwaiter().GetResult();
}
