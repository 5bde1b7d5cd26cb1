using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Harness.Fuzzing;

/// <summary>Functions that tell a script what is in a table: its size, and which elements are null.</summary>
internal static class TableSums
{
    /// <summary>Adds a function for each exported table.</summary>
    /// <returns>Names of their exports: <c>sum of t0</c>.</returns>
    public static IReadOnlyList<string> AddTo(WasmModule module)
    {
        var names = new List<string>();
        var imported = module.CountImports(ExternKind.Table);
        foreach (var export in module.Exports.Where(static export => export.Kind == ExternKind.Table).ToArray())
        {
            if (export.Index < imported)
            {
                continue;
            }

            var address = module.Tables[export.Index - imported].Type.AddressType;
            names.Add($"sum of {export.Name}");
            StateFunctions.Add(
                module,
                names[^1],
                [new LocalGroup(1, address.ToValType()), new LocalGroup(1, ValType.I64)],
                Body(address == AddressType.I64, export.Index));
        }

        return names;
    }

    // sum = size; for (index = size; index > 0;) sum = (sum + is_null(get(--index))) * 31
    private static Code Body(bool is64, int table)
    {
        var writer = new ByteWriter();
        var code = new InstructionEncoder(writer);
        code.Index(Opcode.TableSize, table);
        code.Index(Opcode.LocalTee, 0);
        if (!is64)
        {
            code.Plain(Opcode.I64ExtendI32U);
        }

        code.Index(Opcode.LocalSet, 1);
        code.Block(Opcode.Block, BlockType.Empty);
        code.Block(Opcode.Loop, BlockType.Empty);
        code.Index(Opcode.LocalGet, 0);
        code.Plain(is64 ? Opcode.I64Eqz : Opcode.I32Eqz);
        code.Label(Opcode.BrIf, 1);
        code.Index(Opcode.LocalGet, 1);
        code.Index(Opcode.LocalGet, 0);
        if (is64)
        {
            code.Const64(Opcode.I64Const, 1);
            code.Plain(Opcode.I64Sub);
        }
        else
        {
            code.Const32(Opcode.I32Const, 1);
            code.Plain(Opcode.I32Sub);
        }

        code.Index(Opcode.LocalTee, 0);
        code.Index(Opcode.TableGet, table);
        code.Plain(Opcode.RefIsNull);
        code.Plain(Opcode.I64ExtendI32U);
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
    }
}
