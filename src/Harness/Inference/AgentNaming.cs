using System.Collections.Immutable;

namespace Harness.Inference;

/// <summary>Names agents by the owners that CODEOWNERS names: a team without its organisation, an account without its mark.</summary>
internal static class AgentNaming
{
    public static string Choose(ImmutableArray<string> owners, HashSet<string> taken)
    {
        var names = owners.Select(ShortName).ToArray();
        var name = names.Length switch
        {
            1 => names[0],
            2 => $"{names[0]}-and-{names[1]}",
            _ => FormattableString.Invariant($"{names[0]}-and-{names.Length - 1}-others"),
        };
        return Unique(name, taken);
    }

    public static string Unique(string name, HashSet<string> taken)
    {
        var unique = name;
        for (var number = 2; !taken.Add(unique); number++)
        {
            unique = FormattableString.Invariant($"{name}-{number}");
        }

        return unique;
    }

    private static string ShortName(string owner)
    {
        var bare = owner.StartsWith('@') ? owner[1..] : owner.Split('@')[0];
        var name = bare[(bare.LastIndexOf('/') + 1)..];
        return name.Length > 0 ? name : "owner";
    }
}
