using System.Runtime.CompilerServices;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter;

// Structured control has become branches. A branch is four words [target, from, to, count]: the distance to the target counted from the
// first of them, and the operands that the label takes with it: count slots move from slot `from` down to slot `to`.
internal static unsafe partial class Handlers
{
    /// <summary>Words of a branch.</summary>
    public const int BranchWords = 4;

    /// <summary>[opcode]; spec: exec-unreachable</summary>
    public static int* Unreachable(int* ip, Slot* fp, ExecutionContext context) => throw new TrapException(TrapCode.Unreachable);

    /// <summary>[opcode], the target of branches to the loop's label; spec: exec-loop</summary>
    public static int* Loop(int* ip, Slot* fp, ExecutionContext context)
    {
        context.Poll();
        return ip + 1;
    }

    /// <summary>[opcode, slot, distance to the else branch]; spec: exec-if</summary>
    public static int* If(int* ip, Slot* fp, ExecutionContext context) => fp[ip[1]].I32 != 0 ? ip + 3 : ip + 2 + ip[2];

    /// <summary>[opcode, branch]; spec: exec-br</summary>
    public static int* Br(int* ip, Slot* fp, ExecutionContext context) => Branch(ip + 1, fp);

    /// <summary>[opcode, slot, branch]; spec: exec-br_if</summary>
    public static int* BrIf(int* ip, Slot* fp, ExecutionContext context) =>
        fp[ip[1]].I32 != 0 ? Branch(ip + 2, fp) : ip + 2 + BranchWords;

    /// <summary>[opcode, slot, number of labels without the default, branches, the default last]; spec: exec-br_table</summary>
    public static int* BrTable(int* ip, Slot* fp, ExecutionContext context)
    {
        var label = Math.Min(fp[ip[1]].U32, (uint)ip[2]);
        return Branch(ip + 3 + (label * BranchWords), fp);
    }

    /// <summary>[opcode, slot, branch]; spec: exec-br_on_null</summary>
    public static int* BrOnNull(int* ip, Slot* fp, ExecutionContext context) =>
        fp[ip[1]].U64 == 0 ? Branch(ip + 2, fp) : ip + 2 + BranchWords;

    /// <summary>[opcode, slot, branch]; spec: exec-br_on_non_null</summary>
    public static int* BrOnNonNull(int* ip, Slot* fp, ExecutionContext context) =>
        fp[ip[1]].U64 != 0 ? Branch(ip + 2, fp) : ip + 2 + BranchWords;

    /// <summary>[opcode, slot, cast target, branch]; spec: exec-br_on_cast</summary>
    public static int* BrOnCast(int* ip, Slot* fp, ExecutionContext context) =>
        Matches(fp + ip[1], ip + 2, fp, context) ? Branch(ip + 2 + CastTargetWords, fp) : ip + 2 + CastTargetWords + BranchWords;

    /// <summary>[opcode, slot, cast target, branch]; spec: exec-br_on_cast_fail</summary>
    public static int* BrOnCastFail(int* ip, Slot* fp, ExecutionContext context) =>
        Matches(fp + ip[1], ip + 2, fp, context) ? ip + 2 + CastTargetWords + BranchWords : Branch(ip + 2 + CastTargetWords, fp);

    /// <summary>What stands in the table for instructions that leave nothing in translated code.</summary>
    public static int* NotEmitted(int* ip, Slot* fp, ExecutionContext context) =>
        throw new InvalidOperationException($"{((Opcode)(*ip)).Mnemonic()} in translated code");

    /// <summary>[opcode]: takes the fuel of the instruction that follows.</summary>
    public static int* ConsumeFuel(int* ip, Slot* fp, ExecutionContext context)
    {
        if (context.Shared->Fuel <= 0)
        {
            TrapException.Throw(TrapCode.OutOfFuel);
        }

        context.Shared->Fuel--;
        return ip + 1;
    }

    /// <summary>[opcode, counted opcode]: counts the instruction that follows.</summary>
    public static int* CountInstruction(int* ip, Slot* fp, ExecutionContext context)
    {
        Interlocked.Increment(ref context.Store.Engine.InstructionCounts![ip[1]]);
        return ip + 2;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int* Branch(int* branch, Slot* fp)
    {
        if (branch[3] != 0)
        {
            Move(fp + branch[1], fp + branch[2], branch[3]);
        }

        return branch + branch[0];
    }

    // Slots move down, so ascending order is right where the ranges overlap.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move(Slot* from, Slot* to, int count)
    {
        for (var i = 0; i < count; i++)
        {
            to[i] = from[i];
        }
    }
}
