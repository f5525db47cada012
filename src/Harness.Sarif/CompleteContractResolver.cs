using System.Reflection;
using Microsoft.CodeAnalysis.Sarif;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace Harness.Sarif;

/// <summary>
/// Writes properties that the SDK omits for brevity and readers need. Without a level of "warning", the rule's default level would apply. Without a
/// short description that equals the full one, code scanning refuses the rule. It also requires the table of rules if there are none.
/// </summary>
/// <param name="results">The results of the run, which replace those that it holds.</param>
internal sealed class CompleteContractResolver(IEnumerable<Result> results) : DefaultContractResolver
{
    /// <inheritdoc/>
    protected override JsonProperty CreateProperty(MemberInfo member, MemberSerialization memberSerialization)
    {
        var property = base.CreateProperty(member, memberSerialization);
        var (owner, name) = (property.DeclaringType, property.PropertyName);
        if ((owner == typeof(Result) && name == "level")
            || (owner == typeof(ReportingDescriptor) && name == "shortDescription")
            || (owner == typeof(ToolComponent) && name == "rules"))
        {
            property.DefaultValueHandling = DefaultValueHandling.Include;
            property.ShouldSerialize = null;
        }

        if (owner == typeof(Run) && name == "results")
        {
            property.Converter = new ResultsConverter(results);
        }

        return property;
    }

    /// <summary>Writes results one by one, so that no more than one is held.</summary>
    private sealed class ResultsConverter(IEnumerable<Result> results) : JsonConverter
    {
        public override bool CanRead => false;

        public override bool CanConvert(Type objectType) => true;

        public override object ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer) => throw new NotSupportedException();

        public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
        {
            writer.WriteStartArray();
            foreach (var result in results)
            {
                serializer.Serialize(writer, result);
            }

            writer.WriteEndArray();
        }
    }
}
