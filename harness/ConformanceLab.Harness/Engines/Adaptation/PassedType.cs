using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Harness.Engines.Adaptation;

/// <summary>
/// How values of a type pass a boundary that only <c>i32</c>, <c>i64</c>, <c>externref</c> and <c>funcref</c> pass unchanged.
/// </summary>
internal enum Passage : byte
{
    /// <summary>As they are.</summary>
    Plain,

    /// <summary><c>f32</c> as <c>i32</c>.</summary>
    Float32,

    /// <summary><c>f64</c> as <c>i64</c>.</summary>
    Float64,

    /// <summary><c>v128</c> as two <c>i64</c>, low half first.</summary>
    Vector,

    /// <summary>
    /// References to functions and exceptions. Into the engine only null comes, as nothing at all; out of it, as an <c>i32</c>: whether it
    /// is null.
    /// </summary>
    Opaque,

    /// <summary>
    /// References that may be objects, host objects or <c>i31</c>, as <c>anyref</c> or <c>externref</c>. Into the engine as
    /// <c>externref</c>; out of it as an <c>i32</c> that says what it is, an <c>i32</c> with the value of an <c>i31</c>, and an <c>externref</c>.
    /// </summary>
    Object,
}

/// <summary>
/// A type whose values pass such a boundary through a function of our own: how it is written in that function's type, the instructions that
/// make the one of the other, and the same for values of scripts.
/// </summary>
/// <param name="Type">The type on the engine's side.</param>
/// <param name="Passage">How its values pass.</param>
internal readonly record struct PassedType(ValType Type, Passage Passage)
{
    // What an object is, as EmitClass says it.
    private const int IsNull = 0;
    private const int IsI31 = 1;
    private const int IsStruct = 2;
    private const int IsArray = 3;

    private static readonly ValType[] s_nothing = [];
    private static readonly ValType[] s_i32 = [ValType.I32];
    private static readonly ValType[] s_i64 = [ValType.I64];
    private static readonly ValType[] s_vector = [ValType.I64, ValType.I64];
    private static readonly ValType[] s_reference = [ValType.ExternRef];
    private static readonly ValType[] s_object = [ValType.I32, ValType.I32, ValType.ExternRef];

    /// <summary>How values of a type pass.</summary>
    /// <param name="type">The type.</param>
    /// <param name="hierarchyOf">The top of a reference type's hierarchy.</param>
    /// <param name="hasGc">
    /// Whether what an <c>externref</c> is can be asked: without garbage collection it can only be a host object.
    /// </param>
    public static PassedType Of(ValType type, Func<HeapType, HeapType> hierarchyOf, bool hasGc)
    {
        if (!type.IsReference)
        {
            return new PassedType(
                type,
                type == ValType.F32 ? Passage.Float32
                : type == ValType.F64 ? Passage.Float64
                : type == ValType.V128 ? Passage.Vector
                : Passage.Plain);
        }

        var top = hierarchyOf(type.HeapType);
        return new PassedType(
            type,
            top == HeapType.Any ? Passage.Object
            : top == HeapType.Extern ? hasGc ? Passage.Object : Passage.Plain
            : type == ValType.FuncRef ? Passage.Plain
            : Passage.Opaque);
    }

    private bool IsExternal => Type.HeapType == HeapType.Extern || Type.HeapType == HeapType.NoExtern;

    /// <summary>Types that a parameter is written as.</summary>
    public ValType[] Parameters => Passage switch
    {
        Passage.Float32 => s_i32,
        Passage.Float64 => s_i64,
        Passage.Vector => s_vector,
        Passage.Opaque => s_nothing,
        Passage.Object => s_reference,
        _ => [Type],
    };

    /// <summary>Types that a result is written as.</summary>
    public ValType[] Results => Passage switch
    {
        Passage.Float32 or Passage.Opaque => s_i32,
        Passage.Float64 => s_i64,
        Passage.Vector => s_vector,
        Passage.Object => s_object,
        _ => [Type],
    };

    /// <summary>
    /// The type of a local that can hold a result: every local starts with a value, and objects are of the top types of their hierarchies,
    /// which are all that some engines convert.
    /// </summary>
    public ValType Local => Passage == Passage.Object ? IsExternal ? ValType.ExternRef : ValType.AnyRef
        : Type.IsReference ? Type.WithNullable(true)
        : Type;

    /// <summary>Whether an argument can be written at all: no script has functions or exceptions to give.</summary>
    public bool CanPassIn => Passage != Passage.Opaque || Type.IsNullable;

    /// <summary>Instructions that make an argument of the parameters that begin with local <paramref name="first"/>.</summary>
    public void EmitArgument(InstructionEncoder code, int first)
    {
        if (Passage == Passage.Opaque)
        {
            code.Heap(Opcode.RefNull, Type.HeapType);
            return;
        }

        code.Index(Opcode.LocalGet, first);
        switch (Passage)
        {
            case Passage.Float32:
                code.Plain(Opcode.F32ReinterpretI32);
                break;
            case Passage.Float64:
                code.Plain(Opcode.F64ReinterpretI64);
                break;
            case Passage.Vector:
                code.Plain(Opcode.I64x2Splat);
                code.Index(Opcode.LocalGet, first + 1);
                code.Lane(Opcode.I64x2ReplaceLane, 1);
                break;
            case Passage.Object:
                EmitCast(code);
                break;
        }
    }

    /// <summary>Instructions that write a result, which is in a local of type <see cref="Local"/>.</summary>
    public void EmitResult(InstructionEncoder code, int local)
    {
        if (Passage == Passage.Object)
        {
            EmitClass(code, local);
            code.Index(Opcode.LocalGet, local);
            if (!IsExternal)
            {
                code.Plain(Opcode.ExternConvertAny);
            }

            return;
        }

        code.Index(Opcode.LocalGet, local);
        switch (Passage)
        {
            case Passage.Float32:
                code.Plain(Opcode.I32ReinterpretF32);
                break;
            case Passage.Float64:
                code.Plain(Opcode.I64ReinterpretF64);
                break;
            case Passage.Vector:
                code.Lane(Opcode.I64x2ExtractLane, 0);
                code.Index(Opcode.LocalGet, local);
                code.Lane(Opcode.I64x2ExtractLane, 1);
                break;
            case Passage.Opaque:
                code.Plain(Opcode.RefIsNull);
                break;
        }
    }

    /// <summary>Writes an argument; false if it can't be of the type.</summary>
    public bool TryPassIn(ScriptValue value, List<ScriptValue> passed)
    {
        switch (Passage)
        {
            case Passage.Float32 when value.Kind == ScriptValueKind.F32:
                passed.Add(ScriptValue.I32((uint)value.Bits));
                return true;
            case Passage.Float64 when value.Kind == ScriptValueKind.F64:
                passed.Add(ScriptValue.I64((ulong)value.Bits));
                return true;
            case Passage.Vector when value.Kind == ScriptValueKind.V128:
                passed.Add(ScriptValue.I64((ulong)value.Bits));
                passed.Add(ScriptValue.I64((ulong)(value.Bits >> 64)));
                return true;
            case Passage.Opaque when value.Kind == ScriptValueKind.Null:
                return true;
            case Passage.Object when value.Kind is ScriptValueKind.Host or ScriptValueKind.Extern:
                passed.Add(ScriptValue.Extern((uint)value.Bits));
                return true;
            case Passage.Object when value.Kind == ScriptValueKind.Null && Type.IsNullable:
                passed.Add(value);
                return true;
            case Passage.Plain:
                passed.Add(value);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Reads a result, and goes on behind it; false if that is not what <see cref="EmitResult"/> writes.</summary>
    public bool TryPassOut(ref ReadOnlySpan<ScriptValue> passed, out ScriptValue value)
    {
        value = default;
        var count = Results.Length;
        if (passed.Length < count)
        {
            return false;
        }

        var first = passed[0];
        var taken = passed;
        passed = passed[count..];
        switch (Passage)
        {
            case Passage.Float32 when first.Kind == ScriptValueKind.I32:
                value = ScriptValue.F32((uint)first.Bits);
                return true;
            case Passage.Float64 when first.Kind == ScriptValueKind.I64:
                value = ScriptValue.F64((ulong)first.Bits);
                return true;
            case Passage.Vector when first.Kind == ScriptValueKind.I64 && taken[1].Kind == ScriptValueKind.I64:
                value = ScriptValue.V128(first.Bits | (taken[1].Bits << 64));
                return true;
            case Passage.Opaque when first.Kind == ScriptValueKind.I32 && first.Bits <= 1:
                value = ScriptValue.Ref(
                    first.Bits == 1 ? ScriptValueKind.Null : IsException ? ScriptValueKind.Exn : ScriptValueKind.Func);
                return true;
            case Passage.Object when first.Kind == ScriptValueKind.I32 && taken[1].Kind == ScriptValueKind.I32:
                value = ReadObject((int)first.Bits, (uint)taken[1].Bits, taken[2]);
                return true;
            case Passage.Plain:
                value = first;
                return true;
            default:
                return false;
        }
    }

    private bool IsException => Type.HeapType == HeapType.Exn || Type.HeapType == HeapType.NoExn;

    private void EmitCast(InstructionEncoder code)
    {
        if (IsExternal)
        {
            if (Type.HeapType == HeapType.NoExtern)
            {
                code.Heap(Type.IsNullable ? Opcode.RefCastNull : Opcode.RefCast, HeapType.NoExtern);
            }
            else if (!Type.IsNullable)
            {
                code.Plain(Opcode.RefAsNonNull);
            }

            return;
        }

        code.Plain(Opcode.AnyConvertExtern);
        if (Type != ValType.AnyRef)
        {
            code.Heap(Type.IsNullable ? Opcode.RefCastNull : Opcode.RefCast, Type.HeapType);
        }
    }

    // The object as an anyref.
    private void EmitObject(InstructionEncoder code, int local)
    {
        code.Index(Opcode.LocalGet, local);
        if (IsExternal)
        {
            code.Plain(Opcode.AnyConvertExtern);
        }
    }

    // What the object is, and then the value of an i31. What is neither null nor anything of WebAssembly's is the host's: 4.
    private void EmitClass(InstructionEncoder code, int local)
    {
        EmitObject(code, local);
        code.Plain(Opcode.RefIsNull);
        code.Block(Opcode.If, BlockType.Single(ValType.I32));
        code.Const32(Opcode.I32Const, IsNull);
        code.Plain(Opcode.Else);
        foreach (var (heap, what) in ((HeapType, int)[])[(HeapType.I31, IsI31), (HeapType.Struct, IsStruct), (HeapType.Array, IsArray)])
        {
            EmitObject(code, local);
            code.Heap(Opcode.RefTest, heap);
            code.Block(Opcode.If, BlockType.Single(ValType.I32));
            code.Const32(Opcode.I32Const, (uint)what);
            code.Plain(Opcode.Else);
        }

        code.Const32(Opcode.I32Const, IsArray + 1);
        for (var open = 0; open < 4; open++)
        {
            code.Plain(Opcode.End);
        }

        EmitObject(code, local);
        code.Heap(Opcode.RefTest, HeapType.I31);
        code.Block(Opcode.If, BlockType.Single(ValType.I32));
        EmitObject(code, local);
        code.Heap(Opcode.RefCast, HeapType.I31);
        code.Plain(Opcode.I31GetU);
        code.Plain(Opcode.Else);
        code.Const32(Opcode.I32Const, 0);
        code.Plain(Opcode.End);
    }

    private ScriptValue ReadObject(int what, uint small, ScriptValue host) => what switch
    {
        IsNull => ScriptValue.Ref(ScriptValueKind.Null),
        IsI31 or IsStruct or IsArray when IsExternal => ScriptValue.Ref(ScriptValueKind.ExternalizedObject),
        IsI31 => new ScriptValue(ScriptValueKind.I31, small),
        IsStruct => ScriptValue.Ref(ScriptValueKind.Struct),
        IsArray => ScriptValue.Ref(ScriptValueKind.Array),
        _ when host.Kind != ScriptValueKind.Extern => ScriptValue.Ref(ScriptValueKind.UnknownRef),
        _ => IsExternal ? host : ScriptValue.Host((uint)host.Bits),
    };
}
