using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Validation;

/// <content>
/// The fast path: it accepts frequent instructions that are plainly valid and steps aside, without having changed anything, before whatever
/// is not: an operand of another type (a subtype, or any in unreachable code), an integer of unusual length, a stack that is full. The rule
/// of the instruction then decides and words all errors, so an instruction that is missing here is only slower.
/// <para>
/// Measured, decoding with validation on one core, MB of code a second (7zz, sqlite-npm, tfjs-simd): 130, 113, 154 without it; 193, 157,
/// 221 with variables, numbers, memory and br_if; 213, 179, 221 with control and calls; 241, 195, 300 with runs of local.get and vectors.
/// </para>
/// </content>
internal partial struct FunctionValidator
{
    // Types of locals that the fast path may use: none if it would have to know which are initialised, and only those whose index is a
    // byte.
    private readonly ReadOnlySpan<ValType> FastLocals => _tracksLocals ? [] : _locals.AsSpan(0, Math.Min(_localCount, 0x80));

    // What the stack can hold without growing or breaking a limit.
    private readonly Span<ValType> FastOperands => _operands.AsSpan(0, Math.Min(_operands.Length, ImplementationLimits.Operands));

    /// <summary>Validates instructions from the reader's position on, as far as it goes; the reader stands before the next one.</summary>
    private void RunFastPath(ref BodyReader reader)
    {
        // The state is in locals, that is in registers: in fields, each instruction would wait for the stores of the one before.
        var code = reader.Bytes;
        var position = reader.Position;
        var rules = _fastRules;
        var locals = FastLocals;
        var operands = FastOperands;
        var height = _height;
        var highWater = _highWater;
        var bottom = _base;

        // Behind every instruction but the last stands another byte: its immediate, or the next opcode.
        for (var next = position + 1; (uint)next < (uint)code.Length; next = position + 1)
        {
            ref readonly var rule = ref rules[code[position]];
            var immediate = code[next];

        Dispatch:
            switch (rule.Kind)
            {
                case FastKind.LocalGet:
                    // A quarter of all instructions, and often several in a row: a loop saves the indirect jumps between them (+11 %).
                    do
                    {
                        if (immediate >= (uint)locals.Length || (uint)height >= (uint)operands.Length)
                        {
                            goto StepAside;
                        }

                        operands[height++] = locals[immediate];
                        highWater = Math.Max(highWater, height);
                        position = next + 1;
                        next = position + 1;
                        if ((uint)next >= (uint)code.Length)
                        {
                            goto StepAside;
                        }

                        immediate = code[next];
                    }
                    while (rules[code[position]].Kind == FastKind.LocalGet);

                    break;
                case FastKind.LocalSet:
                    if (immediate >= (uint)locals.Length || !IsOnTop(locals[immediate], operands, height, bottom))
                    {
                        goto StepAside;
                    }

                    height--;
                    position = next + 1;
                    break;
                case FastKind.LocalTee:
                    if (immediate >= (uint)locals.Length || !IsOnTop(locals[immediate], operands, height, bottom))
                    {
                        goto StepAside;
                    }

                    position = next + 1;
                    break;
                case FastKind.Integer:
                    {
                        var length = LengthOfInteger(code, next);
                        if (length > rule.Size || (uint)height >= (uint)operands.Length)
                        {
                            goto StepAside;
                        }

                        operands[height++] = rule.Result;
                        highWater = Math.Max(highWater, height);
                        position = next + length;
                        break;
                    }

                case FastKind.Fixed:
                    if (code.Length - next < rule.Size || (uint)height >= (uint)operands.Length)
                    {
                        goto StepAside;
                    }

                    operands[height++] = rule.Result;
                    highWater = Math.Max(highWater, height);
                    position = next + rule.Size;
                    break;
                case FastKind.Unary:
                    if (!IsOnTop(rule.First, operands, height, bottom))
                    {
                        goto StepAside;
                    }

                    operands[height - 1] = rule.Result;
                    position = next;
                    break;
                case FastKind.Binary:
                    if (!AreOnTop(rule.First, rule.Second, operands, height, bottom))
                    {
                        goto StepAside;
                    }

                    height--;
                    operands[height - 1] = rule.Result;
                    position = next;
                    break;
                case FastKind.Load:
                    {
                        var length = LengthOfInteger(code, next + 1);
                        if (length > sizeof(uint) || immediate > rule.Size || !IsOnTop(rule.First, operands, height, bottom))
                        {
                            goto StepAside;
                        }

                        operands[height - 1] = rule.Result;
                        position = next + 1 + length;
                        break;
                    }

                case FastKind.Store:
                    {
                        var length = LengthOfInteger(code, next + 1);
                        if (length > sizeof(uint) || immediate > rule.Size || !AreOnTop(rule.First, rule.Second, operands, height, bottom))
                        {
                            goto StepAside;
                        }

                        height -= 2;
                        position = next + 1 + length;
                        break;
                    }

                case FastKind.GlobalGet:
                    if (immediate >= Math.Min(_visibleGlobals, 0x80) || (uint)height >= (uint)operands.Length)
                    {
                        goto StepAside;
                    }

                    operands[height++] = _module.Globals.ItemRef(immediate).Value;
                    highWater = Math.Max(highWater, height);
                    position = next + 1;
                    break;
                case FastKind.GlobalSet:
                    if (immediate >= Math.Min(_visibleGlobals, 0x80) || !_module.Globals.ItemRef(immediate).IsMutable
                        || !IsOnTop(_module.Globals.ItemRef(immediate).Value, operands, height, bottom))
                    {
                        goto StepAside;
                    }

                    height--;
                    position = next + 1;
                    break;
                case FastKind.Select:
                    if (height < bottom + 3
                        || operands[height - 1] != ValType.I32
                        || operands[height - 2] != operands[height - 3]
                        || !operands[height - 2].IsNumber)
                    {
                        goto StepAside;
                    }

                    height -= 2;
                    position = next;
                    break;
                case FastKind.Drop:
                    if (height <= bottom)
                    {
                        goto StepAside;
                    }

                    height--;
                    position = next;
                    break;
                case FastKind.Block or FastKind.Loop:
                    if (FastTypeOfBlock(immediate) is { } blockType)
                    {
                        // Opening a frame can exceed a limit: the error needs the place.
                        Position = position;
                        _height = height;
                        PushFrame(rule.Kind == FastKind.Loop ? FrameKind.Loop : FrameKind.Block, blockType);
                        bottom = height;
                        position = next + 1;
                        break;
                    }

                    goto StepAside;
                case FastKind.If:
                    if (FastTypeOfBlock(immediate) is { } ifType && IsOnTop(ValType.I32, operands, height, bottom))
                    {
                        Position = position;
                        _height = --height;
                        PushFrame(FrameKind.If, ifType);
                        bottom = height;
                        position = next + 1;
                        break;
                    }

                    goto StepAside;
                case FastKind.Else:
                    {
                        ref var frame = ref _frames[_depth - 1];
                        if (frame.Kind != FrameKind.If
                            || !frame.StartTypes.IsEmpty
                            || !IsAll(frame.EndTypes.AsSpan(), operands, height, bottom))
                        {
                            goto StepAside;
                        }

                        ContinueFrame(FrameKind.Else, []);
                        height = bottom;
                        position = next;
                        break;
                    }

                case FastKind.End:
                    {
                        ref var frame = ref _frames[_depth - 1];
                        var results = frame.EndTypes.AsSpan();
                        if (_depth == 1
                            || (frame.Kind == FrameKind.If && (!frame.StartTypes.IsEmpty || !results.IsEmpty))
                            || !IsAll(results, operands, height, bottom))
                        {
                            goto StepAside;
                        }

                        // The results stay where they are. The function's own end is left to its rule.
                        PopFrame();
                        bottom = _base;
                        position = next;
                        break;
                    }

                case FastKind.Br:
                    if (immediate >= Math.Min(_depth, 0x80)
                        || !EndsWith(_frames[_depth - 1 - immediate].LabelTypes.AsSpan(), operands, height, bottom))
                    {
                        goto StepAside;
                    }

                    height = bottom;
                    _unreachable = true;
                    position = next + 1;
                    break;
                case FastKind.BrIf:
                    if (immediate >= Math.Min(_depth, 0x80) || !IsOnTop(ValType.I32, operands, height, bottom)
                        || !EndsWith(_frames[_depth - 1 - immediate].LabelTypes.AsSpan(), operands, height - 1, bottom))
                    {
                        goto StepAside;
                    }

                    height--;
                    position = next + 1;
                    break;
                case FastKind.Return:
                    if (!EndsWith(_frames[0].EndTypes.AsSpan(), operands, height, bottom))
                    {
                        goto StepAside;
                    }

                    height = bottom;
                    _unreachable = true;
                    position = next;
                    break;
                case FastKind.Unreachable:
                    height = bottom;
                    _unreachable = true;
                    position = next;
                    break;
                case FastKind.Call:
                    {
                        var index = SmallInteger(code, next, out var length);
                        var functions = _module.FunctionSignatures;
                        if (length > sizeof(uint) || index >= (uint)functions.Length)
                        {
                            goto StepAside;
                        }

                        var type = functions[(int)index];
                        var parameters = type.Parameters.AsSpan();
                        var results = type.Results.AsSpan();
                        var start = height - parameters.Length;
                        if (!EndsWith(parameters, operands, height, bottom) || start + results.Length > operands.Length)
                        {
                            goto StepAside;
                        }

                        for (var i = 0; i < results.Length; i++)
                        {
                            operands[start + i] = results[i];
                        }

                        height = start + results.Length;
                        highWater = Math.Max(highWater, height);
                        position = next + length;
                        break;
                    }

                case FastKind.VectorPrefix:
                    {
                        // The rest of the opcode is an integer of one or two bytes.
                        var subOpcode = immediate & 0x7F;
                        if (immediate >= 0x80)
                        {
                            next++;
                            if ((uint)next >= (uint)code.Length || code[next] > FastRule.VectorRules >> 7)
                            {
                                goto StepAside;
                            }

                            subOpcode |= code[next] << 7;
                        }

                        next++;
                        if (subOpcode >= FastRule.VectorRules || (uint)next >= (uint)code.Length)
                        {
                            goto StepAside;
                        }

                        rule = ref rules[FastRule.SingleRules + subOpcode];
                        immediate = code[next];
                        goto Dispatch;
                    }

                default:
                    goto StepAside;
            }
        }

    StepAside:
        reader.Position = position;
        _height = height;
        _highWater = highWater;
    }

    // Types that exist whatever the features.
    private static FunctionType? FastTypeOfBlock(byte code) =>
        code == 0x40 ? FunctionType.Empty : code is >= 0x7C and <= 0x7F ? s_numericBlocks[code - 0x7B] : null;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsOnTop(ValType type, ReadOnlySpan<ValType> operands, int height, int bottom) =>
        height > bottom && operands[height - 1] == type;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreOnTop(ValType first, ValType second, ReadOnlySpan<ValType> operands, int height, int bottom) =>
        height > bottom + 1 && operands[height - 1] == second && operands[height - 2] == first;

    // Whether these types are on top.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool EndsWith(ReadOnlySpan<ValType> types, ReadOnlySpan<ValType> operands, int height, int bottom)
    {
        var start = height - types.Length;
        if (start < bottom)
        {
            return false;
        }

        for (var i = 0; i < types.Length; i++)
        {
            if (operands[start + i] != types[i])
            {
                return false;
            }
        }

        return true;
    }

    // Whether the innermost frame's operands are of these types and no others.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsAll(ReadOnlySpan<ValType> types, ReadOnlySpan<ValType> operands, int height, int bottom) =>
        height - types.Length == bottom && EndsWith(types, operands, height, bottom);

    // Length of the LEB128 integer, without its value; 9 if it takes more than 8 bytes or has no end. All bytes at once, because branches
    // on them would be hard to predict.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int LengthOfInteger(ReadOnlySpan<byte> code, int position)
    {
        if ((uint)(position + sizeof(ulong)) > (uint)code.Length)
        {
            return LengthOfLastInteger(code, position);
        }

        return LengthOfInteger(BinaryPrimitives.ReadUInt64LittleEndian(code.Slice(position, sizeof(ulong))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int LengthOfInteger(ulong bytes) => (BitOperations.TrailingZeroCount(~bytes & 0x8080_8080_8080_8080) >> 3) + 1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int LengthOfLastInteger(ReadOnlySpan<byte> code, int position)
    {
        var bytes = ulong.MaxValue;
        for (var i = code.Length - 1; i >= position; i--)
        {
            bytes = bytes << 8 | code[i];
        }

        return LengthOfInteger(bytes);
    }

    // An unsigned LEB128 integer of up to four bytes; of a longer one only the length is right.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint SmallInteger(ReadOnlySpan<byte> code, int position, out int length)
    {
        if ((uint)(position + sizeof(ulong)) > (uint)code.Length)
        {
            length = sizeof(ulong) + 1;
            return 0;
        }

        var bytes = BinaryPrimitives.ReadUInt64LittleEndian(code.Slice(position, sizeof(ulong)));
        length = LengthOfInteger(bytes);
        var value = (uint)(bytes & ((1UL << (8 * length)) - 1));
        return (value & 0x7F) | (value >> 1 & 0x7F << 7) | (value >> 2 & 0x7F << 14) | (value >> 3 & 0x7F << 21);
    }
}
