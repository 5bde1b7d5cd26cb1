using System.Collections.Immutable;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Engine.Tests.Binary;

/// <summary>Modules that have everything the binary format can say.</summary>
internal static class SampleModules
{
    /// <summary>All sections, all forms of types, imports and segments. It is well-formed, not valid.</summary>
    public static WasmModule Everything()
    {
        var module = new WasmModule { Features = WasmFeatures.All, DataCount = 3, Start = 0 };
        AddTypes(module);
        AddImports(module);
        module.Functions.Add(new FunctionDefinition(0, [], Expression(encoder => encoder.Plain(Opcode.Nop))));
        module.Functions.Add(
            new FunctionDefinition(
                1,
                [new LocalGroup(3, ValType.I64), new LocalGroup(0, ValType.V128),
                    new LocalGroup(1, ValType.Ref(HeapType.Concrete(2), true))],
                Body()));
        module.Tables.Add(new TableDefinition(new TableType(ValType.FuncRef, new Limits(1, 10)), null));
        module.Tables.Add(
            new TableDefinition(
                new TableType(ValType.Ref(HeapType.Concrete(0), false), new Limits(1, null), AddressType.I64),
                Expression(encoder => encoder.Index(Opcode.RefFunc, 1))));
        module.Memories.Add(new MemoryType(new Limits(1, null)));
        module.Memories.Add(new MemoryType(new Limits(1, 1UL << 40), AddressType.I64));
        module.Memories.Add(new MemoryType(new Limits(1, 2), IsShared: true));
        module.Memories.Add(new MemoryType(new Limits(100, 200), PageSizeLog2: 0));
        module.Tags.Add(1);
        module.Globals.Add(
            new GlobalDefinition(
                new GlobalType(ValType.F64, true), Expression(encoder => encoder.Const64(Opcode.F64Const, 0x7FF8_0000_0000_0001))));
        module.Globals.Add(
            new GlobalDefinition(
                new GlobalType(ValType.ExternRef, false), Expression(encoder => encoder.Heap(Opcode.RefNull, HeapType.NoExtern))));
        foreach (var kind in Enum.GetValues<ExternKind>())
        {
            module.Exports.Add(new Export($"export {kind}\0ü", kind, (int)kind));
        }

        AddSegments(module);
        module.CustomSections.Add(new CustomSection("first", new byte[] { 1, 2, 3 }, SectionId.Custom));
        module.CustomSections.Add(new CustomSection("", ReadOnlyMemory<byte>.Empty, SectionId.Memory));
        module.CustomSections.Add(new CustomSection("twice", new byte[200], SectionId.DataCount));
        module.CustomSections.Add(new CustomSection("twice", new byte[] { 4 }, SectionId.Data));
        return module;
    }

    public static Code Expression(Action<InstructionEncoder> write)
    {
        var writer = new ByteWriter();
        var encoder = new InstructionEncoder(writer);
        write(encoder);
        encoder.Plain(Opcode.End);
        return new Code(writer.ToArray());
    }

    private static void AddTypes(WasmModule module)
    {
        Add([new SubType(new FunctionType([], []))], isExplicit: false);
        Add(
            [new SubType(new FunctionType([ValType.I32, ValType.Ref(HeapType.Concrete(0), false)], [ValType.V128, ValType.ExnRef]))],
            isExplicit: false);
        Add(
            [
                new SubType(
                    new StructType([new FieldType(ValType.I8, true), new FieldType(ValType.I16, false), new FieldType(ValType.F32, true)]),
                    isFinal: false),
                new SubType(new StructType([]), isFinal: true, [2]),
                new SubType(new ArrayType(new FieldType(ValType.I64, true)), isFinal: true, isExplicit: true),
            ],
            isExplicit: true);
        Add([], isExplicit: true);
        Add([new SubType(new ArrayType(new FieldType(ValType.AnyRef, false)))], isExplicit: true);

        void Add(SubType[] types, bool isExplicit)
        {
            module.RecursiveGroups.Add(new RecursiveGroup(module.Types.Count, types.Length, isExplicit));
            module.Types.AddRange(types);
        }
    }

    private static void AddImports(WasmModule module)
    {
        module.Imports.Add(new Import("env", "f", ExternKind.Function, TypeIndex: 1));
        module.Imports.Add(new Import("env", "", ExternKind.Table, Table: new TableType(ValType.ExternRef, new Limits(0, null))));
        module.Imports.Add(new Import("a", "m", ExternKind.Memory, Memory: new MemoryType(new Limits(0, 65_536)), Group: 1));
        module.Imports.Add(new Import("a", "g", ExternKind.Global, Global: new GlobalType(ValType.I32, true), Group: 1));
        module.Imports.Add(new Import("b", "t1", ExternKind.Tag, TypeIndex: 0, Group: 2, GroupSharesType: true));
        module.Imports.Add(new Import("b", "t2", ExternKind.Tag, TypeIndex: 0, Group: 2, GroupSharesType: true));
        module.Imports.Add(new Import("", "", ExternKind.Function, TypeIndex: 0));
    }

    private static void AddSegments(WasmModule module)
    {
        var place = Expression(encoder => encoder.Const32(Opcode.I32Const, 5));
        ImmutableArray<int> indices = [0, 1, 200];
        ImmutableArray<Code> expressions =
        [
            Expression(encoder => encoder.Index(Opcode.RefFunc, 0)), Expression(encoder => encoder.Heap(Opcode.RefNull, HeapType.Func)),
        ];
        var function = ValType.Ref(HeapType.Func, nullable: false);

        // In the order of the forms 0 to 7, with a second 6 because of the type.
        module.Elements.Add(new ElementSegment(SegmentMode.Active, function, 0, place, indices, default));
        module.Elements.Add(new ElementSegment(SegmentMode.Passive, function, 0, null, indices, default));
        module.Elements.Add(new ElementSegment(SegmentMode.Active, function, 1, place, indices, default));
        module.Elements.Add(new ElementSegment(SegmentMode.Declarative, function, 0, null, [], default));
        module.Elements.Add(new ElementSegment(SegmentMode.Active, ValType.FuncRef, 0, place, default, expressions));
        module.Elements.Add(new ElementSegment(SegmentMode.Passive, ValType.AnyRef, 0, null, default, expressions));
        module.Elements.Add(new ElementSegment(SegmentMode.Active, ValType.FuncRef, 1, place, default, []));
        module.Elements.Add(new ElementSegment(SegmentMode.Active, ValType.ExternRef, 0, place, default, expressions));
        module.Elements.Add(new ElementSegment(SegmentMode.Declarative, function, 0, null, default, expressions));
        module.Data.Add(new DataSegment(SegmentMode.Active, 0, place, new byte[] { 1, 2, 3 }));
        module.Data.Add(new DataSegment(SegmentMode.Passive, 0, null, new byte[300]));
        module.Data.Add(new DataSegment(SegmentMode.Active, 2, place, ReadOnlyMemory<byte>.Empty));
    }

    // Nested blocks, and every instruction that is not structured.
    private static Code Body() => Expression(encoder =>
    {
        var random = new Random(1);
        encoder.Block(Opcode.If, BlockType.Empty);
        encoder.Plain(Opcode.Else);
        encoder.Block(Opcode.Loop, BlockType.Index(1));
        encoder.TryTable(
            Opcode.TryTable,
            BlockType.Single(ValType.I32),
            [new CatchClause(CatchKind.CatchRef, 0, 1), new CatchClause(CatchKind.CatchAll, 0, 2)]);
        encoder.Plain(Opcode.End);
        encoder.Plain(Opcode.End);
        encoder.Plain(Opcode.End);
        encoder.Block(Opcode.Try, BlockType.Empty);
        encoder.Index(Opcode.Catch, 0);
        encoder.Plain(Opcode.CatchAll);
        encoder.Plain(Opcode.End);
        encoder.Block(Opcode.Try, BlockType.Empty);
        encoder.Label(Opcode.Delegate, 0);
        for (var i = 0; i < Opcodes.Count; i++)
        {
            var opcode = (Opcode)i;
            if (opcode.Shape() is not (ImmediateShape.Block or ImmediateShape.Trytable)
                && opcode is not (Opcode.Else or Opcode.End or Opcode.Catch or Opcode.CatchAll or Opcode.Delegate))
            {
                var reader = new BodyReader(InstructionEncodingTests.Encode(opcode, random), WasmFeatures.All);
                reader.Read(ref encoder);
            }
        }
    });
}
