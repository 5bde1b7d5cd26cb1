using System.Runtime.Intrinsics;
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
                Unary(opcode, _graph[_stack[^1]].Kind);
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
                            Binary(opcode, signature.Result);
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

    private void Call(Opcode opcode, int type, int index, int extra, bool isTail)
    {
        // The frame of an inlined function is its caller's, which stays.
        var endsBody = isTail && _body != _outer;
        isTail &= !endsBody;
        if (endsBody)
        {
            opcode = Untailed(opcode);
            _bytecode = _body.Call;
        }

        if (opcode != Opcode.Call || !TryInline(index))
        {
            Call(new Node { Op = opcode, Index = index, Type = type }, extra, isTail);
        }

        if (endsBody && !_isUnreachable)
        {
            JumpTo(_frames[_body.Frames]);
        }
    }

    private void Call(Node node, int extra, bool isTail)
    {
        var (parameters, results) = _native.KindsOf(node.Type);
        var callee = extra > 0 ? Pop() : 0;
        var arguments = PopMany(parameters.Length);
        int[] inputs = extra > 0 ? [.. arguments, callee] : arguments;
        var call = AppendList(node, inputs);
        if (isTail)
        {
            _isUnreachable = true;
        }
        else
        {
            PushResults(call, results);
        }
    }

    private static Opcode Untailed(Opcode opcode) => opcode switch
    {
        Opcode.ReturnCall => Opcode.Call,
        Opcode.ReturnCallIndirect => Opcode.CallIndirect,
        _ => Opcode.CallRef,
    };

    private void PushResults(int call, OperandKind[] kinds)
    {
        for (var index = 0; index < kinds.Length; index++)
        {
            Push(Append(new Node { Op = Ops.Result, Kind = kinds[index], HasValue = true, InputCount = 1, A = call, Index = index }));
        }
    }

    private void Help(nint address, int operands, ReadOnlySpan<OperandKind> results, long first = 0, long second = 0)
    {
        Helpers.Add(new HelperCall(address, first, second));
        PushResults(AppendList(new Node { Op = Ops.Helper, Index = Helpers.Count - 1 }, PopMany(operands)), results.ToArray());
    }

    private static OperandKind AddressKind(AddressType type) => type == AddressType.I64 ? OperandKind.I64 : OperandKind.I32;

    private static long Pack(int index, AddressType type) => ((long)index << 1) | (type == AddressType.I64 ? 1L : 0);

    private long PackMemory(int memory) => Pack(memory, _module.Memories[memory].AddressType);

    private long PackTable(int table) => Pack(table, _module.Tables[table].AddressType);

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
                Push(Append(new Node { Op = opcode, Kind = _native.KindOf(_module.Globals[index].Value), HasValue = true, Index = index }));
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
                Push(Append(new Node
                {
                    Op = opcode,
                    Kind = _native.KindOf(_module.Tables[index].Element),
                    HasValue = true,
                    InputCount = 1,
                    A = Pop(),
                    Index = index,
                }));
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
                Unsupported = opcode;
                break;
        }
    }

    private readonly struct Visitor(GraphBuilder builder) : IInstructionVisitor
    {
        public void Plain(Opcode opcode)
        {
            if (opcode == Opcode.End)
            {
                builder.End();
            }
            else if (opcode == Opcode.Else)
            {
                builder.Else();
            }
            else if (opcode == Opcode.CatchAll)
            {
                builder.Unsupported = opcode;
            }
            else if (!builder._isUnreachable)
            {
                builder.Plain(opcode);
            }
        }

        public void Block(Opcode opcode, BlockType type)
        {
            if (opcode == Opcode.Try)
            {
                builder.Unsupported = opcode;
            }
            else
            {
                builder.Open(opcode, type);
            }
        }

        public void Label(Opcode opcode, uint label)
        {
            if (opcode == Opcode.Delegate)
            {
                builder.Unsupported = opcode;
            }
            else if (builder._isUnreachable)
            {
                return;
            }
            else if (opcode == Opcode.Br)
            {
                builder.Branch(label);
            }
            else if (opcode == Opcode.BrIf)
            {
                builder.BranchIf(label);
            }
            else if (opcode is Opcode.BrOnNull or Opcode.BrOnNonNull)
            {
                builder.BranchOnNull(label, opcode == Opcode.BrOnNull);
            }
            else
            {
                builder.Unsupported = opcode;
            }
        }

        public void Labels(Opcode opcode, scoped ReadOnlySpan<uint> labels)
        {
            if (!builder._isUnreachable)
            {
                builder.BranchTable(labels);
            }
        }

        public void TryTable(Opcode opcode, BlockType type, scoped ReadOnlySpan<CatchClause> clauses) => builder.Unsupported = opcode;

        public void BranchOnCast(Opcode opcode, uint label, ValType source, ValType target) => Refuse(opcode);

        public void Index(Opcode opcode, int index)
        {
            if (opcode == Opcode.Catch)
            {
                builder.Unsupported = opcode;
            }
            else if (!builder._isUnreachable)
            {
                builder.Index(opcode, index);
            }
        }

        public void Indices(Opcode opcode, int first, int second)
        {
            if (!builder._isUnreachable)
            {
                builder.Indices(opcode, first, second);
            }
        }

        public void Types(Opcode opcode, scoped ReadOnlySpan<ValType> types)
        {
            if (!builder._isUnreachable)
            {
                builder.Select();
            }
        }

        public void Heap(Opcode opcode, HeapType type)
        {
            if (builder._isUnreachable)
            {
                return;
            }

            if (opcode == Opcode.RefNull)
            {
                builder.Push(builder.Constant(builder._native.KindOf(ValType.Ref(type, true)), 0));
            }
            else
            {
                builder.Unsupported = opcode;
            }
        }

        public void Memory(Opcode opcode, MemArg memArg)
        {
            if (!builder._isUnreachable)
            {
                builder.Memory(opcode, memArg);
            }
        }

        public void MemoryLane(Opcode opcode, MemArg memArg, byte lane)
        {
            if (!builder._isUnreachable)
            {
                builder.Memory(opcode, memArg, lane);
            }
        }

        public void Lane(Opcode opcode, byte lane)
        {
            if (!builder._isUnreachable)
            {
                builder.Lane(opcode, lane);
            }
        }

        public void Vector(Opcode opcode, Vector128<byte> value)
        {
            if (!builder._isUnreachable)
            {
                builder.Vector(opcode, value);
            }
        }

        public void Const32(Opcode opcode, uint bits)
        {
            if (!builder._isUnreachable)
            {
                builder.Push(builder.Constant(
                    opcode == Opcode.I32Const ? OperandKind.I32 : OperandKind.F32, opcode == Opcode.I32Const ? (int)bits : bits));
            }
        }

        public void Const64(Opcode opcode, ulong bits)
        {
            if (!builder._isUnreachable)
            {
                builder.Push(builder.Constant(opcode == Opcode.I64Const ? OperandKind.I64 : OperandKind.F64, (long)bits));
            }
        }

        private void Refuse(Opcode opcode)
        {
            if (!builder._isUnreachable)
            {
                builder.Unsupported = opcode;
            }
        }
    }
}
