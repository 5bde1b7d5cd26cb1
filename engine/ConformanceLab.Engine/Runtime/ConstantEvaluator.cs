using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Runtime;

/// <summary>
/// Evaluates constant expressions of valid modules: offsets, initial values. One per store; its stack is a root while it works.
/// Source: specification, "Constant Expressions".
/// </summary>
internal sealed unsafe class ConstantEvaluator(StoreState store) : IRootSource, IDisposable
{
    // Operands with, for each slot, whether it holds a GC reference. Native, so that addresses of operands stay valid across safepoints.
    private Slot* _slots;
    private bool[] _isRef = [];
    private int _count;
    private bool _isFixed;

    ~ConstantEvaluator() => NativeMemory.Free(_slots);

    /// <summary>
    /// The value of an expression. A GC reference in it is no root any longer: it must be stored before the next safepoint.
    /// </summary>
    /// <exception cref="TrapException">Out of memory.</exception>
    public GlobalCell Evaluate(ModuleInstance instance, Code expression) => Evaluate(instance, expression, out _);

    /// <summary>The value of an expression.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="expression">The expression.</param>
    /// <param name="isFixed">Whether it has the same value in all instances.</param>
    /// <exception cref="TrapException">Out of memory.</exception>
    public GlobalCell Evaluate(ModuleInstance instance, Code expression, out bool isFixed)
    {
        var start = _count;
        _isFixed = true;
        try
        {
            var reader = new BodyReader(expression.Bytes.Span, instance.Module.Syntax.Features);
            var visitor = new Visitor { Evaluator = this, Instance = instance };
            while (!reader.IsAtEnd)
            {
                reader.Read(ref visitor);
            }

            var width = _count - start;
            isFixed = _isFixed;
            return new GlobalCell { Low = _slots[start], High = width > 1 ? _slots[start + 1] : default };
        }
        finally
        {
            _count = start;
        }
    }

    /// <summary>Frees the stack.</summary>
    public void Dispose()
    {
        NativeMemory.Free(_slots);
        _slots = null;
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public void VisitRoots(IRootVisitor visitor)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_isRef[i])
            {
                visitor.Visit(&_slots[i].Ref);
            }
        }
    }

    private Slot* Push(bool isRef = false)
    {
        if (_count == _isRef.Length)
        {
            var capacity = Math.Max(16, _count * 2);
            _slots = (Slot*)NativeMemory.Realloc(_slots, (nuint)capacity * Slot.Size);
            Array.Resize(ref _isRef, capacity);
        }

        _isRef[_count] = isRef;
        var slot = _slots + _count++;
        *slot = default;
        return slot;
    }

    private void PushRef(uint reference) => Push(isRef: true)->SetRef(reference);

    private Slot Pop() => _slots[--_count];

    private void PushCell(GlobalCell cell, bool isVector, bool isRef)
    {
        *Push(isRef) = cell.Low;
        if (isVector)
        {
            *Push() = cell.High;
        }
    }

    // spec: exec-struct.new, exec-array.new, …
    private void Allocate(Opcode opcode, uint type, int count)
    {
        var heap = store.Heap;
        var descriptor = heap.Types[type];
        switch (opcode)
        {
            case Opcode.StructNewDefault:
                PushRef(heap.AllocateStruct(type));
                break;
            case Opcode.StructNew:
                {
                    var slots = 0;
                    for (var i = 0u; i < descriptor->FieldCount; i++)
                    {
                        slots += heap.FieldOf(type, i).Kind == StorageKind.V128 ? 2 : 1;
                    }

                    var reference = heap.StructNew(type, _slots + _count - slots);
                    _count -= slots;
                    PushRef(reference);
                    break;
                }

            case Opcode.ArrayNewDefault:
                {
                    var length = Pop().U32;
                    PushRef(heap.AllocateArray(type, length));
                    break;
                }

            case Opcode.ArrayNew:
                {
                    var length = Pop().U32;
                    var slots = descriptor->Element == StorageKind.V128 ? 2 : 1;
                    var reference = heap.ArrayNew(type, length, _slots + _count - slots);
                    _count -= slots;
                    PushRef(reference);
                    break;
                }

            case Opcode.ArrayNewFixed:
                {
                    var slots = descriptor->Element == StorageKind.V128 ? 2 * count : count;
                    var reference = heap.ArrayNewFixed(type, (uint)count, _slots + _count - slots);
                    _count -= slots;
                    PushRef(reference);
                    break;
                }

            default:
                throw NotConstant(opcode);
        }
    }

    private static InvalidOperationException NotConstant(Opcode opcode) =>
        new($"{opcode.Mnemonic()} in a constant expression of a valid module");

    private struct Visitor : IInstructionVisitor
    {
        public required ConstantEvaluator Evaluator { get; init; }

        public required ModuleInstance Instance { get; init; }

        public readonly void Plain(Opcode opcode)
        {
            switch (opcode)
            {
                case Opcode.End:
                    break;
                case Opcode.I32Add or Opcode.I32Sub or Opcode.I32Mul:
                    {
                        var right = Evaluator.Pop().I32;
                        var left = Evaluator.Pop().I32;
                        Evaluator.Push()->I32 = opcode switch
                        {
                            Opcode.I32Add => left + right,
                            Opcode.I32Sub => left - right,
                            _ => left * right,
                        };
                        break;
                    }

                case Opcode.I64Add or Opcode.I64Sub or Opcode.I64Mul:
                    {
                        var right = Evaluator.Pop().I64;
                        var left = Evaluator.Pop().I64;
                        Evaluator.Push()->I64 = opcode switch
                        {
                            Opcode.I64Add => left + right,
                            Opcode.I64Sub => left - right,
                            _ => left * right,
                        };
                        break;
                    }

                case Opcode.RefI31:
                    Evaluator.PushRef(GcHeap.I31New(Evaluator.Pop().I32));
                    break;
                case Opcode.AnyConvertExtern or Opcode.ExternConvertAny:
                    // Costs nothing: both hierarchies have the same representation.
                    break;
                default:
                    throw NotConstant(opcode);
            }
        }

        public readonly void Index(Opcode opcode, int index)
        {
            Evaluator._isFixed = false;
            switch (opcode)
            {
                case Opcode.GlobalGet:
                    {
                        var global = Instance.Globals[index];
                        Evaluator.PushCell(*global.Cell, global.Type.Value.IsVector, global.HoldsRef);
                        break;
                    }

                case Opcode.RefFunc:
                    Evaluator.Push()->Function = Instance.Data->Functions[index];
                    break;
                default:
                    Evaluator.Allocate(opcode, (uint)Instance.Module.Types[index], 0);
                    break;
            }
        }

        public readonly void Indices(Opcode opcode, int first, int second)
        {
            Evaluator._isFixed = false;
            Evaluator.Allocate(opcode, (uint)Instance.Module.Types[first], second);
        }

        public readonly void Heap(Opcode opcode, HeapType type) => Evaluator.PushRef(0);

        public readonly void Vector(Opcode opcode, in Vector128<byte> value)
        {
            Evaluator.Push();
            Evaluator.Push();
            Slot.SetV128(Evaluator._slots + Evaluator._count - 2, value);
        }

        public readonly void Const32(Opcode opcode, uint bits) => Evaluator.Push()->U64 = bits;

        public readonly void Const64(Opcode opcode, ulong bits) => Evaluator.Push()->U64 = bits;

        public readonly void Block(Opcode opcode, BlockType type) => throw NotConstant(opcode);

        public readonly void Label(Opcode opcode, uint label) => throw NotConstant(opcode);

        public readonly void Labels(Opcode opcode, scoped ReadOnlySpan<uint> labels) => throw NotConstant(opcode);

        public readonly void TryTable(Opcode opcode, BlockType type, scoped ReadOnlySpan<CatchClause> clauses) => throw NotConstant(opcode);

        public readonly void BranchOnCast(Opcode opcode, uint label, ValType source, ValType target) => throw NotConstant(opcode);

        public readonly void Types(Opcode opcode, scoped ReadOnlySpan<ValType> types) => throw NotConstant(opcode);

        public readonly void Memory(Opcode opcode, MemArg memArg) => throw NotConstant(opcode);

        public readonly void MemoryLane(Opcode opcode, MemArg memArg, byte lane) => throw NotConstant(opcode);

        public readonly void Lane(Opcode opcode, byte lane) => throw NotConstant(opcode);
    }
}
