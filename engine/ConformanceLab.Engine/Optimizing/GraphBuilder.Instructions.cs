using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>Instructions to nodes.</content>
internal sealed partial class GraphBuilder
{
    private void Unary(Opcode opcode, OperandKind result)
    {
        var a = Pop();
        Push(Append(new Node { Op = opcode, Kind = result, HasValue = true, InputCount = 1, A = a }));
    }

    private void Binary(Opcode opcode, OperandKind result)
    {
        var b = Pop();
        var a = Pop();
        Push(Append(new Node { Op = opcode, Kind = result, HasValue = true, InputCount = 2, A = a, B = b }));
    }

    private void Plain(Opcode opcode)
    {
        switch (opcode)
        {
            case Opcode.Nop or Opcode.AnyConvertExtern or Opcode.ExternConvertAny:
                break;
            case Opcode.Unreachable:
                Terminate(new Node { Op = Ops.Trap, Index = (int)TrapCode.Unreachable });
                break;
            case Opcode.Return:
                JumpTo(_frames[_body.Frames]);
                break;
            case Opcode.Drop:
                Pop();
                break;
            case Opcode.Select:
                Select();
                break;
            case Opcode.RefIsNull:
                Unary(opcode, OperandKind.I32);
                break;
            case Opcode.RefAsNonNull:
                CheckNotNull(_stack[^1], TrapCode.NullReference);
                break;
            case Opcode.RefEq:
                Binary(Opcode.I32Eq, OperandKind.I32);
                break;
            case Opcode.RefI31:
                Unary(opcode, OperandKind.Reference);
                break;
            case Opcode.I31GetS or Opcode.I31GetU:
                CheckNotNull(_stack[^1], TrapCode.NullI31Reference);
                Unary(opcode, OperandKind.I32);
                break;
            case Opcode.ArrayLen:
                Unary(opcode, OperandKind.I32);
                break;
            case Opcode.ThrowRef:
                Raise(Unwinder.ThrowRef, 0, [Pop()]);
                break;
            case Opcode.AtomicFence:
                Append(new Node { Op = opcode });
                break;
            case Opcode.I64Add128 or Opcode.I64Sub128:
                AddWide(opcode == Opcode.I64Add128);
                break;
            case Opcode.I64MulWideS or Opcode.I64MulWideU:
                MultiplyWide(opcode);
                break;
            default:
                if (Signatures.TryFind(opcode, out var signature))
                {
                    switch (signature.Operands)
                    {
                        case 1:
                            Unary(opcode, signature.Result);
                            break;
                        case 2:
                            if (!TryDivide(opcode))
                            {
                                Binary(opcode, signature.Result);
                            }

                            break;
                        default:
                            Ternary(opcode, signature.Result);
                            break;
                    }
                }
                else
                {
                    Unsupported = opcode;
                }

                break;
        }
    }

    private void Select()
    {
        var condition = Pop();
        var other = Pop();
        var value = Pop();
        Push(Append(new Node
        {
            Op = Opcode.Select, Kind = _graph[value].Kind, HasValue = true, InputCount = 3, A = value, B = other, C = condition,
        }));
    }

    private void Index(Opcode opcode, int index)
    {
        switch (opcode)
        {
            case Opcode.LocalGet:
                Push(_locals[index]);
                break;
            case Opcode.LocalSet:
                _locals[index] = Pop();
                break;
            case Opcode.LocalTee:
                _locals[index] = _stack[^1];
                break;
            case Opcode.GlobalGet:
                var global = _module.Globals[index].Value;
                if (_module.ConstantOf(index) is { } number)
                {
                    Push(Constant(_native.KindOf(global), number));
                    break;
                }

                Push(Append(Declared(new Node { Op = opcode, Kind = _native.KindOf(global), HasValue = true, Index = index }, global)));
                break;
            case Opcode.GlobalSet:
                Append(new Node { Op = opcode, InputCount = 1, A = Pop(), Index = index });
                break;
            case Opcode.Call:
                Call(opcode, _module.FunctionTypeIndices[index], index, extra: 0, isTail: false);
                break;
            case Opcode.ReturnCall:
                Call(opcode, _module.FunctionTypeIndices[index], index, extra: 0, isTail: true);
                break;
            case Opcode.CallRef:
                Call(opcode, index, 0, extra: 1, isTail: false);
                break;
            case Opcode.ReturnCallRef:
                Call(opcode, index, 0, extra: 1, isTail: true);
                break;
            case Opcode.Throw:
                Throw(index);
                break;
            case Opcode.RefFunc:
                Push(Append(new Node { Op = opcode, Kind = OperandKind.Function, HasValue = true, Index = index }));
                break;
            case Opcode.MemorySize:
                Push(Append(new Node
                {
                    Op = opcode, Kind = AddressKind(_module.Memories[index].AddressType), HasValue = true, Index = index,
                }));
                break;
            case Opcode.MemoryGrow:
                Help(Baseline.Helpers.MemoryGrow, 1, [AddressKind(_module.Memories[index].AddressType)], PackMemory(index));
                break;
            case Opcode.MemoryFill:
                Help(Baseline.Helpers.MemoryFill, 3, [], PackMemory(index));
                break;
            case Opcode.DataDrop:
                Help(Baseline.Helpers.DataDrop, 0, [], index);
                break;
            case Opcode.ElemDrop:
                Help(Baseline.Helpers.ElemDrop, 0, [], index);
                break;
            case Opcode.TableGet:
                var type = _module.Tables[index].Element;
                Push(Append(Declared(
                    new Node { Op = opcode, Kind = _native.KindOf(type), HasValue = true, InputCount = 1, A = Pop(), Index = index }, type)));
                break;
            case Opcode.TableSet:
                var element = Pop();
                Append(new Node { Op = opcode, InputCount = 2, A = Pop(), B = element, Index = index });
                break;
            case Opcode.TableSize:
                Push(Append(new Node
                {
                    Op = opcode, Kind = AddressKind(_module.Tables[index].AddressType), HasValue = true, Index = index,
                }));
                break;
            case Opcode.TableGrow:
                Help(Baseline.Helpers.TableGrow, 2, [AddressKind(_module.Tables[index].AddressType)], PackTable(index));
                break;
            case Opcode.TableFill:
                Help(Baseline.Helpers.TableFill, 3, [], PackTable(index));
                break;
            case Opcode.StructNew or Opcode.StructNewDefault or Opcode.ArrayNew or Opcode.ArrayNewDefault
                or Opcode.ArrayGet or Opcode.ArrayGetS or Opcode.ArrayGetU or Opcode.ArraySet or Opcode.ArrayFill:
                Aggregate(opcode, index, 0);
                break;
            default:
                Unsupported = opcode;
                break;
        }
    }

    private void Indices(Opcode opcode, int first, int second)
    {
        switch (opcode)
        {
            case Opcode.CallIndirect:
                Call(opcode, first, second, extra: 1, isTail: false);
                break;
            case Opcode.ReturnCallIndirect:
                Call(opcode, first, second, extra: 1, isTail: true);
                break;
            case Opcode.MemoryCopy:
                Help(Baseline.Helpers.MemoryCopy, 3, [], PackMemory(first), PackMemory(second));
                break;
            case Opcode.MemoryInit:
                Help(Baseline.Helpers.MemoryInit, 3, [], first, PackMemory(second));
                break;
            case Opcode.TableCopy:
                Help(Baseline.Helpers.TableCopy, 3, [], PackTable(first), PackTable(second));
                break;
            case Opcode.TableInit:
                Help(Baseline.Helpers.TableInit, 3, [], first, PackTable(second));
                break;
            default:
                Aggregate(opcode, first, second);
                break;
        }
    }
}
