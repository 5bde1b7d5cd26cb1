using System.Numerics;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Optimizing;

/// <summary>What is known of the bits of integers.</summary>
internal static class Bits
{
    // How far a value is looked into: work stays linear, and addresses are sums of few.
    private const int Depth = 4;

    /// <summary>How many of its lowest bits an integer may have set: all above are 0.</summary>
    public static int WidthOf(Graph graph, int node) => WidthOf(graph, node, Depth);

    private static int WidthOf(Graph graph, int node, int depth)
    {
        ref readonly var at = ref graph[node];
        var all = at.Kind == Baseline.OperandKind.I64 ? 64 : 32;
        if (depth == 0)
        {
            return all;
        }

        switch (at.Op)
        {
            case Ops.Constant:
                return 64 - BitOperations.LeadingZeroCount(all == 64 ? (ulong)at.Bits : (uint)at.Bits);
            case Opcode.I64ExtendI32U:
                return graph[at.A].Kind == Baseline.OperandKind.I32 ? WidthOf(graph, at.A, depth - 1) : 32;
            case Opcode.I64Load32U:
                return 32;
            case Opcode.I32Load16U or Opcode.I64Load16U:
                return 16;
            case Opcode.I32Load8U or Opcode.I64Load8U:
                return 8;
            case >= Opcode.I32Eqz and <= Opcode.F64Ge:
                return 1;
            case Opcode.I32And or Opcode.I64And:
                return Math.Min(WidthOf(graph, at.A, depth - 1), WidthOf(graph, at.B, depth - 1));
            case Opcode.I32Or or Opcode.I64Or or Opcode.I32Xor or Opcode.I64Xor:
                return Math.Max(WidthOf(graph, at.A, depth - 1), WidthOf(graph, at.B, depth - 1));
            case Opcode.I32Add or Opcode.I64Add:
                return Math.Min(all, 1 + Math.Max(WidthOf(graph, at.A, depth - 1), WidthOf(graph, at.B, depth - 1)));
            case Opcode.I32Mul or Opcode.I64Mul:
                return Math.Min(all, WidthOf(graph, at.A, depth - 1) + WidthOf(graph, at.B, depth - 1));
            case Opcode.I32ShrU or Opcode.I64ShrU when graph[at.B].Op == Ops.Constant:
                return Math.Max(0, WidthOf(graph, at.A, depth - 1) - (int)(graph[at.B].Bits & (all - 1)));
            case Opcode.I32Shl or Opcode.I64Shl when graph[at.B].Op == Ops.Constant:
                return Math.Min(all, WidthOf(graph, at.A, depth - 1) + (int)(graph[at.B].Bits & (all - 1)));
            case Ops.BlockParameter:
                return WidthOfParameter(graph, node, depth);
            default:
                return all;
        }
    }

    // The widest that comes in; what comes round a loop unchanged adds nothing.
    private static int WidthOfParameter(Graph graph, int parameter, int depth)
    {
        var block = graph.Blocks[graph[parameter].Block];
        var all = graph[parameter].Kind == Baseline.OperandKind.I64 ? 64 : 32;
        var index = block.Parameters.IndexOf(parameter);
        if (index < 0 || block.Predecessors.Count > Depth)
        {
            return all;
        }

        var width = 0;
        foreach (var edge in block.Predecessors)
        {
            var argument = edge.Arguments[index];
            if (argument != parameter && width < all)
            {
                width = Math.Max(width, WidthOf(graph, argument, depth - 1));
            }
        }

        return width;
    }
}
