using System.Runtime.CompilerServices;
using ConformanceLab.Wasm.Codegen.X64;

namespace ConformanceLab.Wasm.Baseline;

/// <content>
/// Results that are made where they are going: if the next instruction sets a local that has a register, the result is computed in it.
/// <code>
///   local.get 0         mov eax, ebx                lea ebx, [rbx+4]
///   i32.const 4         add eax, 4          now:
///   i32.add             mov ebx, eax
///   local.set 0
/// </code>
/// Between the result and the local's being set nothing is executed, so that nobody sees the register with a value that is not the local's.
/// Who else refers to the local's old value gets it before.
/// </content>
internal sealed partial class BaselineCompiler
{
    private const byte LocalSetCode = 0x21;
    private const byte LocalTeeCode = 0x22;

    /// <summary>The register of the local that is set next, if there is one.</summary>
    private readonly record struct Target(Register? Register, VectorRegister? Vector);

    /// <summary>The register of the local that is set next.</summary>
    /// <param name="length">Bytes of this instruction.</param>
    /// <param name="operands">The topmost operands, which this instruction takes: they may be the local.</param>
    /// <param name="target">The register.</param>
    private bool TryGetTarget(int length, int operands, out Register target)
    {
        target = default;
        if (!TryGetTargetLocal(length, out var local) || _locals[local].Kind.IsVector())
        {
            return false;
        }

        DetachLocal(local, operands);
        target = _locals[local].Register;
        return true;
    }

    /// <inheritdoc cref="TryGetTarget(int, int, out Register)"/>
    private bool TryGetTarget(int length, int operands, out VectorRegister target)
    {
        target = default;
        if (!TryGetTargetLocal(length, out var local) || !_locals[local].Kind.IsVector())
        {
            return false;
        }

        DetachLocal(local, operands);
        target = _locals[local].Vector;
        return true;
    }

    // DANGER: what stands behind the instruction must be known exactly. Integers may be longer than they need be.
    private int LengthOfAccess()
    {
        const byte vectorPrefix = 0xFD;
        const uint hasMemoryIndex = 0x40;
        var position = _bytecode + 1;
        if (BodyAt(_bytecode) == vectorPrefix)
        {
            SkipInteger(ref position);
        }

        if ((SkipInteger(ref position) & hasMemoryIndex) != 0)
        {
            SkipInteger(ref position);
        }

        SkipInteger(ref position);
        return position - _bytecode;
    }

    private int LengthOfAggregate(int immediates)
    {
        var position = _bytecode + 1;
        for (; immediates >= 0; immediates--)
        {
            SkipInteger(ref position);
        }

        return position - _bytecode;
    }

    private byte BodyAt(int position) => _bytes[_bodyStart + position];

    // The low seven bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint SkipInteger(ref int position)
    {
        uint first = BodyAt(position);
        while (BodyAt(position++) >= 0x80)
        {
        }

        return first & 0x7F;
    }

    private bool IsIn(in Operand operand, Register register) =>
        operand.Place == Place.Local && IsInRegister(operand.Local) && _locals[operand.Local].Register == register;

    /// <summary>Where a value of any kind is to be made.</summary>
    private Target TargetOf(OperandKind kind, int length, int operands) =>
        kind.IsVector()
            ? TryGetTarget(length, operands, out VectorRegister vector) ? new Target(null, vector) : default
            : TryGetTarget(length, operands, out Register register) ? new Target(register, null) : default;

    // The left operand where the result is made, to be changed there: in the target, unless the right operand is still read from it.
    private Register TakeLeft(in Operand left, in Operand right, Register? target)
    {
        if (target is not { } register || (IsIn(right, register) && !IsIn(left, register)))
        {
            return ToRegister(left);
        }

        LoadOperand(register, left);
        Release(left);
        return register;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryGetTargetLocal(int length, out int local)
    {
        var next = _bytecode + length;
        if (next + 1 < _bodyLength && BodyAt(next) is LocalSetCode or LocalTeeCode && BodyAt(next + 1) < 0x80)
        {
            local = BodyAt(next + 1);
            return _locals[local].HasRegister;
        }

        local = 0;
        return false;
    }
}
