using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Harness.Fuzzing;

/// <summary>Functions that tell a script what is in a memory: a sum of its words, or bytes, that depends on their places.</summary>
internal static class MemorySums
{
    /// <summary>Adds a function for each exported memory.</summary>
    /// <returns>Names of their exports: <c>sum of m0</c>.</returns>
    public static IReadOnlyList<string> AddTo(WasmModule module)
    {
        var names = new List<string>();
        var imported = module.CountImports(ExternKind.Memory);
        foreach (var export in module.Exports.Where(static export => export.Kind == ExternKind.Memory).ToArray())
        {
            if (export.Index < imported)
            {
                continue;
            }

            var memory = module.Memories[export.Index - imported];
            names.Add($"sum of {export.Name}");
            StateFunctions.Add(
                module,
                names[^1],
                [new LocalGroup(1, memory.AddressType.ToValType()), new LocalGroup(1, ValType.I64)],
                Body(memory, export.Index));
        }

        return names;
    }

    // for (address = size in bytes; address > 0;) sum = (sum + load(address -= step)) * 31
    // Words of eight bytes, but where pages are small: then there may be any number of bytes.
    private static Code Body(MemoryType memory, int index)
    {
        var is64 = memory.AddressType == AddressType.I64;
        var isWordwise = memory.PageSizeLog2 >= 3;
        var writer = new ByteWriter();
        var code = new InstructionEncoder(writer);
        code.Index(Opcode.MemorySize, index);
        Constant(memory.PageSizeLog2);
        code.Plain(is64 ? Opcode.I64Shl : Opcode.I32Shl);
        code.Index(Opcode.LocalSet, 0);
        code.Block(Opcode.Block, BlockType.Empty);
        code.Block(Opcode.Loop, BlockType.Empty);
        code.Index(Opcode.LocalGet, 0);
        code.Plain(is64 ? Opcode.I64Eqz : Opcode.I32Eqz);
        code.Label(Opcode.BrIf, 1);
        code.Index(Opcode.LocalGet, 1);
        code.Index(Opcode.LocalGet, 0);
        Constant(isWordwise ? 8 : 1);
        code.Plain(is64 ? Opcode.I64Sub : Opcode.I32Sub);
        code.Index(Opcode.LocalTee, 0);
        code.Memory(isWordwise ? Opcode.I64Load : Opcode.I64Load8U, new MemArg(0, index, 0));
        code.Plain(Opcode.I64Add);
        code.Const64(Opcode.I64Const, 31);
        code.Plain(Opcode.I64Mul);
        code.Index(Opcode.LocalSet, 1);
        code.Label(Opcode.Br, 0);
        code.Plain(Opcode.End);
        code.Plain(Opcode.End);
        code.Index(Opcode.LocalGet, 1);
        code.Plain(Opcode.End);
        return new Code(writer.ToArray());

        void Constant(int value)
        {
            if (is64)
            {
                code.Const64(Opcode.I64Const, (ulong)value);
            }
            else
            {
                code.Const32(Opcode.I32Const, (uint)value);
            }
        }
    }
}
