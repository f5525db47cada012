using System.Reflection;
using Microsoft.CodeAnalysis.Sarif;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace Harness.Sarif;

/// <summary>
/// Writes what the SDK leaves out for brevity and a reader needs: a level of "warning", without which the rule's default level
/// counts, and a short description that equals the full one, without which code scanning refuses the rule.
/// </summary>
internal sealed class CompleteContractResolver : DefaultContractResolver
{
    /// <inheritdoc/>
    protected override JsonProperty CreateProperty(MemberInfo member, MemberSerialization memberSerialization)
    {
        var property = base.CreateProperty(member, memberSerialization);
        var (owner, name) = (property.DeclaringType, property.PropertyName);
        if ((owner == typeof(Result) && name == "level")
            || (owner == typeof(ReportingDescriptor) && name == "shortDescription"))
        {
            property.DefaultValueHandling = DefaultValueHandling.Include;
            property.ShouldSerialize = null;
        }

        return property;
    }
}
