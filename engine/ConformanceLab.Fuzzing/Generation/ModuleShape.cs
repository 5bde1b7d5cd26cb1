using System.Collections.Immutable;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Fuzzing.Generation;

/// <summary>What a module has besides code: what the bodies of its functions can refer to.</summary>
internal sealed class ModuleShape
{
    /// <summary>Bytes that every memory has at least; small pages make one that has just these.</summary>
    public const int SmallMemory = 1000;

    private const int Page = 1 << 16;
    private readonly RandomSource _random;

    /// <summary>Draws a shape.</summary>
    public ModuleShape(RandomSource random, WasmFeatures features)
    {
        _random = random;
        Module = new WasmModule { Features = features };
        Types = new TypeSpace(Module);
        TypeGenerator = new TypeGenerator(random, Types);
        Choices = InstructionChoices.For(features);
        TypeGenerator.AddGroups();
        AddTags();
        AddFunctions();
        AddMemories();
        AddTables();
        AddGlobals();
        AddSegments();
    }

    /// <summary>The module in the making.</summary>
    public WasmModule Module { get; }

    /// <summary>Its types.</summary>
    public TypeSpace Types { get; }

    /// <summary>Draws types.</summary>
    public TypeGenerator TypeGenerator { get; }

    /// <summary>Instructions whose signature the table has.</summary>
    public InstructionChoices Choices { get; }

    /// <summary>Type indices of all functions, imported ones first; the last one sets the budget.</summary>
    public List<int> Functions { get; } = [];

    /// <summary>How many functions are imported.</summary>
    public int Imported { get; private set; }

    /// <summary>The function that sets the budget; nothing calls it.</summary>
    public int BudgetFunction { get; private set; }

    /// <summary>Index of the global that holds the budget: the last one.</summary>
    public int Budget => Module.Globals.Count - 1;

    /// <summary>Index of the global that values are added to so that a host sees them: a vector.</summary>
    public int Sum => Module.Globals.Count - 2;

    /// <summary>The table of functions: function i stands at element i, what follows is null.</summary>
    public int FunctionTable => 0;

    /// <summary>
    /// A table of the functions that the module defines, in the same places, if there is one: nothing changes it and it is not exported, so
    /// that compilers may depend on what is in it.
    /// </summary>
    public int? FixedTable { get; private set; }

    /// <summary>The tables that instructions may change.</summary>
    public int ChangingTables => Module.Tables.Count - (FixedTable is null ? 0 : 1);

    /// <summary>Length of every data segment.</summary>
    public const int DataBytes = 64;

    /// <summary>Length of every element segment that is passive.</summary>
    public const int SegmentElements = 6;

    /// <summary>Signature of a function.</summary>
    public FunctionType SignatureOf(int function) => (FunctionType)Types[Functions[function]];

    /// <summary>Parameters of a tag.</summary>
    public ImmutableArray<ValType> PayloadOf(int tag) => ((FunctionType)Types[Module.Tags[tag]]).Parameters;

    /// <summary>A function whose type matches; −1 if there is none.</summary>
    public int FindFunction(HeapType type)
    {
        var start = _random.Next(BudgetFunction);
        for (var i = 0; i < BudgetFunction; i++)
        {
            var function = (start + i) % BudgetFunction;
            if (Types.Matches(HeapType.Concrete(Functions[function]), type))
            {
                return function;
            }
        }

        return -1;
    }

    /// <summary>Writes the bodies and the exports.</summary>
    public WasmModule Build()
    {
        for (var function = Imported; function < BudgetFunction; function++)
        {
            Module.Functions.Add(new FunctionGenerator(_random, this).Generate(function));
        }

        var writer = new ByteWriter();
        var encoder = new InstructionEncoder(writer);
        encoder.Index(Opcode.LocalGet, 0);
        encoder.Index(Opcode.GlobalSet, Budget);
        encoder.Plain(Opcode.End);
        Module.Functions.Add(new FunctionDefinition(Functions[BudgetFunction], [], new Code(writer.ToArray())));
        AddExports();
        return Module;
    }

    private void AddTags()
    {
        for (var count = _random.Between(1, 4); count > 0; count--)
        {
            Module.Tags.Add(Types.FunctionTypeOf(TypeGenerator.Some(4, TypeGenerator.Stored), []));
        }
    }

    private void AddFunctions()
    {
        for (var count = _random.OneIn(3) ? _random.Between(1, 3) : 0; count > 0; count--)
        {
            var type = Types.FunctionTypeOf(TypeGenerator.Some(9, TypeGenerator.Number), TypeGenerator.Some(3, TypeGenerator.Number));
            Module.Imports.Add(new Import(ModuleGenerator.HostModule, $"h{Imported++}", ExternKind.Function, type));
            Functions.Add(type);
        }

        for (var count = _random.Between(3, 8); count > 0; count--)
        {
            Functions.Add(NewSignature());
        }

        BudgetFunction = Functions.Count;
        Functions.Add(Types.FunctionTypeOf([ValType.I32], []));
    }

    private int NewSignature()
    {
        if (Types.Functions.Count > 0 && _random.OneIn(4))
        {
            return _random.Pick(Types.Functions);
        }

        // Some more than registers hold.
        Func<ValType> parameter = _random.Next(3) == 0 ? TypeGenerator.Any : PassableParameter;
        return Types.FunctionTypeOf(
            TypeGenerator.Some(_random.OneIn(5) ? 20 : 5, parameter), TypeGenerator.Some(_random.OneIn(5) ? 16 : 3, TypeGenerator.Any));
    }

    private ValType PassableParameter() =>
        _random.OneIn(6) ? _random.Pick([ValType.AnyRef, ValType.ExternRef, ValType.FuncRef, ValType.ExnRef]) : TypeGenerator.Number();

    private void AddMemories()
    {
        var features = Module.Features;
        for (var count = _random.OneIn(12) ? 0 : _random.Between(1, 4); count > 0; count--)
        {
            var isSmall = (features & WasmFeatures.CustomPageSizes) != 0 && _random.OneIn(3);
            var minimum = isSmall ? (ulong)SmallMemory : (ulong)_random.Between(1, 2);
            var isShared = (features & WasmFeatures.Threads) != 0 && _random.OneIn(3);
            ulong? maximum = isShared || _random.Next(3) > 0 ? minimum + (ulong)_random.Next(3) : null;
            var address = (features & WasmFeatures.Memory64) != 0 && _random.OneIn(3) ? AddressType.I64 : AddressType.I32;
            Module.Memories.Add(new MemoryType(new Limits(minimum, maximum), address, isShared, isSmall ? 0 : 16));
        }
    }

    /// <summary>Bytes that a memory has at first.</summary>
    public int BytesOf(int memory) =>
        Module.Memories[memory].PageSizeLog2 == 0 ? SmallMemory : Page * (int)Module.Memories[memory].Limits.Minimum;

    private void AddTables()
    {
        AddTable(ValType.FuncRef, (ulong)Functions.Count + 3);
        for (var count = _random.Between(1, 4); count > 0; count--)
        {
            AddTable(TypeGenerator.Stored(TypeGenerator.Reference(Types.Count, isSure: _random.OneIn(4))), (ulong)_random.Between(4, 12));
        }

        if (_random.Next(2) == 0)
        {
            FixedTable = Module.Tables.Count;
            AddTable(ValType.FuncRef, (ulong)Functions.Count + 3);
        }
    }

    private void AddTable(ValType element, ulong minimum)
    {
        ulong? maximum = _random.Next(2) == 0 ? minimum + (ulong)_random.Next(4) : null;
        var address = (Module.Features & WasmFeatures.Memory64) != 0 && _random.OneIn(4) ? AddressType.I64 : AddressType.I32;
        var initializer = element.IsNullable && _random.Next(2) == 0 ? (Code?)null : Constant(element);
        Module.Tables.Add(new TableDefinition(new TableType(element, new Limits(minimum, maximum), address), initializer));
    }

    private void AddGlobals()
    {
        var types = new List<ValType> { ValType.I32, ValType.I64, ValType.F32, ValType.F64, ValType.V128, ValType.AnyRef, ValType.ExnRef };
        for (var count = _random.Next(6); count > 0; count--)
        {
            types.Add(TypeGenerator.Stored());
        }

        foreach (var type in types)
        {
            Module.Globals.Add(new GlobalDefinition(new GlobalType(type, !_random.OneIn(5)), Constant(type)));
        }

        Module.Globals.Add(new GlobalDefinition(new GlobalType(ValType.V128, true), Constant(ValType.V128)));
        Module.Globals.Add(new GlobalDefinition(new GlobalType(ValType.I32, true), Constant(ValType.I32)));
    }

    private void AddSegments()
    {
        var all = Enumerable.Range(0, BudgetFunction).ToImmutableArray();
        var start = Place(Module.Tables[0].Type.AddressType);
        Module.Elements.Add(new ElementSegment(
            SegmentMode.Active, ValType.FuncRef.WithNullable(false), FunctionTable, start, all, default));
        for (var count = _random.Between(1, 3); count > 0; count--)
        {
            var type = _random.Next(2) == 0
                ? ElementOfArray()
                : TypeGenerator.Stored(TypeGenerator.Reference(Types.Count, _random.OneIn(4)));
            var expressions = Enumerable.Range(0, SegmentElements).Select(_ => Constant(type)).ToImmutableArray();
            Module.Elements.Add(new ElementSegment(SegmentMode.Passive, type, 0, null, default, expressions));
        }

        if (FixedTable is { } table)
        {
            var place = Place(Module.Tables[table].Type.AddressType, Imported);
            Module.Elements.Add(new ElementSegment(
                SegmentMode.Active, ValType.FuncRef.WithNullable(false), table, place, all[Imported..], default));
        }

        for (var count = _random.Between(1, 3); count > 0; count--)
        {
            var bytes = new byte[DataBytes];
            for (var i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)_random.NextBits();
            }

            var memory = Module.Memories.Count == 0 ? -1 : _random.Next(Module.Memories.Count);
            Module.Data.Add(memory >= 0 && _random.Next(2) == 0
                ? new DataSegment(SegmentMode.Active, memory, Place(Module.Memories[memory].AddressType), bytes)
                : new DataSegment(SegmentMode.Passive, 0, null, bytes));
        }

        Module.DataCount = Module.Data.Count;
    }

    // What fits some array of references, or a table of functions.
    private ValType ElementOfArray()
    {
        var elements = Types.Arrays
            .Select(index => ((ArrayType)Types[index]).Element.Storage)
            .Where(static type => type.IsReference)
            .ToArray();
        return elements.Length > 0 ? _random.Pick(elements) : ValType.FuncRef;
    }

    private static Code Place(AddressType type, int index = 0)
    {
        var writer = new ByteWriter();
        var encoder = new InstructionEncoder(writer);
        if (type == AddressType.I64)
        {
            encoder.Const64(Opcode.I64Const, (ulong)index);
        }
        else
        {
            encoder.Const32(Opcode.I32Const, (uint)index);
        }

        encoder.Plain(Opcode.End);
        return new Code(writer.ToArray());
    }

    private Code Constant(ValType type) => new FunctionGenerator(_random, this).Constant(type);

    private void AddExports()
    {
        for (var function = Imported; function < BudgetFunction; function++)
        {
            if (ModuleGenerator.IsCallable(SignatureOf(function)))
            {
                Module.Exports.Add(new Export($"f{function}", ExternKind.Function, function));
            }
        }

        Module.Exports.Add(new Export(ModuleGenerator.BudgetExport, ExternKind.Function, BudgetFunction));
        Export("m", ExternKind.Memory, Module.Memories.Count);
        Export("t", ExternKind.Table, ChangingTables);
        Export("g", ExternKind.Global, Module.Globals.Count);
        Export("e", ExternKind.Tag, Module.Tags.Count);

        void Export(string prefix, ExternKind kind, int count)
        {
            for (var index = 0; index < count; index++)
            {
                Module.Exports.Add(new Export($"{prefix}{index}", kind, index));
            }
        }
    }
}
