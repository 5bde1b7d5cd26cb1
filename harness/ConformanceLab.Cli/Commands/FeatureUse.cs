using System.Runtime.Intrinsics;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Cli.Commands;

/// <summary>Which features a module's instructions come from: a walk over all bodies.</summary>
internal static class FeatureUse
{
    public static WasmFeatures Of(WasmModule module)
    {
        var visitor = new Visitor();
        foreach (var function in module.Functions)
        {
            var reader = new BodyReader(function.Body.Bytes.Span, module.Features);
            while (!reader.IsAtEnd)
            {
                reader.Read(ref visitor);
            }
        }

        return visitor.Used;
    }

    private struct Visitor : IInstructionVisitor
    {
        public WasmFeatures Used { get; private set; }

        public void Plain(Opcode opcode) => Used |= opcode.Feature();

        public void Block(Opcode opcode, BlockType type) =>
            Used |= opcode.Feature() | (type.IsTypeIndex ? WasmFeatures.MultiValue : WasmFeatures.None);

        public void Label(Opcode opcode, uint label) => Used |= opcode.Feature();

        public void Labels(Opcode opcode, scoped ReadOnlySpan<uint> labels) => Used |= opcode.Feature();

        public void TryTable(Opcode opcode, BlockType type, scoped ReadOnlySpan<CatchClause> clauses) => Used |= opcode.Feature();

        public void BranchOnCast(Opcode opcode, uint label, ValType source, ValType target) => Used |= opcode.Feature();

        public void Index(Opcode opcode, int index) => Used |= opcode.Feature();

        public void Indices(Opcode opcode, int first, int second) => Used |= opcode.Feature();

        public void Types(Opcode opcode, scoped ReadOnlySpan<ValType> types) => Used |= opcode.Feature();

        public void Heap(Opcode opcode, HeapType type) => Used |= opcode.Feature();

        public void Memory(Opcode opcode, MemArg memArg) =>
            Used |= opcode.Feature() | (memArg.MemoryIndex > 0 ? WasmFeatures.MultiMemory : WasmFeatures.None);

        public void MemoryLane(Opcode opcode, MemArg memArg, byte lane) => Memory(opcode, memArg);

        public void Lane(Opcode opcode, byte lane) => Used |= opcode.Feature();

        public void Vector(Opcode opcode, in Vector128<byte> value) => Used |= opcode.Feature();

        public void Const32(Opcode opcode, uint bits) => Used |= opcode.Feature();

        public void Const64(Opcode opcode, ulong bits) => Used |= opcode.Feature();
    }
}
