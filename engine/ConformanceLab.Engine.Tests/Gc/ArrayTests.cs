using System.Runtime.Intrinsics;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Runtime;
using Xunit;

namespace ConformanceLab.Engine.Tests.Gc;

public sealed unsafe class ArrayTests
{
    private static readonly ValType[] s_elements =
        [ValType.I8, ValType.I16, ValType.I32, ValType.F32, ValType.I64, ValType.F64, ValType.V128, ValType.AnyRef, ValType.FuncRef];

    [Fact]
    public void PackedElementsKeepTheirLowBitsAndExtendAsAsked()
    {
        using var test = new GcTestHeap(new GcHeapOptions());
        var bytes = test.Heap.AllocateArray(test.DefineArray(ValType.I8), 4);
        var shorts = test.Heap.AllocateArray(test.DefineArray(ValType.I16), 4);
        Slot value = default;
        value.U64 = 0xFFFF_FFFF_1234_8586;
        test.Heap.ArraySet(bytes, 1, &value);
        test.Heap.ArraySet(shorts, 1, &value);
        Assert.Equal(unchecked((int)0xFFFF_FF86), test.Heap.ArrayGetSigned(bytes, 1));
        Assert.Equal(unchecked((int)0xFFFF_8586), test.Heap.ArrayGetSigned(shorts, 1));
        Slot result;
        test.Heap.ArrayGet(bytes, 1, &result);
        Assert.Equal(0x86UL, result.U64);
        test.Heap.ArrayGet(shorts, 1, &result);
        Assert.Equal(0x8586UL, result.U64);
        foreach (var index in new[] { 0u, 2u, 3u })
        {
            test.Heap.ArrayGet(bytes, index, &result);
            Assert.Equal(0UL, result.U64);
        }
    }

    [Fact]
    public void StructuresPackTheirFieldsAndLeaveNeighboursAlone()
    {
        using var test = new GcTestHeap(new GcHeapOptions());
        var type = test.DefineStruct(ValType.I8, ValType.I8, ValType.I16, ValType.I32);
        var reference = test.Heap.AllocateStruct(type);
        Slot value = default;
        value.I64 = -2;
        test.Heap.StructSet(reference, test.Heap.FieldOf(type, 1), &value);
        test.Heap.StructSet(reference, test.Heap.FieldOf(type, 2), &value);
        Assert.Equal(-2, test.Heap.StructGetSigned(reference, test.Heap.FieldOf(type, 1)));
        Assert.Equal(-2, test.Heap.StructGetSigned(reference, test.Heap.FieldOf(type, 2)));
        Slot result;
        test.Heap.StructGet(reference, test.Heap.FieldOf(type, 2), &result);
        Assert.Equal(0xFFFEUL, result.U64);
        Assert.Equal(0, test.Heap.StructGetSigned(reference, test.Heap.FieldOf(type, 0)));
        test.Heap.StructGet(reference, test.Heap.FieldOf(type, 3), &result);
        Assert.Equal(0UL, result.U64);
    }

    [Fact]
    public void NullTrapsWithTheMessageOfItsKind()
    {
        using var test = new GcTestHeap(new GcHeapOptions());
        var type = test.DefineStruct(ValType.I8);
        var field = test.Heap.FieldOf(type, 0);
        var array = test.Heap.AllocateArray(test.DefineArray(ValType.I8), 1);
        DataSegmentData* data = stackalloc DataSegmentData[1];
        ElementSegmentData* elements = stackalloc ElementSegmentData[1];
        (*data, *elements) = (default, default);
        Traps(TrapCode.NullStructureReference, () => Use(s => test.Heap.StructGet(0, field, s.Pointer)));
        Traps(TrapCode.NullStructureReference, () => Use(s => test.Heap.StructSet(0, field, s.Pointer)));
        Traps(TrapCode.NullStructureReference, () => test.Heap.StructGetSigned(0, field));
        Traps(TrapCode.NullArrayReference, () => Use(s => test.Heap.ArrayGet(0, 0, s.Pointer)));
        Traps(TrapCode.NullArrayReference, () => Use(s => test.Heap.ArraySet(0, 0, s.Pointer)));
        Traps(TrapCode.NullArrayReference, () => test.Heap.ArrayGetSigned(0, 0));
        Traps(TrapCode.NullArrayReference, () => test.Heap.ArrayLength(0));
        Traps(TrapCode.NullArrayReference, () => Use(s => test.Heap.ArrayFill(0, 0, s.Pointer, 0)));
        Traps(TrapCode.NullArrayReference, () => test.Heap.ArrayCopy(0, 0, array, 0, 0));
        Traps(TrapCode.NullArrayReference, () => test.Heap.ArrayCopy(array, 9, 0, 0, 0));
        Traps(TrapCode.NullArrayReference, () => test.Heap.ArrayInitData(0, 0, data, 0, 0));
        Traps(TrapCode.NullArrayReference, () => test.Heap.ArrayInitElement(0, 0, elements, 0, 0));
        Traps(TrapCode.NullI31Reference, () => GcHeap.I31GetSigned(0));
        Traps(TrapCode.NullI31Reference, () => GcHeap.I31GetUnsigned(0));
    }

    [Theory]
    [InlineData(10u, 0u, false)]
    [InlineData(0u, 10u, true)]
    [InlineData(3u, 7u, true)]
    [InlineData(3u, 8u, false)]
    [InlineData(10u, 1u, false)]
    [InlineData(11u, 0u, false)]
    [InlineData(uint.MaxValue, 2u, false)]
    [InlineData(2u, uint.MaxValue, false)]
    [InlineData(uint.MaxValue, uint.MaxValue, false)]
    public void RangesAreCheckedBeforeAnythingIsWritten(uint index, uint count, bool isInside)
    {
        isInside |= index == 10 && count == 0;
        using var test = new GcTestHeap(new GcHeapOptions());
        Slot* value = stackalloc Slot[2];
        foreach (var element in s_elements)
        {
            var type = test.DefineArray(element);
            var array = test.Heap.AllocateArray(type, 10);
            var other = test.Heap.AllocateArray(type, 20);
            value[0].U64 = value[1].U64 = ObjectLayout.I31Bit;
            test.Heap.ArrayFill(other, 0, value, 20);
            Check(TrapCode.ArrayOutOfBounds, () => Use(s => test.Heap.ArrayFill(array, index, s.Pointer, count)));
            Check(TrapCode.ArrayOutOfBounds, () => test.Heap.ArrayCopy(array, index, other, 0, count));
            Check(TrapCode.ArrayOutOfBounds, () => test.Heap.ArrayCopy(other, 0, array, index, count));
            if (count != 1)
            {
                continue;
            }

            Check(TrapCode.ArrayOutOfBounds, () => Use(s => test.Heap.ArrayGet(array, index, s.Pointer)));
            Check(TrapCode.ArrayOutOfBounds, () => Use(s => test.Heap.ArraySet(array, index, s.Pointer)));
        }

        void Check(TrapCode code, Action action)
        {
            if (isInside)
            {
                action();
            }
            else
            {
                Traps(code, action);
            }
        }
    }

    [Fact]
    public void FillAndCopyAgreeWithOneElementAtATime()
    {
        using var test = new GcTestHeap(new GcHeapOptions());
        var random = new Random(7);
        Slot* value = stackalloc Slot[2];
        foreach (var element in s_elements)
        {
            var type = test.DefineArray(element);
            var (left, right) = (test.Heap.AllocateArray(type, 40), test.Heap.AllocateArray(type, 40));
            var model = new Dictionary<uint, Vector128<byte>[]> { [left] = new Vector128<byte>[40], [right] = new Vector128<byte>[40] };
            for (var step = 0; step < 300; step++)
            {
                var (target, source) = (random.Next(2) == 0 ? left : right, random.Next(2) == 0 ? left : right);
                var count = random.Next(20);
                var (to, from) = (random.Next(41 - count), random.Next(41 - count));
                if (random.Next(3) == 0)
                {
                    value[0].U64 = (ulong)random.NextInt64() | 1;
                    value[1].U64 = (ulong)random.NextInt64();
                    var stored = Stored(element, Slot.GetV128(value));
                    test.Heap.ArrayFill(target, (uint)to, value, (uint)count);
                    Array.Fill(model[target], stored, to, count);
                }
                else
                {
                    test.Heap.ArrayCopy(target, (uint)to, source, (uint)from, (uint)count);
                    Array.Copy(model[source], from, model[target], to, count);
                }
            }

            foreach (var (array, expected) in model)
            {
                for (var i = 0u; i < 40; i++)
                {
                    value[1] = default;
                    test.Heap.ArrayGet(array, i, value);
                    Assert.Equal(expected[i], Slot.GetV128(value));
                }
            }
        }
    }

    [Fact]
    public void DataSegmentsFillArraysAndAreCheckedToTheirEnd()
    {
        using var test = new GcTestHeap(GcTestHeap.Stress);
        var type = test.DefineArray(ValType.I32);
        byte* bytes = stackalloc byte[] { 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0 };
        DataSegmentData* segment = stackalloc DataSegmentData[2];
        segment[0] = new DataSegmentData { Bytes = bytes, Length = 11 };
        segment[1] = default;
        var dropped = segment + 1;
        test[0].SetRef(test.Heap.ArrayNewData(type, segment, 0, 2));
        test[1].SetRef(test.Heap.ArrayNewData(type, segment, 3, 2));
        Assert.Equal([1u, 2u], Elements(test, 0));
        Assert.Equal([0x200u, 0x300u], Elements(test, 1));
        test.Heap.ArrayInitData(test[0].Ref, 1, segment, 4, 1);
        test.Heap.ArrayInitData(test[1].Ref, 2, segment, 11, 0);
        Assert.Equal([1u, 2u], Elements(test, 0));
        Traps(TrapCode.MemoryOutOfBounds, () => test.Heap.ArrayNewData(type, segment, 4, 2));
        Traps(TrapCode.MemoryOutOfBounds, () => test.Heap.ArrayNewData(type, segment, 12, 0));
        Traps(TrapCode.MemoryOutOfBounds, () => test.Heap.ArrayNewData(type, segment, 0, uint.MaxValue));
        Traps(TrapCode.MemoryOutOfBounds, () => test.Heap.ArrayNewData(type, segment, uint.MaxValue, 1));
        Traps(TrapCode.MemoryOutOfBounds, () => test.Heap.ArrayInitData(test[0].Ref, 0, segment, 4, 2));
        Traps(TrapCode.ArrayOutOfBounds, () => test.Heap.ArrayInitData(test[0].Ref, 1, segment, 100, 2));
        test.Heap.ArrayInitData(test[0].Ref, 0, dropped, 0, 0);
        Traps(TrapCode.MemoryOutOfBounds, () => test.Heap.ArrayInitData(test[0].Ref, 0, dropped, 0, 1));
    }

    [Fact]
    public void ElementSegmentsFillArraysOfReferencesAndOfFunctions()
    {
        using var test = new GcTestHeap(GcTestHeap.Stress);
        var (references, functions) = (test.DefineArray(ValType.AnyRef), test.DefineArray(ValType.FuncRef));
        uint* values = stackalloc uint[] { GcHeap.I31New(1), 0, GcHeap.I31New(3) };
        ElementSegmentData* segment = stackalloc ElementSegmentData[2];
        segment[0] = new ElementSegmentData { Elements = values, Length = 3 };
        test[0].SetRef(test.Heap.ArrayNewElement(references, segment, 1, 2));
        Assert.Equal([0u, GcHeap.I31New(3)], Elements(test, 0));
        test.Heap.ArrayInitElement(test[0].Ref, 0, segment, 0, 1);
        Assert.Equal([GcHeap.I31New(1), GcHeap.I31New(3)], Elements(test, 0));

        ulong* records = stackalloc ulong[] { 0x1111_2222_3333_4440, 0, 0x5555_6666_7777_8880 };
        var functionSegment = segment + 1;
        *functionSegment = new ElementSegmentData { Elements = records, Length = 3, HoldsFunctions = 1 };
        test[1].SetRef(test.Heap.ArrayNewElement(functions, functionSegment, 0, 3));
        test.Heap.ArrayInitElement(test[1].Ref, 1, functionSegment, 2, 1);
        foreach (var (index, expected) in new[] { (0u, records[0]), (1u, records[2]), (2u, records[2]) })
        {
            Slot result;
            test.Heap.ArrayGet(test[1].Ref, index, &result);
            Assert.Equal(expected, result.U64);
        }

        Traps(TrapCode.TableOutOfBounds, () => test.Heap.ArrayNewElement(references, segment, 2, 2));
        Traps(TrapCode.TableOutOfBounds, () => test.Heap.ArrayNewElement(references, segment, 4, 0));
        Traps(TrapCode.TableOutOfBounds, () => test.Heap.ArrayInitElement(test[0].Ref, 0, segment, 2, 2));
        Traps(TrapCode.ArrayOutOfBounds, () => test.Heap.ArrayInitElement(test[0].Ref, 2, segment, 9, 1));
    }

    [Fact]
    public void IntegersOf31BitsWrapAndExtend()
    {
        foreach (var value in new[] { 0, 1, -1, 0x3FFF_FFFF, 0x4000_0000, unchecked((int)0x8000_0000), 0x7FFF_FFFF, 0x1234_5678 })
        {
            var reference = GcHeap.I31New(value);
            Assert.True(ObjectLayout.IsI31(reference));
            Assert.False(ObjectLayout.IsHost(reference));
            Assert.False(ObjectLayout.IsObject(reference));
            Assert.Equal((value << 1) >> 1, GcHeap.I31GetSigned(reference));
            Assert.Equal((uint)value & 0x7FFF_FFFF, GcHeap.I31GetUnsigned(reference));
        }
    }

    private static uint[] Elements(GcTestHeap test, int root)
    {
        var address = test.Heap.AddressOf(test[root].Ref);
        return new Span<uint>(address + ObjectLayout.DataOffset, (int)test.Heap.ArrayLength(test[root].Ref)).ToArray();
    }

    // What an element of the type keeps of a value, as a slot pair holds it.
    private static Vector128<byte> Stored(ValType element, Vector128<byte> value)
    {
        var bits = value.AsUInt64()[0];
        return element.IsVector ? value
            : element == ValType.I8 ? Vector128.Create(bits & 0xFF, 0UL).AsByte()
            : element == ValType.I16 ? Vector128.Create(bits & 0xFFFF, 0UL).AsByte()
            : element == ValType.I32 || element == ValType.F32 || element == ValType.AnyRef
                ? Vector128.Create(bits & 0xFFFF_FFFF, 0UL).AsByte()
            : Vector128.Create(bits, 0UL).AsByte();
    }

    private static void Traps(TrapCode code, Action action) => Assert.Equal(code, Assert.Throws<TrapException>(action).Code);

    private static void Use(Action<SlotPair> action)
    {
        Slot* slots = stackalloc Slot[2];
        slots[0] = slots[1] = default;
        action(new SlotPair(slots));
    }

    private readonly struct SlotPair(Slot* pointer)
    {
        public Slot* Pointer { get; } = pointer;
    }
}
