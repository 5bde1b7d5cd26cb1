using System.Numerics;
using System.Runtime.CompilerServices;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Codegen.Vectors;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Optimizing;

/// <summary>
/// Rewrites one node: what can be computed is, what is cheaper otherwise becomes so, and constants stand on the right. Integers only:
/// floats would need the bits of NaNs.
/// </summary>
internal static class Simplifier
{
    // Constants that one rewriting may add.
    private const int NewNodes = 8;

    /// <summary>Rewrites a node in place, or says which other value it is; otherwise itself.</summary>
    public static int Simplify(Graph graph, int node)
    {
        graph.Reserve(NewNodes);
        ref var at = ref graph[node];
        switch (at.InputCount)
        {
            case 1 when VectorOperations.FormOf(at.Op) == VectorForm.Splat && graph[at.A].Op == Ops.Constant:
                return Splat(graph, at.Op, graph[at.A].Bits);
            case 1 when !at.IsList && IsInteger(graph, at.A):
                return Fold(at.Op, graph[at.A].Bits) is { } value ? graph.Constant(at.Kind, value) : node;
            case 2 when VectorOperations.FormOf(at.Op) == VectorForm.Commutative && graph[at.A].Op == Ops.Constant:
                (at.A, at.B) = (at.B, at.A);
                return node;
            case 2 when !at.IsList && Signatures.TryFind(at.Op, out _) && !graph[at.A].Kind.IsVector():
                Canonicalize(graph, ref at);
                return Binary(graph, node);
            case 3 when at.Op == Opcode.Select && IsInteger(graph, at.C):
                return graph[at.C].Bits != 0 ? at.A : at.B;
            case 1 when at.Op == Opcode.I32Eqz:
                return Negate(graph, node);
            default:
                return node;
        }
    }

    // On its own: code that passes vectors by value is not compiled ahead of time.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Splat(Graph graph, Opcode op, long bits) =>
        graph.Constant(OperandKind.V128, graph.Vector(VectorSequences.SplatOf(op, bits)));

    private static bool IsInteger(Graph graph, int node) =>
        graph[node].Op == Ops.Constant && graph[node].Kind is OperandKind.I32 or OperandKind.I64 && graph[node].Op == Ops.Constant;

    // Constants on the right; a − c is a + (−c).
    private static void Canonicalize(Graph graph, ref Node at)
    {
        if (IsInteger(graph, at.A) && !IsInteger(graph, at.B) && Swapped(at.Op) is var swapped && swapped != Opcode.Nop)
        {
            (at.Op, at.A, at.B) = (swapped, at.B, at.A);
        }

        if (at.Op is Opcode.I32Sub or Opcode.I64Sub && IsInteger(graph, at.B))
        {
            var bits = graph[at.B].Bits;
            (at.Op, at.B) = at.Op == Opcode.I32Sub
                ? (Opcode.I32Add, graph.Constant(OperandKind.I32, -(int)bits)) : (Opcode.I64Add, graph.Constant(OperandKind.I64, -bits));
        }
    }

    // The instruction that gives the same with its operands exchanged; nop if there is none.
    private static Opcode Swapped(Opcode op) => op switch
    {
        Opcode.I32Add or Opcode.I32Mul or Opcode.I32And or Opcode.I32Or or Opcode.I32Xor or Opcode.I32Eq or Opcode.I32Ne
            or Opcode.I64Add or Opcode.I64Mul or Opcode.I64And or Opcode.I64Or or Opcode.I64Xor or Opcode.I64Eq or Opcode.I64Ne => op,
        Opcode.I32LtS => Opcode.I32GtS,
        Opcode.I32LtU => Opcode.I32GtU,
        Opcode.I32GtS => Opcode.I32LtS,
        Opcode.I32GtU => Opcode.I32LtU,
        Opcode.I32LeS => Opcode.I32GeS,
        Opcode.I32LeU => Opcode.I32GeU,
        Opcode.I32GeS => Opcode.I32LeS,
        Opcode.I32GeU => Opcode.I32LeU,
        Opcode.I64LtS => Opcode.I64GtS,
        Opcode.I64LtU => Opcode.I64GtU,
        Opcode.I64GtS => Opcode.I64LtS,
        Opcode.I64GtU => Opcode.I64LtU,
        Opcode.I64LeS => Opcode.I64GeS,
        Opcode.I64LeU => Opcode.I64GeU,
        Opcode.I64GeS => Opcode.I64LeS,
        Opcode.I64GeU => Opcode.I64LeU,
        _ => Opcode.Nop,
    };

    // The comparison that is false where this one is true; nop if it is none of integers.
    private static Opcode Negated(Opcode op) => op switch
    {
        Opcode.I32Eq => Opcode.I32Ne,
        Opcode.I32Ne => Opcode.I32Eq,
        Opcode.I32LtS => Opcode.I32GeS,
        Opcode.I32LtU => Opcode.I32GeU,
        Opcode.I32GtS => Opcode.I32LeS,
        Opcode.I32GtU => Opcode.I32LeU,
        Opcode.I32LeS => Opcode.I32GtS,
        Opcode.I32LeU => Opcode.I32GtU,
        Opcode.I32GeS => Opcode.I32LtS,
        Opcode.I32GeU => Opcode.I32LtU,
        Opcode.I64Eq => Opcode.I64Ne,
        Opcode.I64Ne => Opcode.I64Eq,
        Opcode.I64LtS => Opcode.I64GeS,
        Opcode.I64LtU => Opcode.I64GeU,
        Opcode.I64GtS => Opcode.I64LeS,
        Opcode.I64GtU => Opcode.I64LeU,
        Opcode.I64LeS => Opcode.I64GtS,
        Opcode.I64LeU => Opcode.I64GtU,
        Opcode.I64GeS => Opcode.I64LtS,
        Opcode.I64GeU => Opcode.I64LtU,
        _ => Opcode.Nop,
    };

    private static int Negate(Graph graph, int node)
    {
        ref var at = ref graph[node];
        ref readonly var input = ref graph[at.A];
        if (Negated(input.Op) is var negated && negated != Opcode.Nop)
        {
            (at.Op, at.InputCount, at.A, at.B) = (negated, 2, input.A, input.B);
        }
        else if (input.Op == Opcode.I32Eqz && graph[input.A].Op == Opcode.I32Eqz)
        {
            // Of chains of them two are left at most.
            at.A = graph[input.A].A;
        }

        return node;
    }

    private static int Binary(Graph graph, int node)
    {
        ref var at = ref graph[node];
        if (!IsInteger(graph, at.B))
        {
            UseBitInstruction(graph, ref at);
            return node;
        }

        var right = graph[at.B].Bits;
        if (IsInteger(graph, at.A))
        {
            return Fold(at.Op, graph[at.A].Bits, right) is { } value ? graph.Constant(at.Kind, value) : node;
        }

        var isWide = at.Kind == OperandKind.I64;
        switch (at.Op)
        {
            case Opcode.I32Add or Opcode.I64Add or Opcode.I32Or or Opcode.I64Or or Opcode.I32Xor or Opcode.I64Xor when right == 0:
            case Opcode.I32And or Opcode.I64And when right == -1:
            case Opcode.I32Mul or Opcode.I64Mul when right == 1:
            case Opcode.I32Shl or Opcode.I32ShrS or Opcode.I32ShrU or Opcode.I32Rotl or Opcode.I32Rotr when (right & 31) == 0:
            case Opcode.I64Shl or Opcode.I64ShrS or Opcode.I64ShrU or Opcode.I64Rotl or Opcode.I64Rotr when (right & 63) == 0:
                return at.A;
            case Opcode.I32DivU or Opcode.I64DivU or Opcode.I32DivS or Opcode.I64DivS when right == 1:
                // Nothing that could trap is left.
                (at.Op, at.B) = (isWide ? Opcode.I64Or : Opcode.I32Or, graph.Constant(at.Kind, 0));
                return at.A;
            case Opcode.I32And or Opcode.I64And or Opcode.I32Mul or Opcode.I64Mul when right == 0:
                return at.B;
            case Opcode.I32And or Opcode.I64And when BitOperations.TrailingZeroCount(~right) >= Bits.WidthOf(graph, at.A):
                // There are no other bits.
                return at.A;
            case Opcode.I64And when right == uint.MaxValue:
                // The lower half, whatever is above: the instruction takes 64 bits as well.
                (at.Op, at.InputCount) = (Opcode.I64ExtendI32U, 1);
                return node;
            case Opcode.I32Eq or Opcode.I64Eq when right == 0:
                (at.Op, at.InputCount) = (at.Op == Opcode.I32Eq ? Opcode.I32Eqz : Opcode.I64Eqz, 1);
                return at.Op == Opcode.I32Eqz ? Negate(graph, node) : node;
            case Opcode.I32Mul or Opcode.I64Mul when BitOperations.IsPow2(Unsigned(right, isWide)):
                (at.Op, at.B) = (isWide ? Opcode.I64Shl : Opcode.I32Shl, Exponent(graph, right, isWide));
                return node;
            case Opcode.I32DivU or Opcode.I64DivU when BitOperations.IsPow2(Unsigned(right, isWide)):
                (at.Op, at.B) = (isWide ? Opcode.I64ShrU : Opcode.I32ShrU, Exponent(graph, right, isWide));
                return node;
            case Opcode.I32RemU or Opcode.I64RemU when BitOperations.IsPow2(Unsigned(right, isWide)):
                var mask = (long)Unsigned(right, isWide) - 1;
                (at.Op, at.B) = (isWide ? Opcode.I64And : Opcode.I32And, graph.Constant(at.Kind, isWide ? mask : (int)mask));
                return node;
            case Opcode.I32Add or Opcode.I64Add when graph[at.A].Op == at.Op && IsInteger(graph, graph[at.A].B):
                var sum = graph[graph[at.A].B].Bits + right;
                (at.A, at.B) = (graph[at.A].A, graph.Constant(at.Kind, isWide ? sum : (int)sum));
                return node;
            default:
                return node;
        }
    }

    // 0 − x, x & −x, x & (x − 1), x & ~y: an instruction each.
    private static void UseBitInstruction(Graph graph, ref Node at)
    {
        if (at.Op is Opcode.I32Sub or Opcode.I64Sub && IsInteger(graph, at.A) && graph[at.A].Bits == 0)
        {
            (at.Op, at.InputCount, at.A) = (Ops.Negate, 1, at.B);
        }
        else if (at.Op is Opcode.I32And or Opcode.I64And && !TryUseBitInstruction(graph, ref at, at.A, at.B))
        {
            TryUseBitInstruction(graph, ref at, at.B, at.A);
        }
    }

    private static bool TryUseBitInstruction(Graph graph, ref Node at, int value, int other)
    {
        ref readonly var with = ref graph[other];
        var isWide = at.Kind == OperandKind.I64;
        if (with.Op == Ops.Negate && with.A == value)
        {
            (at.Op, at.InputCount, at.A) = (Ops.LowestBit, 1, value);
        }
        else if (with.Op == (isWide ? Opcode.I64Add : Opcode.I32Add) && with.A == value && IsMinusOne(graph, with.B))
        {
            (at.Op, at.InputCount, at.A) = (Ops.WithoutLowestBit, 1, value);
        }
        else if (with.Op == (isWide ? Opcode.I64Xor : Opcode.I32Xor) && IsMinusOne(graph, with.B))
        {
            (at.Op, at.A, at.B) = (Ops.AndNot, with.A, value);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool IsMinusOne(Graph graph, int node) => IsInteger(graph, node) && graph[node].Bits == -1;

    private static ulong Unsigned(long bits, bool isWide) => isWide ? (ulong)bits : (uint)bits;

    private static int Exponent(Graph graph, long bits, bool isWide) =>
        graph.Constant(isWide ? OperandKind.I64 : OperandKind.I32, BitOperations.Log2(Unsigned(bits, isWide)));

    private static long? Fold(Opcode op, long a) => op switch
    {
        Opcode.I32Eqz => (int)a == 0 ? 1 : 0,
        Opcode.I64Eqz => a == 0 ? 1 : 0,
        Opcode.I32WrapI64 => (int)a,
        Opcode.I64ExtendI32S => (int)a,
        Opcode.I64ExtendI32U => (uint)a,
        Opcode.I32Extend8S or Opcode.I64Extend8S => (sbyte)a,
        Opcode.I32Extend16S or Opcode.I64Extend16S => (short)a,
        Opcode.I64Extend32S => (int)a,
        Opcode.I32Clz => BitOperations.LeadingZeroCount((uint)a),
        Opcode.I32Ctz => (uint)a == 0 ? 32 : BitOperations.TrailingZeroCount((uint)a),
        Opcode.I32Popcnt => BitOperations.PopCount((uint)a),
        Opcode.I64Clz => BitOperations.LeadingZeroCount((ulong)a),
        Opcode.I64Ctz => a == 0 ? 64 : BitOperations.TrailingZeroCount(a),
        Opcode.I64Popcnt => BitOperations.PopCount((ulong)a),
        _ => null,
    };

    private static long? Fold(Opcode op, long a, long b) => op switch
    {
        Opcode.I32Add => (int)a + (int)b,
        Opcode.I32Sub => (int)a - (int)b,
        Opcode.I32Mul => (int)a * (int)b,
        Opcode.I32And => (int)(a & b),
        Opcode.I32Or => (int)(a | b),
        Opcode.I32Xor => (int)(a ^ b),
        Opcode.I32Shl => (int)a << (int)b,
        Opcode.I32ShrS => (int)a >> (int)b,
        Opcode.I32ShrU => (int)((uint)a >> (int)b),
        Opcode.I32Rotl => (int)BitOperations.RotateLeft((uint)a, (int)b),
        Opcode.I32Rotr => (int)BitOperations.RotateRight((uint)a, (int)b),
        Opcode.I64Add => a + b,
        Opcode.I64Sub => a - b,
        Opcode.I64Mul => a * b,
        Opcode.I64And => a & b,
        Opcode.I64Or => a | b,
        Opcode.I64Xor => a ^ b,
        Opcode.I64Shl => a << (int)b,
        Opcode.I64ShrS => a >> (int)b,
        Opcode.I64ShrU => (long)((ulong)a >> (int)b),
        Opcode.I64Rotl => (long)BitOperations.RotateLeft((ulong)a, (int)b),
        Opcode.I64Rotr => (long)BitOperations.RotateRight((ulong)a, (int)b),
        >= Opcode.I32Eq and <= Opcode.I32GeU => Compare(op - Opcode.I32Eqz, (int)a, (int)b, (uint)a, (uint)b),
        >= Opcode.I64Eq and <= Opcode.I64GeU => Compare(op - Opcode.I64Eqz, a, b, (ulong)a, (ulong)b),
        _ => null,
    };

    private static long? Compare(int order, long a, long b, ulong unsignedA, ulong unsignedB) => order switch
    {
        1 => a == b,
        2 => a != b,
        3 => a < b,
        4 => unsignedA < unsignedB,
        5 => a > b,
        6 => unsignedA > unsignedB,
        7 => a <= b,
        8 => unsignedA <= unsignedB,
        9 => a >= b,
        _ => unsignedA >= unsignedB,
    }
        ? 1 : 0;
}
