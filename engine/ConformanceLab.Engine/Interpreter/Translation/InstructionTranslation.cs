using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter.Translation;

/// <content>Instructions that fall through, apart from calls and aggregates.</content>
internal sealed partial class Translator
{
    private void TranslatePlain(Opcode opcode)
    {
        switch (opcode)
        {
            case Opcode.Nop or Opcode.AnyConvertExtern or Opcode.ExternConvertAny:
                // spec: exec-any.convert_extern. Both hierarchies have one representation.
                break;
            case Opcode.Unreachable:
                Emit(opcode);
                BecomeUnreachable();
                break;
            case Opcode.Return:
                EmitReturn(_blocks[0].Results.Slots);
                BecomeUnreachable();
                break;
            case Opcode.ThrowRef:
                Emit(opcode, _operands.Height - 1, _operands.Roots);
                BecomeUnreachable();
                break;
            case Opcode.Drop:
                _operands.Pop();
                break;
            case Opcode.Select:
                Select();
                break;
            case Opcode.RefIsNull or Opcode.ArrayLen or Opcode.I31GetS or Opcode.I31GetU:
                Replace(opcode, 1, OperandKind.Scalar);
                break;
            case Opcode.RefEq:
                Replace(opcode, 2, OperandKind.Scalar);
                break;
            case Opcode.RefI31:
                Replace(opcode, 1, OperandKind.Reference);
                break;
            case Opcode.RefAsNonNull:
                Emit(opcode, _operands.Height - 1);
                break;
            default:
                EmitBySignature(opcode);
                break;
        }
    }

    private void TranslateIndex(Opcode opcode, int index)
    {
        switch (opcode)
        {
            case Opcode.Call or Opcode.ReturnCall or Opcode.CallRef or Opcode.ReturnCallRef:
                TranslateCall(opcode, index);
                break;
            case Opcode.LocalGet or Opcode.LocalSet or Opcode.LocalTee:
                TranslateLocal(opcode, index);
                break;
            case Opcode.GlobalGet:
                {
                    var kind = KindOf(_module.Globals[index].Value);
                    EmitWide(opcode, InternalOpcode.GlobalGetVector, kind, _operands.Height, index);
                    _operands.Push(kind);
                    break;
                }

            case Opcode.GlobalSet:
                {
                    var kind = _operands.Pop();
                    EmitWide(opcode, InternalOpcode.GlobalSetVector, kind, _operands.Height, index);
                    break;
                }

            case Opcode.RefFunc:
                Emit(opcode, _operands.Height, index);
                _operands.Push(OperandKind.Scalar);
                break;
            case Opcode.Throw:
                Throw(index);
                break;
            case Opcode.TableGet:
                Replace(opcode, 1, KindOf(_module.Tables[index].Element));
                _words.Add(index);
                break;
            case Opcode.TableSet:
                _operands.Pop(2);
                Emit(opcode, _operands.Height, index);
                break;
            case Opcode.TableSize:
                Replace(opcode, 0, OperandKind.Scalar);
                _words.Add(index);
                break;
            case Opcode.TableGrow:
                Replace(opcode, 2, OperandKind.Scalar);
                _words.Add(index);
                _words.Add(WideMask(_module.Tables[index].AddressType));
                break;
            case Opcode.TableFill:
                _operands.Pop(3);
                Emit(opcode, _operands.Height, index, WideMask(_module.Tables[index].AddressType));
                break;
            case Opcode.MemorySize:
                EmitBySignature(opcode);
                _words.Add(index);
                break;
            case Opcode.MemoryGrow or Opcode.MemoryFill:
                EmitBySignature(opcode);
                _words.Add(index);
                _words.Add(MemoryWideMask(index));
                break;
            case Opcode.DataDrop or Opcode.ElemDrop:
                Emit(opcode);
                _words.Add(index);
                break;
            default:
                TranslateAggregate(opcode, index);
                break;
        }
    }

    private void TranslateIndices(Opcode opcode, int first, int second)
    {
        switch (opcode)
        {
            case Opcode.CallIndirect or Opcode.ReturnCallIndirect:
                TranslateCallIndirect(opcode, first, second);
                break;
            case Opcode.TableCopy:
                _operands.Pop(3);
                Emit(opcode, _operands.Height, first, second, WideMask(_module.Tables[first].AddressType));
                _words.Add(WideMask(_module.Tables[second].AddressType));
                break;
            case Opcode.TableInit:
                _operands.Pop(3);
                Emit(opcode, _operands.Height, first, second, WideMask(_module.Tables[second].AddressType));
                break;
            case Opcode.MemoryCopy:
                _operands.Pop(3);
                Emit(opcode, _operands.Height, first, second, MemoryWideMask(first));
                _words.Add(MemoryWideMask(second));
                break;
            case Opcode.MemoryInit:
                _operands.Pop(3);
                Emit(opcode, _operands.Height, first, second, MemoryWideMask(second));
                break;
            default:
                TranslateAggregate(opcode, first, second);
                break;
        }
    }

    // Replaces operands by one result that starts at the same slot.
    private void Replace(Opcode opcode, int operands, OperandKind result)
    {
        _operands.Pop(operands);
        Emit(opcode, _operands.Height);
        _operands.Push(result);
    }

    private void Select()
    {
        _operands.Pop(2);
        var kind = _operands.Pop();
        _words.Add(kind == OperandKind.Vector ? (int)InternalOpcode.SelectVector : (int)Opcode.Select);
        _words.Add(_operands.Height);
        _operands.Push(kind);
    }

    private void TranslateLocal(Opcode opcode, int index)
    {
        var kind = _localKinds[index];
        switch (opcode)
        {
            case Opcode.LocalGet:
                EmitWide(opcode, InternalOpcode.LocalGetVector, kind, _operands.Height, _localSlots[index]);
                _operands.Push(kind);
                break;
            case Opcode.LocalSet:
                _operands.Pop();
                EmitWide(opcode, InternalOpcode.LocalSetVector, kind, _operands.Height, _localSlots[index]);
                break;
            default:
                EmitWide(opcode, InternalOpcode.LocalTeeVector, kind, _operands.HeightBelowTop, _localSlots[index]);
                break;
        }
    }

    private void EmitWide(Opcode scalar, InternalOpcode vector, OperandKind kind, int slot, int operand)
    {
        _words.Add(kind == OperandKind.Vector ? (int)vector : (int)scalar);
        _words.Add(slot);
        _words.Add(operand);
    }

    // See MemoryAccess.
    private void Access(Opcode opcode, MemArg memArg)
    {
        EmitBySignature(opcode);
        _words.Add(MemoryWideMask(memArg.MemoryIndex));
        _words.Add(memArg.MemoryIndex);
        EmitLong(memArg.Offset);
    }

    private int MemoryWideMask(int memory) => WideMask(_module.Memories[memory].AddressType);

    private static int WideMask(AddressType type) => type == AddressType.I64 ? -1 : 0;

    private void TranslateCall(Opcode opcode, int index)
    {
        if (opcode is Opcode.CallRef or Opcode.ReturnCallRef)
        {
            _operands.Pop();
            EmitCall(opcode, index, 0, 0);
        }
        else
        {
            EmitCall(opcode, _module.FunctionTypeIndices[index], index, 0);
        }
    }

    private void TranslateCallIndirect(Opcode opcode, int type, int table)
    {
        _operands.Pop();
        EmitCall(opcode, type, type, table);
    }

    // The arguments are on top of the stack. See Calls.cs for the words.
    private void EmitCall(Opcode opcode, int typeIndex, int first, int second)
    {
        var (parameters, results) = ShapesAt(typeIndex);
        var top = _operands.Height;
        _operands.Pop(parameters);
        Emit(opcode, top, _operands.Roots, first, second);
        if (opcode is Opcode.ReturnCall or Opcode.ReturnCallIndirect or Opcode.ReturnCallRef)
        {
            _words.Add(top - _operands.Height);
            _words.Add(_base);
            BecomeUnreachable();
        }
        else
        {
            _operands.Push(results);
        }
    }
}
