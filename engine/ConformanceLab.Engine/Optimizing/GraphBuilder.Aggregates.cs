using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>
/// Structures, arrays, i31, tests and casts. What a reference may be is no matter of values here: a cast checks one and leaves it as it is.
/// </content>
internal sealed partial class GraphBuilder
{
    private void Aggregate(Opcode opcode, int first, int second)
    {
        switch (opcode)
        {
            case Opcode.StructNew or Opcode.StructNewDefault:
                var fields = opcode == Opcode.StructNew ? _native.FieldCountOf(first) : 0;
                Push(AppendList(New(Opcode.StructNew, first), PopMany(fields)));
                break;
            case Opcode.StructGet or Opcode.StructGetS or Opcode.StructGetU:
                var field = _native.FieldOf(first, second);
                Push(Append(Read(opcode, first, field) with { InputCount = 1, A = Pop(), Type = second }));
                break;
            case Opcode.StructSet:
                var value = Pop();
                Append(new Node { Op = opcode, InputCount = 2, A = Pop(), B = value, Index = first, Type = second });
                break;
            case Opcode.ArrayNewFixed:
                Push(AppendList(New(opcode, first), PopMany(second)));
                break;
            default:
                Array(opcode, first, second);
                break;
        }
    }

    private static Node New(Opcode opcode, int type) => new()
    {
        Op = opcode,
        Kind = OperandKind.Reference,
        HasValue = true,
        Index = type,
        Facts = ReferenceFacts.NotNull | ReferenceFacts.IsObject,
        HeapType = type + 1,
    };

    // Of a field, or of an element.
    private Node Read(Opcode opcode, int type, FieldType place) => Declared(
        new Node
        {
            Op = opcode,
            Kind = _native.KindOfStorage(place.Storage),
            HasValue = true,
            Index = type,
            Bits = place.Mutable ? 0 : Node.Immutable,
        },
        place.Storage);

    private void Array(Opcode opcode, int type, int second)
    {
        switch (opcode)
        {
            case Opcode.ArrayNew:
                var length = Pop();
                Push(Append(New(opcode, type) with { InputCount = 2, A = length, B = Pop() }));
                break;
            case Opcode.ArrayNewDefault:
                Push(Append(New(opcode, type) with { InputCount = 1, A = Pop() }));
                break;
            case Opcode.ArrayGet or Opcode.ArrayGetS or Opcode.ArrayGetU:
                var element = _native.ElementOf(type);
                var index = PopIndex();
                Push(Append(Read(opcode, type, element) with { InputCount = 2, A = Pop(), B = index }));
                break;
            case Opcode.ArraySet:
                var value = Pop();
                var at = PopIndex();
                Append(new Node { Op = opcode, InputCount = 3, A = Pop(), B = at, C = value, Index = type });
                break;
            case Opcode.ArrayNewData:
                Help(GcHelpers.ArrayNewData, 2, [OperandKind.Reference], type, second);
                break;
            case Opcode.ArrayNewElem:
                Help(GcHelpers.ArrayNewElement, 2, [OperandKind.Reference], type, second);
                break;
            case Opcode.ArrayFill:
                Help(GcHelpers.ArrayFill, 4, [], _native.KindOfStorage(_native.ElementOf(type).Storage).Slots());
                break;
            case Opcode.ArrayCopy:
                Help(GcHelpers.ArrayCopy, 5, []);
                break;
            case Opcode.ArrayInitData:
                Help(GcHelpers.ArrayInitData, 4, [], second);
                break;
            case Opcode.ArrayInitElem:
                Help(GcHelpers.ArrayInitElement, 4, [], second);
                break;
            default:
                Unsupported = opcode;
                break;
        }
    }

    // A constant index that is no displacement must be in a register.
    private int PopIndex()
    {
        var index = Pop();
        ref readonly var at = ref _graph[index];
        return at.Op == Ops.Constant && at.Bits is < 0 or > Codegen.ObjectSequences.LargestConstantIndex ? Append(at) : index;
    }

    private void CheckNotNull(int reference, TrapCode trap) =>
        Append(new Node { Op = Ops.CheckNotNull, InputCount = 1, A = reference, Index = (int)trap });

    private void TestOrCast(Opcode opcode, HeapType target)
    {
        var reference = _stack[^1];
        if (opcode is Opcode.RefTest or Opcode.RefTestNull)
        {
            Pop();
            Push(Test(reference, target, isNullable: opcode == Opcode.RefTestNull));
        }
        else
        {
            var comparison = _native.ComparisonWith(target, isNullable: opcode == Opcode.RefCastNull);
            Append(new Node
            {
                Op = Ops.CheckCast, InputCount = 1, A = reference, Index = _graph.Cast(comparison), Type = comparison.Registers,
            });
        }
    }

    private int Test(int reference, HeapType target, bool isNullable)
    {
        var comparison = _native.ComparisonWith(target, isNullable);
        return comparison.Kind switch
        {
            CastKind.Top when isNullable => Constant(OperandKind.I32, 1),
            CastKind.Bottom when !isNullable => Constant(OperandKind.I32, 0),
            _ => Append(new Node
            {
                Op = Opcode.RefTest,
                Kind = OperandKind.I32,
                HasValue = true,
                InputCount = 1,
                A = reference,
                Index = _graph.Cast(comparison),
                Type = comparison.Registers,
            }),
        };
    }

    private void BranchOnCast(Opcode opcode, uint label, ValType target)
    {
        var test = Test(_stack[^1], target.HeapType, target.IsNullable);
        BranchOn(
            opcode == Opcode.BrOnCast
                ? test : Append(new Node { Op = Opcode.I32Eqz, Kind = OperandKind.I32, HasValue = true, InputCount = 1, A = test }),
            label);
    }
}
