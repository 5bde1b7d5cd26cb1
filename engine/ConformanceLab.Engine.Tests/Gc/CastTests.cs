using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Runtime;
using Xunit;

namespace ConformanceLab.Engine.Tests.Gc;

public sealed unsafe class CastTests
{
    // Types of the group: a structure, two below it and one below one of those; an array and one below it; functions alike.
    //   s0 ← s1 ← s3      a0 ← a1      f0 ← f1
    //      ← s2
    private static readonly SubType[] s_types =
    [
        Open(new StructType([]), []),
        Open(new StructType([]), [0]),
        Open(new StructType([GcTestHeap.Mutable(ValType.I32)]), [0]),
        Open(new StructType([GcTestHeap.Mutable(ValType.I64)]), [1]),
        Open(new ArrayType(new FieldType(ValType.AnyRef, false)), []),
        Open(new ArrayType(new FieldType(ValType.Ref(HeapType.Eq, true), false)), [4]),
        Open(FunctionType.Empty, []),
        Open(FunctionType.Empty, [6]),
        Open(new FunctionType([ValType.I32], []), []),
    ];

    // What each value is, by hand: all heap types of its hierarchy that hold it.
    private static readonly Dictionary<string, string[]> s_expected = new()
    {
        ["i31"] = ["any", "eq", "i31"],
        ["s0"] = ["any", "eq", "struct", "s0"],
        ["s1"] = ["any", "eq", "struct", "s0", "s1"],
        ["s2"] = ["any", "eq", "struct", "s0", "s2"],
        ["s3"] = ["any", "eq", "struct", "s0", "s1", "s3"],
        ["a0"] = ["any", "eq", "array", "a0"],
        ["a1"] = ["any", "eq", "array", "a0", "a1"],
        ["host"] = ["any"],
    };

    private static readonly Dictionary<string, string[]> s_expectedFunctions = new()
    {
        ["f0"] = ["func", "f0"],
        ["f1"] = ["func", "f0", "f1"],
        ["f2"] = ["func", "f2"],
    };

    [Fact]
    public void ValuesPassExactlyTheTypesAboveTheirOwn()
    {
        using var test = new GcTestHeap(GcTestHeap.Stress);
        var ids = test.Define(s_types);
        var targets = Targets(ids, ["any", "eq", "i31", "struct", "array", "none"], "s0 s1 s2 s3 a0 a1");
        var values = s_expected.Keys.ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            test[i].SetRef(values[i] switch
            {
                "i31" => GcHeap.I31New(-1),
                "host" => test.Heap.CreateHandle("host"),
                ['s', ..] => test.Heap.AllocateStruct(ids[int.Parse(values[i][1..], null)]),
                _ => test.Heap.AllocateArray(ids[4 + int.Parse(values[i][1..], null)], 3),
            });
        }

        foreach (var (name, type) in targets)
        {
            foreach (var isNullable in new[] { false, true })
            {
                var target = CastTarget.Create(type, isNullable, test.Types);
                Assert.Equal(isNullable, test.Heap.RefTest(default, target));
                for (var i = 0; i < values.Length; i++)
                {
                    var expected = s_expected[values[i]].Contains(name);
                    Assert.True(expected == test.Heap.RefTest(test[i], target), $"{values[i]} as {name}");
                    var slot = test[i];
                    CheckCast(expected, () => test.Heap.RefCast(slot, target));
                }
            }
        }
    }

    [Fact]
    public void EverythingButNullPassesExternAndExnAndNothingTheirBottoms()
    {
        using var test = new GcTestHeap(GcTestHeap.Stress);
        var ids = test.Define(s_types);
        test[0].SetRef(GcHeap.I31New(0));
        test[1].SetRef(test.Heap.AllocateStruct(ids[0]));
        test[2].SetRef(test.Heap.CreateHandle("host"));
        test[3].SetRef(test.Heap.AllocateException(ids[8], 0));
        foreach (var isNullable in new[] { false, true })
        {
            for (var i = 0; i < 5; i++)
            {
                var isNull = i == 4;
                foreach (var top in new[] { HeapType.Extern, HeapType.Exn })
                {
                    Assert.Equal(!isNull || isNullable, test.Heap.RefTest(test[i], CastTarget.Create(top, isNullable, test.Types)));
                }

                foreach (var bottom in new[] { HeapType.NoExtern, HeapType.NoExn })
                {
                    Assert.Equal(isNull && isNullable, test.Heap.RefTest(test[i], CastTarget.Create(bottom, isNullable, test.Types)));
                }
            }
        }
    }

    [Fact]
    public void FunctionsPassExactlyTheTypesAboveTheirOwn()
    {
        using var test = new GcTestHeap(new GcHeapOptions());
        var ids = test.Define(s_types);
        var record = stackalloc FunctionRecord[1];
        foreach (var (name, type) in Targets(ids, ["func", "nofunc"], "f0 f1 f2"))
        {
            foreach (var isNullable in new[] { false, true })
            {
                var target = CastTarget.Create(type, isNullable, test.Types);
                Assert.Equal(isNullable, test.Heap.RefTest(default, target));
                foreach (var (value, expected) in s_expectedFunctions)
                {
                    *record = new FunctionRecord { CanonicalType = ids[6 + int.Parse(value[1..], null)] };
                    var slot = new Slot { Function = record };
                    Assert.Equal(expected.Contains(name), test.Heap.RefTest(slot, target));
                    CheckCast(expected.Contains(name), () => test.Heap.RefCast(slot, target));
                }
            }
        }
    }

    private static void CheckCast(bool passes, Action cast)
    {
        if (passes)
        {
            cast();
        }
        else
        {
            Assert.Equal(TrapCode.CastFailure, Assert.Throws<TrapException>(cast).Code);
        }
    }

    private static SubType Open(CompositeType type, int[] supertypes) => new(type, isFinal: false, [.. supertypes], isExplicit: true);

    private static List<(string Name, HeapType Type)> Targets(uint[] ids, string[] abstractTypes, string concrete)
    {
        List<(string, HeapType)> targets = [];
        foreach (var name in abstractTypes)
        {
            var code = (byte)Enumerable.Range(0x69, 12).First(c => HeapType.TryFromCode((byte)c, out var type) && type.ToString() == name);
            Assert.True(HeapType.TryFromCode(code, out var found));
            targets.Add((name, found));
        }

        foreach (var name in concrete.Split(' '))
        {
            var start = name[0] switch { 's' => 0, 'a' => 4, _ => 6 };
            targets.Add((name, HeapType.Concrete((int)ids[start + (name[1] - '0')])));
        }

        return targets;
    }
}
