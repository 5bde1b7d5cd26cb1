using System.Globalization;
using System.Runtime.Intrinsics;
using System.Text;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Optimizing;

/// <summary>
/// A graph as text, for people: as in the picture of <see cref="Graph"/>, with the instruction of the body that a node belongs to.
/// </summary>
internal static class GraphPrinter
{
    // Behind what is printed of a node.
    private const int PlaceColumn = 56;

    private static readonly Dictionary<Opcode, string> s_names = typeof(Ops).GetFields()
        .Where(static field => field.FieldType == typeof(Opcode))
        .ToDictionary(static field => (Opcode)field.GetRawConstantValue()!, static field => KebabOf(field.Name));

    /// <summary>The graph.</summary>
    public static string Print(Graph graph)
    {
        var text = new StringBuilder();
        foreach (var block in graph.Blocks)
        {
            AppendHead(text, block, static parameter => $"v{parameter}");
            foreach (var node in block.Nodes)
            {
                var line = new StringBuilder("  ");
                AppendNode(line, graph, node, value => NameOf(graph, value));
                AppendEdges(line, graph, block, node);
                AppendPlace(text, line, graph[node].Bytecode);
            }
        }

        return text.ToString();
    }

    /// <summary>The instructions in the order of the code, with the places of what they use and give.</summary>
    public static string Print(Graph graph, Lowering lowering, Liveness liveness, FrameMap frame)
    {
        var text = new StringBuilder();
        foreach (var block in graph.Blocks)
        {
            AppendHead(text, block, parameter => $"v{parameter}{PlaceOf(liveness.Intervals[parameter], frame)}");
            for (var number = lowering.BlockStarts[block.Index]; number <= lowering.LastOf(block); number++)
            {
                var node = lowering.Order[number];
                if (node < 0)
                {
                    continue;
                }

                var line = new StringBuilder("  ");
                var current = number;
                AppendNode(
                    line, graph, node, value => NameOf(graph, value) + PlaceAt(value, current),
                    PlaceOf(liveness.Intervals[node], frame));
                AppendEdges(line, graph, block, node);
                AppendPlace(text, line, graph[node].Bytecode);
            }
        }

        return text.ToString();

        string PlaceAt(int value, int number)
        {
            for (var use = lowering.UseStarts[number]; use < lowering.UseStarts[number + 1]; use++)
            {
                if (lowering.Uses[use].Value == value)
                {
                    return Describe(frame.LocationOf(lowering.Uses[use]));
                }
            }

            return "";
        }
    }

    private static string PlaceOf(Interval? interval, FrameMap frame) => interval is null ? "" : Describe(frame.LocationOf(interval));

    private static string Describe(int location) =>
        location == Locations.None || Locations.IsConstant(location) ? ""
        : Locations.IsSlot(location) ? string.Create(CultureInfo.InvariantCulture, $":slot{location - Locations.FirstSlot}")
        : location >= Locations.FirstVector ? $":{Locations.ToVector(location).ToString().ToLowerInvariant()}"
        : $":{Locations.ToRegister(location).ToString().ToLowerInvariant()}";

    private static void AppendHead(StringBuilder text, Block block, Func<int, string> nameOf)
    {
        text.Append(CultureInfo.InvariantCulture, $"block {block.Index}");
        if (block.Parameters.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $" ({string.Join(' ', block.Parameters.Select(nameOf))})");
        }

        if (block.LoopEnd is { } end)
        {
            text.Append(CultureInfo.InvariantCulture, $"  loop up to block {end.Index}");
        }

        text.Append('\n');
    }

    private static void AppendNode(StringBuilder line, Graph graph, int node, Func<int, string> nameOf, string place = "")
    {
        var at = graph[node];
        if (at.HasValue)
        {
            line.Append(CultureInfo.InvariantCulture, $"v{node}{place} = ");
        }

        line.Append(MnemonicOf(at.Op));
        if (DetailOf(at) is { } detail)
        {
            line.Append(' ').Append(detail);
        }

        Span<int> buffer = stackalloc int[3];
        foreach (var input in graph.InputsOf(node, buffer))
        {
            line.Append(' ').Append(nameOf(input));
        }
    }

    private static void AppendEdges(StringBuilder line, Graph graph, Block block, int node)
    {
        if (node != block.Nodes[^1])
        {
            return;
        }

        foreach (var edge in block.Successors)
        {
            line.Append(CultureInfo.InvariantCulture, $" ─▶ {edge.To.Index}");
            if (edge.Arguments.Length > 0)
            {
                line.Append(CultureInfo.InvariantCulture, $" ({string.Join(' ', edge.Arguments.Select(value => NameOf(graph, value)))})");
            }
        }
    }

    private static void AppendPlace(StringBuilder text, StringBuilder line, int bytecode)
    {
        var padded = line.ToString().PadRight(PlaceColumn);
        text.Append(CultureInfo.InvariantCulture, $"{padded}  ; {bytecode:x4}\n");
    }

    // Constants have no place: they are what they are, wherever they are used.
    private static string NameOf(Graph graph, int value)
    {
        ref readonly var at = ref graph[value];
        return at.Op != Ops.Constant ? string.Create(CultureInfo.InvariantCulture, $"v{value}")
            : at.Kind switch
            {
                OperandKind.F32 => string.Create(CultureInfo.InvariantCulture, $"{BitConverter.Int32BitsToSingle((int)at.Bits):R}f"),
                OperandKind.F64 => string.Create(CultureInfo.InvariantCulture, $"{BitConverter.Int64BitsToDouble(at.Bits):R}d"),
                OperandKind.V128 => NameOf(graph.Vectors[(int)at.Bits].AsUInt64()),
                _ => string.Create(CultureInfo.InvariantCulture, $"{at.Bits}"),
            };
    }

    private static string NameOf(Vector128<ulong> vector) =>
        string.Create(CultureInfo.InvariantCulture, $"0x{vector.GetElement(1):x16}{vector.GetElement(0):x16}");

    private static string MnemonicOf(Opcode op) => s_names.TryGetValue(op, out var name) ? name : op.Mnemonic();

    // What an instruction names, as far as it has no other place in the line.
    private static string? DetailOf(in Node at) => at.Op switch
    {
        Opcode.Call or Opcode.ReturnCall => string.Create(CultureInfo.InvariantCulture, $"func {at.Index}"),
        Opcode.GlobalGet or Opcode.GlobalSet => string.Create(CultureInfo.InvariantCulture, $"global {at.Index}"),
        Ops.Parameter => string.Create(CultureInfo.InvariantCulture, $"#{at.Index}"),
        Ops.Result => string.Create(CultureInfo.InvariantCulture, $"#{at.Index} of"),
        Ops.Trap => $"\"{((TrapCode)at.Index).Message()}\"",
        Ops.CheckBounds or Ops.CheckReach => string.Create(CultureInfo.InvariantCulture, $"{at.Bits} bytes"),
        _ when Signatures.TryFindAccess(at.Op, out _) && at.Bits != 0 => string.Create(CultureInfo.InvariantCulture, $"offset={at.Bits}"),
        _ => null,
    };

    private static string KebabOf(string name) =>
        string.Concat(name.Select(static (letter, index) => char.IsUpper(letter)
            ? (index > 0 ? "-" : "") + char.ToLowerInvariant(letter) : letter.ToString()));
}
