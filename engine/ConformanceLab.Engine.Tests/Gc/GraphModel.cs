using System.Runtime.Intrinsics;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Runtime;
using Xunit;

namespace ConformanceLab.Engine.Tests.Gc;

/// <summary>
/// Does everything twice: in a heap, and to .NET objects. A value of the model is null, an <see cref="I31"/>, a <see cref="Node"/>, a
/// <see cref="HostObject"/>, or the two halves of a number.
/// </summary>
internal sealed unsafe class GraphModel
{
    public const int Operations = 13;
    public const int Roots = 8;

    /// <summary>Room for the operands of the largest allocation, after the roots.</summary>
    public const int OperandSlots = 32;

    private static readonly ValType[] s_fields =
        [ValType.I8, ValType.AnyRef, ValType.I16, ValType.I64, ValType.ExternRef, ValType.V128, ValType.F32, ValType.FuncRef,
            ValType.AnyRef];

    private readonly GcTestHeap _test;
    private readonly uint[] _types;
    private readonly ValType[][] _layouts;
    private readonly object?[] _roots = new object?[Roots];

    public GraphModel(GcTestHeap test)
    {
        _test = test;
        ValType[] below = [.. s_fields, ValType.I8, ValType.AnyRef];
        _types = test.Define(
            new SubType(new StructType([.. s_fields.Select(GcTestHeap.Mutable)]), isFinal: false),
            new SubType(new StructType([.. below.Select(GcTestHeap.Mutable)]), isFinal: true, [0]),
            GcTestHeap.Struct(),
            GcTestHeap.Array(ValType.AnyRef),
            GcTestHeap.Array(ValType.I8),
            GcTestHeap.Array(ValType.I16),
            GcTestHeap.Array(ValType.V128),
            GcTestHeap.Array(ValType.FuncRef),
            GcTestHeap.Function([ValType.I32, ValType.AnyRef, ValType.V128, ValType.ExnRef]));
        _layouts =
        [
            s_fields, below, [], [ValType.AnyRef], [ValType.I8], [ValType.I16], [ValType.V128], [ValType.FuncRef],
            [ValType.I32, ValType.AnyRef, ValType.V128, ValType.ExnRef],
        ];
    }

    private const int ArrayTypes = 3;
    private const int ExceptionType = 8;

    public void Execute(int operation, int a, int b, int c)
    {
        var (target, source) = (a % Roots, b % Roots);
        switch (operation)
        {
            case 0:
            case 1:
                NewStruct(target, b % ArrayTypes, c);
                break;
            case 2:
                NewArray(target, ArrayTypes + b % (ExceptionType - ArrayTypes), c);
                break;
            case 3:
                NewFixedArray(target, b, c % OperandSlots);
                break;
            case 4:
                NewException(target, b, c);
                break;
            case 5:
            case 6:
                Store(target, source, c);
                break;
            case 7:
                Load(target, source, c);
                break;
            case 8:
                Copy(target, source, c);
                break;
            case 9:
                Set(target, c % 2 == 0 ? null : new I31(c), c % 2 == 0 ? 0 : GcHeap.I31New(c));
                break;
            case 10:
                var host = new HostObject();
                Set(target, host, _test.Heap.CreateHandle(host));
                break;
            case 11:
                Set(target, _roots[source], _test[source].Ref);
                break;
            default:
                _test.Heap.Collect();
                break;
        }
    }

    /// <summary>Both graphs, from the roots on, are the same: contents, and which references are equal.</summary>
    public void Compare()
    {
        var references = new Dictionary<Node, uint>();
        var pending = new Stack<Node>();
        Slot* actual = stackalloc Slot[2];
        for (var i = 0; i < Roots; i++)
        {
            Match(_roots[i], _test[i].Ref);
        }

        while (pending.TryPop(out var node))
        {
            var reference = references[node];
            Assert.Equal(_types[node.Type], _test.Heap.TypeIdOf(reference));
            if (node.IsArray)
            {
                Assert.Equal((uint)node.Values.Length, _test.Heap.ArrayLength(reference));
            }

            for (var i = 0; i < node.Values.Length; i++)
            {
                actual[1] = default;
                Read(node, reference, i, actual);
                if (TypeOf(node, i) is { IsReference: true } type && type != ValType.FuncRef)
                {
                    Assert.Equal(0u, (uint)(actual->U64 >> 32));
                    Match(node.Values[i], actual->Ref);
                }
                else
                {
                    Assert.Equal(node.Values[i] ?? (0UL, 0UL), (actual[0].U64, actual[1].U64));
                }
            }
        }

        Assert.Equal(references.Count, references.Values.Distinct().Count());

        void Match(object? expected, uint found)
        {
            switch (expected)
            {
                case null:
                    Assert.Equal(0u, found);
                    break;
                case I31 number:
                    Assert.Equal(GcHeap.I31New(number.Value), found);
                    break;
                case HostObject host:
                    Assert.True(ObjectLayout.IsHost(found));
                    Assert.Same(host, _test.Heap.Handles.Get(found));
                    break;
                case Node node when references.TryGetValue(node, out var known):
                    Assert.Equal(known, found);
                    break;
                case Node node:
                    Assert.True(ObjectLayout.IsObject(found));
                    references.Add(node, found);
                    pending.Push(node);
                    break;
            }
        }
    }

    private void Set(int root, object? value, uint reference)
    {
        _roots[root] = value;
        _test[root].SetRef(reference);
    }

    private void NewStruct(int target, int type, int seed)
    {
        if (seed % 4 == 0)
        {
            Set(target, new Node(type, new object?[_layouts[type].Length]), _test.Heap.AllocateStruct(_types[type]));
            return;
        }

        var values = Operands(_layouts[type], seed);
        Set(target, new Node(type, values), _test.Heap.StructNew(_types[type], _test.RootsFrom(Roots)));
        ClearOperands();
    }

    private void NewArray(int target, int type, int seed)
    {
        var length = seed % 7 == 0 ? 0 : seed;
        var value = Operands(_layouts[type], seed)[0];
        var values = new object?[length];
        Array.Fill(values, value);
        Set(target, new Node(type, values), _test.Heap.ArrayNew(_types[type], (uint)length, _test.RootsFrom(Roots)));
        ClearOperands();
    }

    private void NewFixedArray(int target, int seed, int length)
    {
        var values = Operands([.. Enumerable.Repeat(ValType.AnyRef, length)], seed);
        Set(target, new Node(ArrayTypes, values), _test.Heap.ArrayNewFixed(_types[ArrayTypes], (uint)length, _test.RootsFrom(Roots)));
        ClearOperands();
    }

    private void NewException(int target, int seed, int tag)
    {
        var values = Operands(_layouts[ExceptionType], seed);
        Set(target, new Node(ExceptionType, values), _test.Heap.ExceptionNew(_types[ExceptionType], (uint)tag, _test.RootsFrom(Roots)));
        Assert.Equal((uint)tag, _test.Heap.ExceptionTag(_test[target].Ref));
        ClearOperands();
    }

    private void Store(int target, int source, int seed)
    {
        if (_roots[target] is not Node { Values.Length: > 0 } node || node.Type == ExceptionType)
        {
            return;
        }

        var index = seed % node.Values.Length;
        var type = TypeOf(node, index);
        Slot* value = _test.RootsFrom(Roots);
        object? stored;
        if (type.IsReference && type != ValType.FuncRef)
        {
            stored = _roots[source];
            value->SetRef(_test[source].Ref);
        }
        else
        {
            stored = Number(type, seed, value);
        }

        if (node.IsArray)
        {
            _test.Heap.ArraySet(_test[target].Ref, (uint)index, value);
        }
        else
        {
            _test.Heap.StructSet(_test[target].Ref, _test.Heap.FieldOf(_types[node.Type], (uint)index), value);
        }

        node.Values[index] = stored;
        ClearOperands();
    }

    private void Load(int target, int source, int seed)
    {
        if (_roots[source] is Node { Values.Length: > 0 } node)
        {
            var index = seed % node.Values.Length;
            var type = TypeOf(node, index);
            if (type.IsReference && type != ValType.FuncRef)
            {
                Slot value;
                Read(node, _test[source].Ref, index, &value);
                Set(target, node.Values[index], value.Ref);
            }
        }
    }

    private void Copy(int target, int source, int seed)
    {
        if (_roots[target] is not Node { IsArray: true } to || _roots[source] is not Node { IsArray: true } from || to.Type != from.Type)
        {
            return;
        }

        var count = seed % (Math.Min(to.Values.Length, from.Values.Length) + 1);
        var (toIndex, fromIndex) = (seed % (to.Values.Length - count + 1), seed / 3 % (from.Values.Length - count + 1));
        _test.Heap.ArrayCopy(_test[target].Ref, (uint)toIndex, _test[source].Ref, (uint)fromIndex, (uint)count);
        Array.Copy(from.Values, fromIndex, to.Values, toIndex, count);
    }

    private ValType TypeOf(Node node, int index) => node.IsArray ? _layouts[node.Type][0] : _layouts[node.Type][index];

    private void Read(Node node, uint reference, int index, Slot* result)
    {
        if (node.IsArray)
        {
            _test.Heap.ArrayGet(reference, (uint)index, result);
        }
        else if (node.Type == ExceptionType)
        {
            var slot = _layouts[ExceptionType].Take(index).Sum(Slot.CountOf);
            var payload = _test.Heap.ExceptionPayload(reference);
            result[0] = payload[slot];
            if (TypeOf(node, index).IsVector)
            {
                result[1] = payload[slot + 1];
            }
        }
        else
        {
            _test.Heap.StructGet(reference, _test.Heap.FieldOf(_types[node.Type], (uint)index), result);
        }
    }

    // Fills the operand slots with values of the types: numbers from the seed, references from the roots.
    private object?[] Operands(ValType[] types, int seed)
    {
        var values = new object?[types.Length];
        var slot = Roots;
        for (var i = 0; i < types.Length; i++)
        {
            if (types[i].IsReference && types[i] != ValType.FuncRef)
            {
                var root = (seed + i) % Roots;
                values[i] = _roots[root];
                _test[slot].SetRef(_test[root].Ref);
            }
            else
            {
                values[i] = Number(types[i], seed + i, _test.RootsFrom(slot));
            }

            slot += Slot.CountOf(types[i]);
        }

        return values;
    }

    // Numbers in the slots below have an odd low word: to the collector, which sees all slots here, they are i31.
    private static object Number(ValType type, int seed, Slot* slot)
    {
        var (low, high) = ((ulong)seed * 0x9E37_79B9_7F4A_7C15 | 1, (ulong)seed * 0xC2B2_AE3D_27D4_EB4F | 1);
        slot->U64 = low;
        if (type.IsVector)
        {
            slot[1].U64 = high;
            return (low, high);
        }

        var kept = type == ValType.I8 ? (byte)low
            : type == ValType.I16 ? (ushort)low
            : type == ValType.I32 || type == ValType.F32 ? (uint)low
            : low;
        return (kept, 0UL);
    }

    private void ClearOperands() => new Span<Slot>(_test.RootsFrom(Roots), OperandSlots).Clear();

    private sealed record I31(int Value);

    private sealed class HostObject;

    private sealed class Node(int type, object?[] values)
    {
        public int Type { get; } = type;

        public object?[] Values { get; } = values;

        public bool IsArray => Type is >= ArrayTypes and < ExceptionType;
    }
}
