using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Harness.Fuzzing;

/// <summary>Functions that tell a script what is in a memory: a sum of its bytes that depends on their places.</summary>
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

            var type = module.Types.Count;
            module.Types.Add(new SubType(new FunctionType([], [ValType.I64])));
            module.RecursiveGroups.Add(new RecursiveGroup(type, 1, false));
            var memory = module.Memories[export.Index - imported];
            var address = memory.AddressType.ToValType();
            module.Functions.Add(new FunctionDefinition(
                type, [new LocalGroup(1, address), new LocalGroup(1, ValType.I64)], Body(memory, export.Index)));
            names.Add($"sum of {export.Name}");
            module.Exports.Add(new Export(
                names[^1], ExternKind.Function, module.CountImports(ExternKind.Function) + module.Functions.Count - 1));
        }

        return names;
    }

    // for (address = size in bytes; address > 0;) sum = (sum + load8(--address)) * 31
    private static Code Body(MemoryType memory, int index)
    {
        var is64 = memory.AddressType == AddressType.I64;
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
        Constant(1);
        code.Plain(is64 ? Opcode.I64Sub : Opcode.I32Sub);
        code.Index(Opcode.LocalTee, 0);
        code.Memory(Opcode.I64Load8U, new MemArg(0, index, 0));
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
