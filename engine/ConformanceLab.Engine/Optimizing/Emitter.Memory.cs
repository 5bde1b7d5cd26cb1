using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>
/// Memories, globals, tables.
/// <para>
/// DANGER: the sandbox depends on it that addresses of memories without checks are i32 values in registers, whose upper halves are 0: with an
/// offset of 32 bits they never leave what is reserved. In front of every other access there is a check: GraphBuilder.Memory.cs.
/// </para>
/// </content>
internal sealed partial class Emitter
{
    private bool TryEmitMemory(int node, in Node at)
    {
        switch (at.Op)
        {
            case Opcode.GlobalGet:
                if (at.Kind.IsVector())
                {
                    LoadVector(at.Kind, VectorResult(node), GlobalCell(at.Index));
                }
                else
                {
                    _assembler.Mov(at.Kind.Size(), Result(node), GlobalCell(at.Index));
                }

                return true;
            case Opcode.GlobalSet:
                EmitGlobalSet(at);
                return true;
            case Opcode.RefFunc:
                _assembler.Mov(Qword, Result(node), SharedSequences.FunctionPointer(_module, at.Index));
                return true;
            case Opcode.MemorySize:
                _assembler.Mov(Qword, Scratch, new MemoryOperand(R15, LayoutOffsets.InstanceMemories));
                _assembler.Mov(Qword, Scratch, new MemoryOperand(Scratch, 8 * at.Index));
                _assembler.Mov(Qword, Result(node), new MemoryOperand(Scratch, LayoutOffsets.MemoryByteLength));
                if (_module.Memories[at.Index].PageSizeLog2 > 0)
                {
                    _assembler.Emit(ShiftOperation.Shr, Qword, Result(node), (byte)_module.Memories[at.Index].PageSizeLog2);
                }

                return true;
            case Opcode.TableGet:
                _assembler.Mov(at.Kind.Size(), Result(node), TableElement(General(at.A), at.Index, at.Kind));
                return true;
            case Opcode.TableSet:
                var kind = _native.KindOf(_module.Tables[at.Index].Element);
                _assembler.Mov(kind.Size(), TableElement(General(at.A), at.Index, kind), General(at.B));
                return true;
            case Opcode.TableSize:
                _assembler.Mov(at.Kind.Size(), Result(node), _assembler.TableData(_module, at.Index).Plus(LayoutOffsets.TableLength));
                return true;
            case Ops.CheckBounds:
                var isWide = _graph[at.A].Kind == OperandKind.I64;
                var outside = TrapLabel(TrapCode.MemoryOutOfBounds);
                _assembler.CheckBounds(General(at.A), Temporary(), at.Index, (ulong)at.Bits, isWide, outside);
                return true;
            case Ops.CheckReach:
                _assembler.CheckReach(General(at.A), TrapLabel(TrapCode.MemoryOutOfBounds));
                return true;
            default:
                if (!Signatures.TryFindAccess(at.Op, out var access))
                {
                    return TryEmitVectorMemory(node, at) || TryEmitAtomic(node, at);
                }

                if (access.IsStore)
                {
                    EmitStore(at, access);
                }
                else
                {
                    EmitLoad(node, at, access);
                }

                return true;
        }
    }

    private MemoryOperand GlobalCell(int index) => _assembler.GlobalCell(_module, index);

    private void EmitGlobalSet(in Node at)
    {
        var kind = _graph[at.A].Kind;
        if (kind.IsVector())
        {
            StoreVector(kind, GlobalCell(at.Index), Vector(at.A));
        }
        else
        {
            _assembler.Mov(Qword, GlobalCell(at.Index), General(at.A));
        }
    }

    // DANGER: an element behind the end would be taken for a reference.
    private MemoryOperand TableElement(Register index, int table, OperandKind kind)
    {
        var data = _assembler.TableData(_module, table);
        _assembler.Emit(Cmp, Qword, index, data.Plus(LayoutOffsets.TableLength));
        _assembler.Jcc(Condition.AboveOrEqual, TrapLabel(TrapCode.TableOutOfBounds));
        _assembler.Mov(Qword, Scratch, data.Plus(LayoutOffsets.TableElements));
        return new MemoryOperand(Scratch, index, kind == OperandKind.Function ? 8 : 4);
    }

    private MemoryOperand Address(in Node at)
    {
        var memory = _assembler.MemoryBase(at.Index, _module.HasAggregates);

        if (Lowering.IsConstantAddress(_graph, at))
        {
            return new MemoryOperand(memory, (int)((long)Lowering.AddressOf(_graph[at.A]) + at.Bits));
        }

        // Displacements are signed.
        var address = General(at.A);
        var offset = (uint)at.Bits;
        for (; offset > int.MaxValue; offset -= int.MaxValue)
        {
            _assembler.Lea(Qword, Scratch, new MemoryOperand(memory, int.MaxValue));
            memory = Scratch;
        }

        return new MemoryOperand(memory, address, 1, (int)offset);
    }

    // Right before the instruction that touches memory.
    private void MayFault(in Node at)
    {
        if (_module.AddressChecks[at.Index] != AddressCheck.Bounds)
        {
            _trapSites.Add(new TrapSite((uint)_assembler.NextInstruction, TrapCode.MemoryOutOfBounds, IsFault: true, (uint)_bytecode));
        }
    }

    private void EmitLoad(int node, in Node at, in Signatures.Access access)
    {
        var address = Address(at);
        MayFault(at);
        if (access.Kind.IsVector())
        {
            LoadVector(access.Kind, VectorResult(node), address);
        }
        else if (access.IsSigned)
        {
            _assembler.Movsx(access.Kind.Size(), access.Size, Result(node), address);
        }
        else if (access.Size == Qword)
        {
            _assembler.Mov(Qword, Result(node), address);
        }
        else
        {
            _assembler.Movzx(access.Size, Result(node), address);
        }
    }

    private void EmitStore(in Node at, in Signatures.Access access)
    {
        var value = Where(at.B);
        var address = Address(at);
        MayFault(at);
        if (access.Kind.IsVector())
        {
            StoreVector(access.Kind, address, Locations.ToVector(value));
        }
        else if (Locations.IsConstant(value))
        {
            _assembler.Mov(access.Size, address, (int)_graph[at.B].Bits);
        }
        else
        {
            _assembler.Mov(access.Size, address, Locations.ToRegister(value));
        }
    }
}
