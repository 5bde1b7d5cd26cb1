using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Engine.Tests.Gc;

/// <summary>A heap without a store around it, with a row of root slots.</summary>
internal sealed unsafe class GcTestHeap : IRootSource, IDisposable
{
    private readonly List<TypeRegistration> _registrations = [];
    private readonly Slot* _roots;
    private readonly StoreContext* _context;

    public GcTestHeap(GcHeapOptions options, int roots = 16)
    {
        Registry = new TypeRegistry();
        Types = new TypeDescriptorTable(Registry);
        _context = (StoreContext*)NativeMemory.AllocZeroed((nuint)sizeof(StoreContext));
        _roots = (Slot*)NativeMemory.AllocZeroed((nuint)roots, Slot.Size);
        RootCount = roots;
        Heap = new GcHeap(_context, Types, options);
        Heap.AddRootSource(this);
    }

    public TypeRegistry Registry { get; }

    public TypeDescriptorTable Types { get; }

    public GcHeap Heap { get; }

    public int RootCount { get; }

    public static GcHeapOptions Stress => new() { IsStress = true };

    /// <summary>A root slot; the collector updates it.</summary>
    public ref Slot this[int index] => ref _roots[index];

    /// <summary>Consecutive root slots, for operands.</summary>
    public Slot* RootsFrom(int index) => _roots + index;

    /// <summary>Registers types as one recursive group: indices in them are places in the list.</summary>
    public uint[] Define(params SubType[] types)
    {
        var registration = Registry.Add(types, [new RecursiveGroup(0, types.Length, false)]);
        _registrations.Add(registration);
        Types.Ensure(registration);
        return [.. registration.CanonicalIds.ToArray().Select(id => (uint)id)];
    }

    public uint DefineStruct(params ValType[] fields) => Define(Struct(fields))[0];

    public uint DefineArray(ValType element) => Define(Array(element))[0];

    public static SubType Struct(params ValType[] fields) => new(new StructType([.. fields.Select(Mutable)]));

    public static SubType Array(ValType element) => new(new ArrayType(Mutable(element)));

    public static SubType Function(ImmutableArray<ValType> parameters) => new(new FunctionType(parameters, []));

    public static FieldType Mutable(ValType type) => new(type, true);

    public void VisitRoots(IRootVisitor visitor)
    {
        for (var i = 0; i < RootCount; i++)
        {
            visitor.Visit(&_roots[i].Ref);
        }
    }

    public void Dispose()
    {
        Heap.Dispose();
        Types.Dispose();
        NativeMemory.Free(_roots);
        NativeMemory.Free(_context);
    }
}
