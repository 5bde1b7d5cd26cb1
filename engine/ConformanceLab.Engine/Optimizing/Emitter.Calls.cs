using System.Collections.Immutable;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.Abi;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>Calls: arguments go from wherever they are to where the convention wants them, all at once; results come back alike.</content>
internal sealed partial class Emitter
{
    // Operands of a call or return to their places: those on the stack now, those in registers when the moves are resolved.
    private void PutOperands(in Node at, ImmutableArray<ValueLocation> places, MemoryOperand area)
    {
        for (var index = 0; index < places.Length; index++)
        {
            var value = _graph.Lists[at.A + index];
            var from = Where(value);
            var kind = _graph[value].Kind;
            var place = places[index];
            if (!place.IsOnStack)
            {
                _resolver.Add(from, place.Index + (kind.IsVector() ? Locations.FirstVector : 0), kind);
            }
            else if (kind.IsVector())
            {
                var register = Locations.IsRegister(from) ? Locations.ToVector(from) : ScratchVector;
                LoadTo(register, from, kind);
                StoreVector(kind, area.Plus(place.Index), register);
            }
            else
            {
                var register = Locations.IsRegister(from) ? Locations.ToRegister(from) : Scratch;
                LoadTo(register, from, kind);
                _assembler.Mov(Qword, area.Plus(place.Index), register);
            }
        }
    }

    private bool TryEmitCall(int node, in Node at)
    {
        switch (at.Op)
        {
            case Ops.Helper or Ops.Raise:
                EmitHelper(node, at);
                return true;
            case Opcode.Call or Opcode.CallIndirect or Opcode.CallRef:
                EmitCall(node, at);
                return true;
            case Opcode.ReturnCall or Opcode.ReturnCallIndirect or Opcode.ReturnCallRef:
                EmitTailCall(at);
                return true;
            case Ops.TableFunction:
                LoadTo(R10, Where(at.A), _graph[at.A].Kind);
                TakeFromTable(at.Type, at.Index);
                LoadTo(Result(node), (int)Rax, OperandKind.Function);
                return true;
            case Ops.CheckedFunction:
                _assembler.Test(Qword, General(at.A), General(at.A));
                _assembler.Jcc(Condition.Equal, TrapLabel(TrapCode.NullFunctionReference));
                LoadTo(Result(node), Where(at.A), OperandKind.Function);
                return true;
            case Ops.TableElement:
                LoadTo(R10, Where(at.A), _graph[at.A].Kind);
                _assembler.Mov(Qword, Scratch, FindElement(at.Index).Plus(LayoutOffsets.TableElements));
                _assembler.Mov(Qword, Result(node), new MemoryOperand(Scratch, R10, 8));
                return true;
            default:
                return false;
        }
    }

    private void EmitCall(int node, in Node at)
    {
        var signature = _native.SignatureOf(at.Type);
        var isFixed = TakeCallee(at, signature);
        PutOperands(at, signature.Parameters, new MemoryOperand(Rsp));
        ResolveMoves();
        var isForeign = true;
        var isImport = at.Op == Opcode.Call && at.Index < _module.ImportedFunctions;
        if (isImport)
        {
            LoadImport(at);
            InstanceSwitches.CallImport(_assembler);
        }
        else if (at.Op == Opcode.Call)
        {
            if (at.Index == _function && !_isLoop)
            {
                // Itself: whoever is in this code may stay in it.
                _assembler.Call(_start);
            }
            else
            {
                _ownCalls.Call(_assembler, at.Index - _module.ImportedFunctions, at.Bytecode);
            }

            isForeign = _module.HasForeignTailCalls;
        }
        else if (isFixed)
        {
            _assembler.Call(Rax);
            isForeign = _module.HasForeignTailCalls;
        }
        else
        {
            _switches.Call(_assembler, at.Bytecode);
        }

        AddCallSite(at.Bytecode, RootsAt((2 * _number) + 1), HandlersOf(node));
        if (signature.ParameterStackBytes > 0)
        {
            _assembler.Emit(Sub, Qword, Rsp, signature.ParameterStackBytes);
        }

        if (isImport)
        {
            InstanceSwitches.Restore(_assembler);
        }
        else if (isForeign)
        {
            _switches.Return(_assembler, at.Bytecode);
        }

        TakeResults(node, signature);
        GoOn(node);
    }

    private void LoadImport(in Node at)
    {
        if (at.Op is Opcode.Call or Opcode.ReturnCall)
        {
            _assembler.Mov(Qword, Rax, SharedSequences.FunctionPointer(_module, at.Index));
        }
    }

    // Results that somebody needs, from the registers first.
    private void TakeResults(int node, SignatureLayout signature)
    {
        for (var stack = 0; stack < 2; stack++)
        {
            for (var result = node + 1; result < _graph.Count && _graph[result].Op == Ops.Result && _graph[result].A == node; result++)
            {
                if (_graph[result].Uses == 0 || _liveness.Intervals[result] is not { } interval)
                {
                    continue;
                }

                var kind = _graph[result].Kind;
                var to = _frame.LocationOf(interval);
                var place = signature.Results[_graph[result].Index];
                if (to == Locations.None || place.IsOnStack != (stack == 1))
                {
                    continue;
                }

                if (place.IsOnStack)
                {
                    LoadFrom(new MemoryOperand(Rsp, signature.ParameterStackBytes + place.Index), to, kind);
                }
                else
                {
                    _resolver.Add(place.Index + (kind.IsVector() ? Locations.FirstVector : 0), to, kind);
                }
            }

            ResolveMoves();
        }
    }

    // rax: the record that is called, where it is not an import's; the code if the answer is yes, through a table that never changes.
    private bool TakeCallee(in Node at, SignatureLayout signature)
    {
        if (at.Op is Opcode.CallRef or Opcode.ReturnCallRef)
        {
            var callee = _graph.Lists[at.A + signature.Parameters.Length];
            LoadTo(Rax, Where(callee), OperandKind.Function);
            if ((_graph[callee].Facts & ReferenceFacts.NotNull) == 0)
            {
                _assembler.Test(Qword, Rax, Rax);
                _assembler.Jcc(Condition.Equal, TrapLabel(TrapCode.NullFunctionReference));
            }
        }
        else if (at.Op is Opcode.CallIndirect or Opcode.ReturnCallIndirect)
        {
            var index = _graph.Lists[at.A + signature.Parameters.Length];
            LoadTo(R10, Where(index), _graph[index].Kind);
            if (_native.FixedTableOf(at.Index, at.Type) is { } table)
            {
                TakeFromTable(at.Type, table);
                return true;
            }

            TakeFromTable(at.Type, at.Index);
        }

        return false;
    }

    private void TakeFromTable(int type, FixedTable table)
    {
        Label? mismatch = table.NeedsCheck(type) ? TrapLabel(TrapCode.IndirectCallTypeMismatch) : null;
        if (table.EmitTake(_assembler, R10, type, TrapLabel(TrapCode.UndefinedElement), mismatch) is { } wrong)
        {
            _elements.Add((wrong, R10, mismatch, _bytecode));
        }
    }

    // spec: exec-call_indirect. r10: the index, which the trap's message has.
    private void TakeFromTable(int type, int table)
    {
        _assembler.Mov(Qword, Rax, FindElement(table).Plus(LayoutOffsets.TableElements));
        _assembler.Mov(Qword, Rax, new MemoryOperand(Rax, R10, 8));
        _assembler.Test(Qword, Rax, Rax);
        var uninitialized = _assembler.NewLabel();
        _assembler.Jcc(Condition.Equal, uninitialized);
        _elements.Add((uninitialized, R10, null, _bytecode));
        CheckType(type);
    }

    // The table, at most in r11, which has an element at index r10.
    private MemoryOperand FindElement(int table)
    {
        var data = _assembler.TableData(_module, table);
        _assembler.Emit(Cmp, Qword, R10, data.Plus(LayoutOffsets.TableLength));
        _assembler.Jcc(Condition.AboveOrEqual, TrapLabel(TrapCode.UndefinedElement));
        return data;
    }

    // DANGER: a function that is called with other arguments than it has takes what it finds for addresses.
    private void CheckType(int type)
    {
        var wrong = TrapLabel(TrapCode.IndirectCallTypeMismatch);
        var id = _module.Types[type];
        _assembler.Emit(Cmp, Dword, new MemoryOperand(Rax, LayoutOffsets.FunctionCanonicalType), id);
        if (_native.IsFinal(type))
        {
            _assembler.Jcc(Condition.NotEqual, wrong);
            return;
        }

        var fine = _assembler.NewLabel();
        _assembler.Jcc(Condition.Equal, fine);
        _assembler.Mov(Dword, Rbx, new MemoryOperand(Rax, LayoutOffsets.FunctionCanonicalType));
        _assembler.Emit(ShiftOperation.Shl, Qword, Rbx, TypeDescriptor.SizeLog2);
        _assembler.Mov(Qword, R12, new MemoryOperand(R15, LayoutOffsets.InstanceStore));
        _assembler.Emit(Add, Qword, Rbx, new MemoryOperand(R12, LayoutOffsets.StoreTypeDescriptors));
        _assembler.Mov(Scratch, id);
        _assembler.CompareDisplay(Rbx, R12, Scratch, _native.DepthOf(type), wrong);
        _assembler.Jcc(Condition.NotEqual, wrong);
        _assembler.Bind(fine);
    }

    // The frame goes away before the callee begins: arguments on the stack wait in the outgoing area.
    private void EmitTailCall(in Node at)
    {
        var signature = _native.SignatureOf(at.Type);
        var isFixed = TakeCallee(at, signature);
        PutOperands(at, signature.Parameters, new MemoryOperand(Rsp));
        ResolveMoves();
        var own = at.Op == Opcode.ReturnCall ? at.Index - _module.ImportedFunctions : -1;
        var isItself = own >= 0 && at.Index == _function && !_isLoop;
        var isDirect = own >= 0 && _ownCalls.IsDirect(own);
        if (own >= 0)
        {
            if (!isItself && !isDirect)
            {
                _assembler.Mov(Rbx, _native.SlotOf(own));
                _assembler.Mov(Qword, Rbx, new MemoryOperand(Rbx));
            }
        }
        else if (isFixed)
        {
            _assembler.Mov(Qword, Rbx, Rax);
        }
        else
        {
            LoadImport(at);
            InstanceSwitches.BeginTailCall(_assembler);
        }

        var results = CallingConvention.FirstStackArgument + _signature.ParameterStackBytes;
        var arguments = results - signature.ParameterStackBytes;
        if (signature.ParameterStackBytes == _signature.ParameterStackBytes)
        {
            _assembler.CopyStaged(signature.ParameterStackBytes, arguments);
            _assembler.Leave();
        }
        else
        {
            _assembler.Mov(Qword, R12, new MemoryOperand(Rbp, 8));
            _assembler.Mov(Qword, R13, new MemoryOperand(Rbp));
            _assembler.CopyStaged(signature.ParameterStackBytes, arguments);
            _assembler.Lea(Qword, Rsp, new MemoryOperand(Rbp, arguments - 8));
            _assembler.Mov(Qword, new MemoryOperand(Rsp), R12);
            _assembler.Mov(Qword, Rbp, R13);
        }

        if (isItself)
        {
            _assembler.Jmp(_start);
        }
        else if (isDirect)
        {
            _ownCalls.Jump(_assembler, own);
        }
        else
        {
            _assembler.Jmp(Rbx);
        }
    }

    // Operands and results as a helper expects them: the topmost at the lowest address.
    private void EmitHelper(int node, in Node at)
    {
        var first = _frame.SlotCount;
        var roots = RootsAt((2 * _number) + 1);
        var slot = first;
        for (var index = 0; index < at.InputCount; index++)
        {
            var value = _graph.Lists[at.A + index];
            var kind = _graph[value].Kind;
            EmitMove(new Move(Where(value), Locations.FirstSlot + slot, kind));
            if (kind == OperandKind.Reference)
            {
                roots = AddRoot(roots, slot);
            }

            slot += kind.Slots();
        }

        var call = _helpers[at.Index];
        if (call.Address == Helpers.MemoryCopy || call.Address == Helpers.MemoryFill)
        {
            EmitBulk(call, first, roots);
            return;
        }

        CallHelper(call.Address, Math.Max(slot - 1, first), call.First, call.Second, at.Bytecode, roots, HandlersOf(node));
        if (at.Op == Ops.Raise)
        {
            // It does not return; but where it would return to is this function.
            _assembler.Ud2();
            return;
        }

        for (var result = node + 1; result < _graph.Count && _graph[result].Op == Ops.Result && _graph[result].A == node; result++)
        {
            if (_graph[result].Uses > 0 && _liveness.Intervals[result] is { } interval && _frame.LocationOf(interval) is var to
                && to != Locations.None)
            {
                EmitMove(new Move(Locations.FirstSlot + first + _graph[result].Index, to, _graph[result].Kind));
            }
        }
    }
}
