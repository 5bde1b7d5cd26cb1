using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Gc;
using Xunit;

namespace ConformanceLab.Engine.Tests.Gc;

public sealed unsafe class DescriptorTests
{
    [Fact]
    public void ADescriptorIsOneCacheLine()
    {
        Assert.Equal(TypeDescriptor.Size, sizeof(TypeDescriptor));
        Assert.Equal(1 << TypeDescriptor.SizeLog2, TypeDescriptor.Size);
    }

    [Fact]
    public void FieldsLieAtTheirNaturalAlignment()
    {
        using var test = new GcTestHeap(new GcHeapOptions());
        var id = test.DefineStruct(
            ValType.I8, ValType.I16, ValType.I8, ValType.AnyRef, ValType.F64, ValType.I8, ValType.V128, ValType.FuncRef, ValType.ExternRef);
        uint[] offsets = [8, 10, 12, 16, 24, 32, 40, 56, 64];
        StorageKind[] kinds =
        [
            StorageKind.I8, StorageKind.I16, StorageKind.I8, StorageKind.Reference, StorageKind.Bits64, StorageKind.I8, StorageKind.V128,
            StorageKind.Function, StorageKind.Reference,
        ];
        for (var i = 0; i < offsets.Length; i++)
        {
            Assert.Equal(new FieldLayout(offsets[i], kinds[i]), test.Heap.FieldOf(id, (uint)i));
        }

        var descriptor = test.Types[id];
        Assert.Equal(72u, descriptor->ObjectSize);
        Assert.Equal(2u, descriptor->ReferenceCount);
        Assert.Equal(16u, descriptor->ReferenceOffsets[0]);
        Assert.Equal(64u, descriptor->ReferenceOffsets[1]);
    }

    [Fact]
    public void ConcreteFunctionTypesAreStoredAsFunctionsEvenWithinTheirOwnGroup()
    {
        using var test = new GcTestHeap(new GcHeapOptions());
        var ids = test.Define(
            GcTestHeap.Struct(ValType.Ref(HeapType.Concrete(1), true), ValType.Ref(HeapType.Concrete(0), true)),
            GcTestHeap.Function([ValType.Ref(HeapType.Concrete(0), true)]));
        Assert.Equal(new FieldLayout(8, StorageKind.Function), test.Heap.FieldOf(ids[0], 0));
        Assert.Equal(new FieldLayout(16, StorageKind.Reference), test.Heap.FieldOf(ids[0], 1));
        Assert.Equal(new FieldLayout(16, StorageKind.Reference), test.Heap.FieldOf(ids[1], 0));
    }

    [Fact]
    public void AnIdThatTheRegistryGivesAwayAgainIsDescribedAnew()
    {
        var registry = new TypeRegistry();
        using var table = new TypeDescriptorTable(registry);
        var first = registry.Add(new StructType([GcTestHeap.Mutable(ValType.I64)]));
        table.Ensure(first);
        Assert.Equal(DescriptorKind.Struct, table[(uint)first[0]]->Kind);
        var id = first[0];
        first.Dispose();
        using var second = registry.Add(new ArrayType(GcTestHeap.Mutable(ValType.I16)));
        table.Ensure(second);
        Assert.Equal(id, second[0]);
        Assert.Equal(DescriptorKind.Array, table[(uint)id]->Kind);
        Assert.Equal(1, table[(uint)id]->ElementSizeLog2);
    }

    [Fact]
    public void TheDisplayDecidesSubtypingAtEveryDepth()
    {
        using var test = new GcTestHeap(new GcHeapOptions());
        const int Depth = ImplementationLimits.SubtypeDepth;
        var chain = Enumerable.Range(0, Depth + 1)
            .Select(i => new SubType(new StructType([]), isFinal: false, i == 0 ? [] : [i - 1], isExplicit: true))
            .ToArray();
        var other = new SubType(new StructType([]), isFinal: false, [0], isExplicit: true);
        var ids = test.Define([.. chain, other]);
        for (var sub = 0; sub <= Depth; sub++)
        {
            for (var super = 0; super <= Depth; super++)
            {
                Assert.Equal(sub >= super, test.Types[ids[sub]]->IsSubtypeOf(ids[super], (uint)super));
            }

            Assert.False(test.Types[ids[sub]]->IsSubtypeOf(ids[Depth + 1], 1));
            Assert.Equal(sub == 0, test.Types[ids[Depth + 1]]->IsSubtypeOf(ids[sub], (uint)sub));
        }
    }
}
