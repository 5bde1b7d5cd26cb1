using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Fuzzing.Generation;

/// <content>Numbers and vectors: instructions whose signature the table has, and what reads numbers from elsewhere.</content>
internal sealed partial class FunctionGenerator
{
    // Offsets that make the sum of address and offset leave 32 bits, or need a register of their own.
    private static readonly ulong[] s_largeOffsets = [65529, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF];

    private void Number(ValType type, int depth)
    {
        switch (_random.Next(20))
        {
            case 0 when FindAccessor(type) is { } accessor:
                Access(accessor, depth);
                return;
            case 1 when type == ValType.I32:
                Question(depth);
                return;
            case 2 when type == ValType.I32 || type == ValType.I64:
                Size(type, depth);
                return;
        }

        for (var tries = 0; tries < 5; tries++)
        {
            var opcode = _shape.Choices.Producer(_random, type);
            if (TryEmit(opcode, depth))
            {
                if (opcode.GetSignature()!.Results.Length == 2)
                {
                    _code.Plain(_random.Pick([Opcode.I64Xor, Opcode.I64Add, Opcode.Drop, Opcode.I64Sub]));
                }

                return;
            }
        }

        Leaf(type);
    }

    // What is asked of references.
    private void Question(int depth)
    {
        var type = _shape.TypeGenerator.Reference(_types.Count, isSure: false);
        switch (_random.Next(6))
        {
            case 0:
                Produce(type, depth);
                _code.Plain(Opcode.RefIsNull);
                break;
            case 1:
                Produce(ValType.Ref(HeapType.Eq, true), depth);
                Produce(ValType.Ref(HeapType.Eq, true), depth);
                _code.Plain(Opcode.RefEq);
                break;
            case 2:
                Produce(ValType.Ref(HeapType.I31, !_random.OneIn(8)), depth);
                _code.Plain(_random.Next(2) == 0 ? Opcode.I31GetS : Opcode.I31GetU);
                break;
            case 3:
                Produce(ValType.Ref(_random.Next(2) == 0 ? HeapType.Array : HeapType.Concrete(_random.Pick(_types.Arrays)), false), depth);
                _code.Plain(Opcode.ArrayLen);
                break;
            default:
                // Something of the type, of its hierarchy's top, is asked whether it is of the type.
                Upcast(type, depth);
                _code.Heap(_random.Next(2) == 0 ? Opcode.RefTest : Opcode.RefTestNull, type.HeapType);
                break;
        }
    }

    // Sizes of memories and tables, and what growing them answers.
    private void Size(ValType type, int depth)
    {
        var address = type == ValType.I64 ? AddressType.I64 : AddressType.I32;
        var module = _shape.Module;
        var memories = Enumerable.Range(0, module.Memories.Count).Where(i => module.Memories[i].AddressType == address).ToArray();
        var tables = Enumerable.Range(0, module.Tables.Count).Where(i => module.Tables[i].Type.AddressType == address).ToArray();
        switch (_random.Next(6))
        {
            case 0 or 1 when memories.Length > 0:
                _code.Index(Opcode.MemorySize, _random.Pick(memories));
                break;
            case 2 when memories.Length > 0:
                Constant(address, _random.OneIn(10) ? -1 : _random.Next(2));
                _code.Index(Opcode.MemoryGrow, _random.Pick(memories));
                break;
            case 3 or 4 when tables.Length > 0:
                _code.Index(Opcode.TableSize, _random.Pick(tables));
                break;
            case 5 when tables.Length > 0:
                var table = _random.Pick(tables);
                if (table == _shape.FixedTable)
                {
                    _code.Index(Opcode.TableSize, table);
                    break;
                }

                Produce(module.Tables[table].Type.Element, depth);
                Constant(address, _random.OneIn(10) ? -1 : _random.Next(2));
                _code.Index(Opcode.TableGrow, table);
                break;
            default:
                Leaf(type);
                break;
        }
    }

    // Operands, then the instruction; false if it needs what the module does not have.
    private bool TryEmit(Opcode opcode, int depth)
    {
        var signature = opcode.GetSignature()!;
        var memory = -1;
        if (signature.Operands.Contains(Signature.Address) && (memory = PickMemory(opcode)) < 0)
        {
            return false;
        }

        var memArg = default(MemArg);
        for (var i = 0; i < signature.Operands.Length; i++)
        {
            var type = signature.Operands[i];
            if (type == Signature.Address)
            {
                memArg = i == 0 ? Address(opcode, memory, depth) : Length(memory, depth, memArg);
            }
            else
            {
                Operand(opcode, i, type, depth);
            }
        }

        EmitImmediates(opcode, memory, memArg);
        return true;
    }

    private void EmitImmediates(Opcode opcode, int memory, MemArg memArg)
    {
        switch (opcode.Shape())
        {
            case ImmediateShape.Memarg:
                _code.Memory(opcode, memArg);
                break;
            case ImmediateShape.MemargLane:
                _code.MemoryLane(opcode, memArg, (byte)_random.Next(opcode.LaneCount()));
                break;
            case ImmediateShape.Lane:
                _code.Lane(opcode, (byte)_random.Next(opcode.LaneCount()));
                break;
            case ImmediateShape.Memory:
                _code.Index(opcode, memory);
                break;
            case ImmediateShape.Shuffle:
                _code.Vector(opcode, Shuffle());
                break;
            default:
                _code.Plain(opcode);
                break;
        }
    }

    // What would trap too often is made less likely: division by 0, conversion of what does not fit, waiting for long.
    private void Operand(Opcode opcode, int index, ValType type, int depth)
    {
        if (opcode is Opcode.MemoryAtomicWait32 or Opcode.MemoryAtomicWait64 && index == 2)
        {
            _code.Const64(Opcode.I64Const, (ulong)_random.Next(2000)); // nanoseconds
            return;
        }

        if (IsPartialConversion(opcode) && !_random.OneIn(12))
        {
            var isUnsigned = opcode.Mnemonic().EndsWith('u');
            Produce(ValType.I32, depth);
            _code.Plain((type == ValType.F32, isUnsigned) switch
            {
                (true, true) => Opcode.F32ConvertI32U,
                (true, false) => Opcode.F32ConvertI32S,
                (false, true) => Opcode.F64ConvertI32U,
                (false, false) => Opcode.F64ConvertI32S,
            });
            return;
        }

        Produce(type, depth);
        if (index == 1 && IsDivision(opcode) && !_random.OneIn(12))
        {
            if (type == ValType.I32)
            {
                I32(_random.Between(1, 9));
                _code.Plain(Opcode.I32Or);
            }
            else
            {
                _code.Const64(Opcode.I64Const, (ulong)_random.Between(1, 9));
                _code.Plain(Opcode.I64Or);
            }
        }
    }

    private static bool IsDivision(Opcode opcode) => opcode is Opcode.I32DivS or Opcode.I32DivU or Opcode.I32RemS or Opcode.I32RemU
        or Opcode.I64DivS or Opcode.I64DivU or Opcode.I64RemS or Opcode.I64RemU;

    private static bool IsPartialConversion(Opcode opcode) => opcode is Opcode.I32TruncF32S or Opcode.I32TruncF32U or Opcode.I32TruncF64S
        or Opcode.I32TruncF64U or Opcode.I64TruncF32S or Opcode.I64TruncF32U or Opcode.I64TruncF64S or Opcode.I64TruncF64U;

    // Waiting is for memories that are shared.
    private int PickMemory(Opcode opcode)
    {
        var memories = _shape.Module.Memories;
        if (memories.Count == 0)
        {
            return -1;
        }

        var memory = _random.OneIn(3) ? _random.Next(memories.Count) : 0;
        if (opcode is Opcode.MemoryAtomicWait32 or Opcode.MemoryAtomicWait64 && !_random.OneIn(20))
        {
            memory = memories.FindIndex(static type => type.IsShared);
        }

        return memory;
    }

    // An address, mostly within the memory, and the offset that goes with it.
    private MemArg Address(Opcode opcode, int memory, int depth)
    {
        var type = _shape.Module.Memories[memory].AddressType;
        var isAtomic = opcode.Class() == InstructionClass.Atomic;
        var alignment = opcode.Shape() == ImmediateShape.Memory ? 0 : opcode.NaturalAlignmentLog2();
        var bytes = _shape.BytesOf(memory);
        var unit = isAtomic ? 1 << alignment : 1;
        var offset = (ulong)(unit * _random.Pick([0, 0, 0, 1, 2, 3, 8, 100 / unit]));
        switch (_random.Next(12))
        {
            case < 2:
                Constant(type, unit * _random.Next(256 / unit));
                break;
            case 2:
                // The last bytes: just within, or just not.
                Constant(type, (bytes - (1 << alignment) - (int)offset + (unit * _random.Pick([0, 0, 0, 0, -1, 1]))) & -unit);
                break;
            case 3 when _random.OneIn(8):
                Produce(type.ToValType(), depth);
                break;
            default:
                Produce(type.ToValType(), depth);
                Mask(type, (bytes < 1 << 12 ? 0x1FF : 0xFFF) & -unit);
                break;
        }

        if (_random.OneIn(100))
        {
            offset = _random.Pick(s_largeOffsets) & ~(ulong)(unit - 1);
        }

        return new MemArg((uint)(isAtomic ? alignment : _random.Next(alignment + 1)), memory, offset);
    }

    private MemArg Length(int memory, int depth, MemArg memArg)
    {
        var type = _shape.Module.Memories[memory].AddressType;
        if (_random.Next(2) == 0)
        {
            Constant(type, _random.Next(80));
        }
        else
        {
            Produce(type.ToValType(), depth);
            Mask(type, 0x7F);
        }

        return memArg;
    }

    private void Mask(AddressType type, long mask)
    {
        if (type == AddressType.I64)
        {
            _code.Const64(Opcode.I64Const, (ulong)mask);
            _code.Plain(Opcode.I64And);
        }
        else
        {
            I32((int)mask);
            _code.Plain(Opcode.I32And);
        }
    }

    private System.Runtime.Intrinsics.Vector128<byte> Shuffle()
    {
        // Lanes of any width keep together, now and then: what compilers look for.
        var width = _random.Pick([1, 1, 2, 4, 8]);
        Span<byte> lanes = stackalloc byte[16];
        for (var lane = 0; lane < 16; lane += width)
        {
            var from = _random.Next(4) == 0 ? lane : width * _random.Next(32 / width);
            for (var i = 0; i < width; i++)
            {
                lanes[lane + i] = (byte)(from + i);
            }
        }

        return System.Runtime.Intrinsics.Vector128.Create<byte>(lanes);
    }
}
