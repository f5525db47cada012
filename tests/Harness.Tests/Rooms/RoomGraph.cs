using System.Text;
using Mono.Cecil;

namespace Harness.Tests.Rooms;

/// <summary>Which rooms (namespaces) of an assembly use which, by the types that their members name and their code touches.</summary>
internal sealed class RoomGraph
{
    private readonly SortedDictionary<string, SortedDictionary<string, string>> uses = new(StringComparer.Ordinal);
    private readonly string root;

    private RoomGraph(string root) => this.root = root;

    /// <summary>The rooms.</summary>
    public IEnumerable<string> Rooms => uses.Keys;

    /// <summary>Reads the rooms of an assembly.</summary>
    /// <param name="file">The path of the assembly.</param>
    public static RoomGraph Read(string file)
    {
        using var module = ModuleDefinition.ReadModule(file);
        var graph = new RoomGraph(module.Assembly.Name.Name);
        foreach (var type in module.GetTypes())
        {
            foreach (var used in Mentioned(type))
            {
                graph.Add(type, used);
            }
        }

        return graph;
    }

    /// <summary>The rooms that a room uses, each with one pair of types that shows it.</summary>
    /// <param name="room">The room.</param>
    public IReadOnlyDictionary<string, string> UsesOf(string room) => uses[room];

    /// <summary>The rooms as a Mermaid flowchart, without edges that follow from others.</summary>
    public string ToMermaid()
    {
        var text = new StringBuilder("```mermaid\nflowchart TB\n");
        foreach (var (from, targets) in uses)
        {
            var direct = targets.Keys.Where(to => !targets.Keys.Any(by => by != to && Reaches(by, to)));
            text.Append(string.Concat(direct.Select(to => $"  {from} --> {to}\n")));
        }

        return text.Append("```\n").ToString();
    }

    private bool Reaches(string from, string to) => uses[from].ContainsKey(to) || uses[from].Keys.Any(by => Reaches(by, to));

    private void Add(TypeDefinition type, TypeReference used)
    {
        if (RoomOf(type) is not { } from)
        {
            return;
        }

        uses.TryAdd(from, new(StringComparer.Ordinal));
        if (RoomOf(used) is { } to && from != to)
        {
            uses[from].TryAdd(to, $"{Outermost(type).Name} names {Outermost(used).Name}");
        }
    }

    private string? RoomOf(TypeReference type)
    {
        var outer = Outermost(type);
        return outer is TypeDefinition && outer.Namespace.StartsWith(root + ".", StringComparison.Ordinal) ? outer.Namespace[(root.Length + 1)..].Split('.')[0] : null;
    }

    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static IEnumerable<TypeReference> Mentioned(TypeDefinition type) =>
        new[] { type.BaseType }
            .Concat(type.Interfaces.Select(i => i.InterfaceType))
            .Concat(type.Fields.Select(f => f.FieldType))
            .Concat(type.GenericParameters.SelectMany(p => p.Constraints).Select(c => c.ConstraintType))
            .Concat(type.Methods.SelectMany(Mentioned))
            .SelectMany(Flatten);

    private static IEnumerable<TypeReference> Mentioned(MethodDefinition method) =>
        method.Parameters.Select(p => p.ParameterType)
            .Append(method.ReturnType)
            .Concat(method.GenericParameters.SelectMany(p => p.Constraints).Select(c => c.ConstraintType))
            .Concat(method.HasBody ? method.Body.Variables.Select(v => v.VariableType).Concat(method.Body.Instructions.SelectMany(i => InOperand(i.Operand))) : []);

    private static IEnumerable<TypeReference> InOperand(object? operand) => operand switch
    {
        GenericInstanceMethod generic => generic.GenericArguments.Append(generic.DeclaringType),
        MemberReference member and not TypeReference => [member.DeclaringType],
        TypeReference type => [type],
        _ => [],
    };

    private static IEnumerable<TypeReference> Flatten(TypeReference? type) => type switch
    {
        null => [],
        GenericInstanceType generic => generic.GenericArguments.Append(generic.ElementType).SelectMany(Flatten),
        TypeSpecification specification => Flatten(specification.ElementType),
        _ => [type],
    };
}
