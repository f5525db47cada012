using System.Reflection;
using Microsoft.CodeAnalysis.Sarif;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace Harness.Sarif;

/// <summary>
/// The SDK leaves a level out where it is "warning"; a reader then takes the rule's default level, which may be another. So the
/// level is always written.
/// </summary>
internal sealed class LevelAlwaysResolver : DefaultContractResolver
{
    /// <inheritdoc/>
    protected override JsonProperty CreateProperty(MemberInfo member, MemberSerialization memberSerialization)
    {
        var property = base.CreateProperty(member, memberSerialization);
        if (property.DeclaringType == typeof(Result) && property.PropertyName == "level")
        {
            property.DefaultValueHandling = DefaultValueHandling.Include;
            property.ShouldSerialize = null;
        }

        return property;
    }
}
