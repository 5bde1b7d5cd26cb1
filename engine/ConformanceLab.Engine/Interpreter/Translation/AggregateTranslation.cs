using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter.Translation;

/// <content>Structures, arrays, casts. Instructions that allocate name the root node of all operands, their own included.</content>
internal sealed partial class Translator
{
    private void TranslateAggregate(Opcode opcode, int type)
    {
        switch (opcode)
        {
            case Opcode.StructNew:
                EmitAllocation(opcode, ((StructType)_module.Syntax.Types[type].Composite).Fields.Length, type);
                break;
            case Opcode.StructNewDefault:
                EmitAllocation(opcode, 0, type);
                break;
            case Opcode.ArrayNew:
                EmitAllocation(opcode, 2, type);
                break;
            case Opcode.ArrayNewDefault:
                EmitAllocation(opcode, 1, type);
                break;
            case Opcode.ArrayGet or Opcode.ArrayGetS or Opcode.ArrayGetU:
                Replace(opcode, 2, KindOf(ElementAt(type)));
                _words.Add(type);
                break;
            case Opcode.ArraySet:
                _operands.Pop(3);
                Emit(opcode, _operands.Height, type);
                break;
            case Opcode.ArrayFill:
                _operands.Pop(4);
                Emit(opcode, _operands.Height, type);
                break;
            default:
                throw new InvalidOperationException($"no translation of {opcode.Mnemonic()}");
        }
    }

    private void TranslateAggregate(Opcode opcode, int type, int second)
    {
        switch (opcode)
        {
            case Opcode.StructGet or Opcode.StructGetS or Opcode.StructGetU:
                Replace(opcode, 1, KindOf(((StructType)_module.Syntax.Types[type].Composite).Fields[second].Storage));
                _words.Add(type);
                _words.Add(second);
                break;
            case Opcode.StructSet:
                _operands.Pop(2);
                Emit(opcode, _operands.Height, type, second);
                break;
            case Opcode.ArrayNewFixed:
                EmitAllocation(opcode, second, type);
                _words.Add(second);
                break;
            case Opcode.ArrayNewData or Opcode.ArrayNewElem:
                EmitAllocation(opcode, 2, type);
                _words.Add(second);
                break;
            case Opcode.ArrayCopy:
                _operands.Pop(5);
                Emit(opcode, _operands.Height, type, second);
                break;
            case Opcode.ArrayInitData or Opcode.ArrayInitElem:
                _operands.Pop(4);
                Emit(opcode, _operands.Height, type, second);
                break;
            default:
                throw new InvalidOperationException($"no translation of {opcode.Mnemonic()}");
        }
    }

    private void TranslateHeap(Opcode opcode, HeapType type)
    {
        switch (opcode)
        {
            case Opcode.RefNull:
                Emit(opcode, _operands.Height);
                Push(ValType.Ref(type, nullable: true));
                break;
            case Opcode.RefTest or Opcode.RefTestNull:
                Replace(opcode, 1, OperandKind.Scalar);
                EmitCastTarget(type, opcode == Opcode.RefTestNull);
                break;
            default:
                Emit(opcode, _operands.Height - 1);
                EmitCastTarget(type, opcode == Opcode.RefCastNull);
                break;
        }
    }

    private ValType ElementAt(int type) => ((ArrayType)_module.Syntax.Types[type].Composite).Element.Storage;

    private void EmitAllocation(Opcode opcode, int operands, int type)
    {
        var roots = _operands.Roots;
        _operands.Pop(operands);
        Emit(opcode, _operands.Height, roots, type);
        _operands.Push(OperandKind.Reference);
    }

    // See CastWord.
    private void EmitCastTarget(HeapType type, bool nullable)
    {
        var isFunction = type.IsConcrete && _module.Syntax.Types[type.Index].Composite is FunctionType;
        _words.Add((int)CastTarget.KindOf(type, isFunction) | (nullable ? CastWord.Nullable : 0));
        _words.Add(type.IsConcrete ? type.Index : 0);
    }
}
