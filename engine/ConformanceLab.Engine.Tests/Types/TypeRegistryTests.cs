using System.Collections.Immutable;
using ConformanceLab.Wasm;
using Xunit;

namespace ConformanceLab.Engine.Tests.Types;

public class TypeRegistryTests
{
    private static readonly ImmutableArray<ValType> s_none = [];

    private static SubType Function(ValType[] parameters, ValType[]? results = null, bool isFinal = true, params int[] supertypes) =>
        new(new FunctionType([.. parameters], results is null ? s_none : [.. results]), isFinal, [.. supertypes]);

    private static SubType Struct(bool isFinal, int[] supertypes, params FieldType[] fields) =>
        new(new StructType([.. fields]), isFinal, [.. supertypes]);

    private static ValType Ref(int index) => ValType.Ref(HeapType.Concrete(index), nullable: false);

    private static FieldType Field(ValType type, bool mutable = false) => new(type, mutable);

    private static RecursiveGroup[] Groups(params int[] counts)
    {
        var start = 0;
        return [.. counts.Select(count => new RecursiveGroup((start += count) - count, count, true))];
    }

    [Fact]
    public void StructurallyEqualFunctionTypesAreEqual()
    {
        using var types = new TypeRegistry().Add(
            [Function([ValType.I32]), Function([ValType.I32]), Function([ValType.I64])], Groups(1, 1, 1));
        Assert.Equal(types[0], types[1]);
        Assert.NotEqual(types[0], types[2]);
    }

    [Fact]
    public void GroupsDifferBySizeOrderFinalityAndMutability()
    {
        var registry = new TypeRegistry();
        SubType a = Function([ValType.I32]), b = Function([ValType.I64]);
        using var types = registry.Add(
            [a, a, b, b, a, Function([ValType.I32], isFinal: false), Struct(true, [], Field(ValType.I32)),
                Struct(true, [], Field(ValType.I32, true)), Struct(true, [], Field(ValType.I8)),
                new SubType(new ArrayType(Field(ValType.I32)))],
            Groups(1, 2, 2, 1, 1, 1, 1, 1));
        Assert.Equal(10, types.CanonicalIds.ToArray().Distinct().Count());
    }

    [Fact]
    public void RecursiveGroupsAreComparedWithRelativeReferences()
    {
        // Two copies of a pair of mutually recursive structures, and one whose second member refers to the first copy.
        SubType[] Pair(int first, int second) =>
            [Struct(true, [], Field(ValType.I32), Field(Ref(second))), Struct(true, [], Field(ValType.I64), Field(Ref(first)))];
        using var types = new TypeRegistry().Add([.. Pair(0, 1), .. Pair(2, 3), .. Pair(0, 5)], Groups(2, 2, 2));
        Assert.Equal(types[0], types[2]);
        Assert.Equal(types[1], types[3]);
        Assert.NotEqual(types[0], types[4]);
        Assert.NotEqual(types[1], types[5]);
    }

    [Fact]
    public void ReferencesToEqualTypesAreEqualAndUnrollingIsNot()
    {
        // 0: a function; 1 = 0; 2 takes 0, 3 takes 1; 4 is recursive, 5 is its unrolling by hand.
        using var types = new TypeRegistry().Add(
            [Function([]), Function([]), Function([Ref(0)]), Function([Ref(1)]), Function([Ref(4)]), Function([Ref(4)])],
            Groups(1, 1, 1, 1, 1, 1));
        Assert.Equal(types[2], types[3]);
        Assert.NotEqual(types[4], types[5]);
    }

    [Fact]
    public void CanonicalTypesNameCanonicalTypes()
    {
        var registry = new TypeRegistry();
        using var first = registry.Add([Function([ValType.F32])], Groups(1));
        using var types = registry.Add([Function([]), Function([ValType.F32]), Function([Ref(1)], [Ref(2)])], Groups(1, 1, 1));
        var function = Assert.IsType<FunctionType>(registry[types[2]].Composite);
        Assert.Equal(first[0], function.Parameters[0].HeapType.Index);
        Assert.Equal(types[2], function.Results[0].HeapType.Index);
    }

    [Fact]
    public void SubtypesAreFoundThroughTheDisplay()
    {
        var registry = new TypeRegistry();
        using var types = registry.Add(
            [Struct(false, []), Struct(false, [0], Field(ValType.I32)), Struct(false, [1], Field(ValType.I32)), Struct(true, [0])],
            Groups(1, 1, 1, 1));
        Assert.Equal(2, registry[types[2]].Depth);
        Assert.Equal([types[0], types[1], types[2]], registry[types[2]].GetDisplay());
        Assert.True(registry.IsSubtype(types[2], types[0]));
        Assert.False(registry.IsSubtype(types[0], types[2]));
        Assert.False(registry.IsSubtype(types[3], types[1]));
    }

    [Fact]
    public void GroupsAreForgottenWithTheirLastUserAndTheirIdsUsedAgain()
    {
        var registry = new TypeRegistry();
        var first = registry.Add([Function([]), Function([Ref(0)])], Groups(1, 1));
        var second = registry.Add([Function([]), Function([Ref(0)])], Groups(1, 1));
        var ids = first.CanonicalIds.ToArray();
        Assert.Equal(ids, second.CanonicalIds.ToArray());
        first.Dispose();
        first.Dispose();
        Assert.Equal(2, registry.GroupCount);
        second.Dispose();
        Assert.Equal(0, registry.GroupCount);
        Assert.Throws<ArgumentOutOfRangeException>(() => registry[ids[0]]);
        using var third = registry.Add([Struct(true, []), Struct(true, [], Field(ValType.I32))], Groups(1, 1));
        Assert.Equal(ids.Order(), third.CanonicalIds.ToArray().Order());
    }

    [Fact]
    public void AGroupKeepsWhatItRefersTo()
    {
        var registry = new TypeRegistry();
        using var host = registry.Add(new FunctionType([], []));
        var user = registry.Add(new FunctionType([Ref(host[0])], []));
        var sameAsModules = registry.Add([Function([]), Function([Ref(0)])], Groups(1, 1));
        Assert.Equal(user[0], sameAsModules[1]);
        sameAsModules.Dispose();
        host.Dispose();
        Assert.Equal(2, registry.GroupCount);
        Assert.Equal(host[0], ((FunctionType)registry[user[0]].Composite).Parameters[0].HeapType.Index);
        user.Dispose();
        Assert.Equal(0, registry.GroupCount);
    }

    [Fact]
    public void ReleasingALongChainDoesNotRecurse()
    {
        const int Count = 200_000;
        var registry = new TypeRegistry();
        var types = Enumerable.Range(0, Count).Select(i => i == 0 ? Function([]) : Function([Ref(i - 1)])).ToList();
        registry.Add(types, Groups([.. Enumerable.Repeat(1, Count)])).Dispose();
        Assert.Equal(0, registry.GroupCount);
    }

    [Fact]
    public void TooDeepHierarchiesAreRejectedAndLeaveNothingBehind()
    {
        var registry = new TypeRegistry();
        var types = Enumerable.Range(0, ImplementationLimits.SubtypeDepth + 2).Select(i => Struct(false, i == 0 ? [] : [i - 1])).ToList();
        using (var good = registry.Add(types.Take(types.Count - 1).ToList(), Groups(types.Count - 1)))
        {
            Assert.Equal(ImplementationLimits.SubtypeDepth, registry[good[types.Count - 2]].Depth);
        }

        foreach (var groups in new[] { Groups(types.Count), Groups([.. Enumerable.Repeat(1, types.Count)]) })
        {
            var error = Assert.Throws<ModuleException>(() => registry.Add(types, groups));
            Assert.Equal(ModuleErrorKind.LimitExceeded, error.Kind);
            Assert.Equal(0, registry.GroupCount);
        }
    }

    [Theory]
    [InlineData("none", "i31", true)]
    [InlineData("none", "any", true)]
    [InlineData("i31", "eq", true)]
    [InlineData("struct", "any", true)]
    [InlineData("array", "eq", true)]
    [InlineData("eq", "any", true)]
    [InlineData("nofunc", "func", true)]
    [InlineData("noextern", "extern", true)]
    [InlineData("noexn", "exn", true)]
    [InlineData("eq", "i31", false)]
    [InlineData("any", "eq", false)]
    [InlineData("func", "any", false)]
    [InlineData("none", "func", false)]
    [InlineData("nofunc", "any", false)]
    [InlineData("extern", "any", false)]
    [InlineData("struct", "array", false)]
    [InlineData("exn", "any", false)]
    public void AbstractHeapTypesMatchAsSpecified(string sub, string super, bool expected)
    {
        Assert.Equal(expected, new TypeRegistry().MatchesHeap(Heap(sub), Heap(super)));
        Assert.Equal(sub == super, new TypeRegistry().MatchesHeap(Heap(super), Heap(sub)) && expected);

        static HeapType Heap(string name) => Enumerable.Range(0x69, 12)
            .Select(code => HeapType.TryFromCode((byte)code, out var type) ? type : default)
            .Single(type => type.ToString() == name);
    }

    [Fact]
    public void ConcreteTypesStandBetweenTheirKindAndItsBottom()
    {
        var registry = new TypeRegistry();
        using var types = registry.Add([Function([]), Struct(true, []), new SubType(new ArrayType(Field(ValType.I8)))], Groups(1, 1, 1));
        HeapType function = HeapType.Concrete(types[0]), structure = HeapType.Concrete(types[1]), array = HeapType.Concrete(types[2]);
        Assert.True(registry.MatchesHeap(function, HeapType.Func) && registry.MatchesHeap(HeapType.NoFunc, function));
        Assert.True(
            registry.MatchesHeap(structure, HeapType.Struct)
                && registry.MatchesHeap(structure, HeapType.Eq)
                && registry.MatchesHeap(HeapType.None, structure));
        Assert.True(
            registry.MatchesHeap(array, HeapType.Array)
                && registry.MatchesHeap(array, HeapType.Any)
                && registry.MatchesHeap(HeapType.None, array));
        Assert.False(
            registry.MatchesHeap(function, HeapType.Any)
                || registry.MatchesHeap(HeapType.None, function)
                || registry.MatchesHeap(structure, HeapType.Array)
                || registry.MatchesHeap(HeapType.Func, function)
                || registry.MatchesHeap(HeapType.NoFunc, array));
        Assert.True(registry.MatchesValue(ValType.Ref(function, false), ValType.FuncRef));
        Assert.False(registry.MatchesValue(ValType.Ref(function, true), ValType.Ref(HeapType.Func, false)));
    }

    [Fact]
    public void ConcurrentRegistrationGivesOneIdToEqualTypes()
    {
        var registry = new TypeRegistry();
        using var held = registry.Add([Function([]), Function([Ref(0)])], Groups(1, 1));
        Parallel.For(0, 2_000, i =>
        {
            using var types = registry.Add(
                [Function([]), Function([Ref(0)]), Function([.. Enumerable.Repeat(ValType.I32, i % 7)], [Ref(1)])], Groups(1, 1, 1));
            Assert.Equal(held[1], types[1]);
            Assert.Equal(i % 7, ((FunctionType)registry[types[2]].Composite).Parameters.Length);
        });
        Assert.Equal(2, registry.GroupCount);
    }
}
