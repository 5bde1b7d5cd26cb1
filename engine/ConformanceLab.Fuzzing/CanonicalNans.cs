using System.Collections.Immutable;
using System.Runtime.Intrinsics;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Fuzzing;

/// <summary>
/// Makes modules whose NaNs every engine agrees on. Which NaN arithmetic returns is open, and an instruction that looks at bits
/// turns that into another result (spec: aux-nans). So each instruction whose NaN is open is followed by code that puts the canonical,
/// positive one in its place: <c>local.tee $x, const nan, local.get $x, local.get $x, eq, select</c>, with <c>v128.bitselect</c> lane by
/// lane. NaNs that are only moved, or whose sign is changed, keep their bits everywhere.
/// </summary>
public static class CanonicalNans
{
    private static readonly string[] s_arithmetic =
        ["add", "sub", "mul", "div", "sqrt", "min", "max", "ceil", "floor", "trunc", "nearest", "demote", "promote"];

    private static readonly ImmutableDictionary<Opcode, FloatShape> s_open = Enumerable.Range(0, Opcodes.Count)
        .Select(static i => (Opcode)i)
        .Select(static opcode => (Opcode: opcode, Shape: ShapeOf(opcode.Mnemonic())))
        .Where(static entry => entry.Shape is not null)
        .ToImmutableDictionary(static entry => entry.Opcode, static entry => entry.Shape!.Value);

    private enum FloatShape
    {
        F32,
        F64,
        F32x4,
        F64x2,
    }

    /// <summary>Whether it is open which NaN an instruction returns. In relaxed instructions more than that is.</summary>
    public static bool IsOpen(Opcode opcode) => s_open.ContainsKey(opcode);

    /// <summary>A copy of a module in which no NaN is open. It must have no relaxed instructions.</summary>
    /// <exception cref="ModuleException">A body is malformed.</exception>
    public static WasmModule In(WasmModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        var copy = module.Copy();
        for (var i = 0; i < copy.Functions.Count; i++)
        {
            copy.Functions[i] = In(copy.Functions[i], (FunctionType)copy.Types[copy.Functions[i].TypeIndex].Composite, copy.Features);
        }

        return copy;
    }

    // "f32.add", "f64x2.promote_low_f32x4"; but not "i32.trunc_f32_s", whose result is no float.
    private static FloatShape? ShapeOf(string mnemonic)
    {
        var dot = mnemonic.IndexOf('.', StringComparison.Ordinal);
        FloatShape? shape = dot < 0 ? null : mnemonic[..dot] switch
        {
            "f32" => FloatShape.F32,
            "f64" => FloatShape.F64,
            "f32x4" => FloatShape.F32x4,
            "f64x2" => FloatShape.F64x2,
            _ => null,
        };
        return shape is not null && s_arithmetic.Contains(mnemonic[(dot + 1)..].Split('_')[0]) ? shape : null;
    }

    private static FunctionDefinition In(FunctionDefinition function, FunctionType type, WasmFeatures features)
    {
        var slices = InstructionSlices.Read(function.Body, features);
        if (!slices.Exists(static slice => IsOpen(slice.Opcode)))
        {
            return function;
        }

        // A local for each of the three types: only between two instructions does one of them hold anything.
        var first = type.Parameters.Length + function.Locals.Sum(static group => (int)group.Count);
        var canonical = Enum.GetValues<FloatShape>().ToDictionary(static shape => shape, shape => Canonical(shape, first));
        return function with
        {
            Locals = [.. function.Locals, new LocalGroup(1, ValType.F32), new LocalGroup(1, ValType.F64), new LocalGroup(1, ValType.V128)],
            Body = InstructionSlices.Join(slices.SelectMany(
                slice => s_open.TryGetValue(slice.Opcode, out var shape) ? [slice, canonical[shape]] : (InstructionSlice[])[slice])),
        };
    }

    private static InstructionSlice Canonical(FloatShape shape, int first)
    {
        var local = first + Math.Min((int)shape, 2);
        var writer = new ByteWriter();
        var code = new InstructionEncoder(writer);
        code.Index(Opcode.LocalTee, local);
        switch (shape)
        {
            case FloatShape.F32:
                code.Const32(Opcode.F32Const, 0x7FC0_0000);
                break;
            case FloatShape.F64:
                code.Const64(Opcode.F64Const, 0x7FF8_0000_0000_0000);
                break;
            case FloatShape.F32x4:
                code.Vector(Opcode.V128Const, Vector128.Create(0x7FC0_0000).AsByte());
                break;
            default:
                code.Vector(Opcode.V128Const, Vector128.Create(0x7FF8_0000_0000_0000).AsByte());
                break;
        }

        code.Index(Opcode.LocalGet, local);
        code.Index(Opcode.LocalGet, local);
        code.Plain(shape switch
        {
            FloatShape.F32 => Opcode.F32Eq,
            FloatShape.F64 => Opcode.F64Eq,
            FloatShape.F32x4 => Opcode.F32x4Eq,
            _ => Opcode.F64x2Eq,
        });
        var choice = shape is FloatShape.F32 or FloatShape.F64 ? Opcode.Select : Opcode.V128Bitselect;
        code.Plain(choice);
        return new InstructionSlice(choice, writer.ToArray());
    }
}
