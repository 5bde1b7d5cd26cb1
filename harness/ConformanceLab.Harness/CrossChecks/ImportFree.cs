using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Harness.CrossChecks;

/// <summary>
/// Modules with what they import defined in them instead, for a validator that wants no imports. Every index keeps its meaning, so it is as
/// valid as before: what is imported comes first in its index space, and so do the definitions.
/// </summary>
internal static class ImportFree
{
    /// <summary>A module without imports, in the binary format, with exports under names that mean nothing.</summary>
    /// <param name="module">The module. It is changed.</param>
    /// <returns>Null if it has no imports, or one that can't be defined in place.</returns>
    public static byte[]? Rewrite(WasmModule module)
    {
        if (module.Imports.Count == 0 || module.Tables.Exists(table => table.Initializer is not null))
        {
            return null; // a table's initial element may be an imported global, but not a defined one: globals come later
        }

        var (functions, tables, memories, tags, globals) = (0, 0, 0, 0, 0);
        foreach (var import in module.Imports)
        {
            switch (import.Kind)
            {
                case ExternKind.Function:
                    module.Functions.Insert(
                        functions++, new FunctionDefinition(import.TypeIndex, [], Encode(code => code.Plain(Opcode.Unreachable))));
                    break;
                case ExternKind.Table when import.Table.Element.IsNullable:
                    module.Tables.Insert(tables++, new TableDefinition(import.Table, null));
                    break;
                case ExternKind.Memory:
                    module.Memories.Insert(memories++, import.Memory);
                    break;
                case ExternKind.Tag:
                    module.Tags.Insert(tags++, import.TypeIndex);
                    break;
                case ExternKind.Global when ValueOf(import.Global.Value) is { } value:
                    module.Globals.Insert(globals++, new GlobalDefinition(import.Global, value));
                    break;
                default:
                    return null;
            }
        }

        module.Imports.Clear();
        for (var index = 0; index < module.Exports.Count; index++)
        {
            module.Exports[index] = module.Exports[index] with { Name = $"export {index}" };
        }

        return ModuleWriter.Write(module);
    }

    private static Code? ValueOf(ValType type) => type.IsReference
        ? type.IsNullable ? Encode(code => code.Heap(Opcode.RefNull, type.HeapType)) : null
        : Encode(code =>
        {
            if (type == ValType.I32)
            {
                code.Const32(Opcode.I32Const, 0);
            }
            else if (type == ValType.I64)
            {
                code.Const64(Opcode.I64Const, 0);
            }
            else if (type == ValType.F32)
            {
                code.Const32(Opcode.F32Const, 0);
            }
            else if (type == ValType.F64)
            {
                code.Const64(Opcode.F64Const, 0);
            }
            else
            {
                code.Vector(Opcode.V128Const, default);
            }
        });

    private static Code Encode(Action<InstructionEncoder> write)
    {
        var writer = new ByteWriter();
        var encoder = new InstructionEncoder(writer);
        write(encoder);
        encoder.Plain(Opcode.End);
        return new Code(writer.ToArray());
    }
}
