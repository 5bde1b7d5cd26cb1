using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Baseline;

/// <summary>What a loop does, the loops in it included.</summary>
/// <param name="HasCalls">Whether it calls functions.</param>
/// <param name="HasInner">Whether there are loops or tries in it.</param>
/// <param name="Used">The locals that it reads, as bits: of the first 64.</param>
/// <param name="Changed">The locals that it sets.</param>
internal readonly record struct LoopSummary(bool HasCalls, bool HasInner, ulong Used, ulong Changed)
{
    private const int Locals = 64;

    /// <summary>Its bytes, from the loop to its end.</summary>
    public int Length { get; init; }

    /// <summary>The bit of a local; 0 of those that have none.</summary>
    public static ulong BitOf(int local) => local < Locals ? 1UL << local : 0;

    /// <summary>Whether the loop may read a local.</summary>
    public bool Uses(int local) => local >= Locals || (Used & BitOf(local)) != 0;

    /// <summary>Whether the loop may set a local.</summary>
    public bool Changes(int local) => local >= Locals || (Changed & BitOf(local)) != 0;

    /// <summary>What both do.</summary>
    public static LoopSummary operator |(LoopSummary left, LoopSummary right) =>
        new(left.HasCalls | right.HasCalls, left.HasInner | right.HasInner, left.Used | right.Used, left.Changed | right.Changed);
}

/// <summary>
/// A quick look at a body before it is compiled: how often locals are used and functions called, weighted by the loops around them, what
/// each loop does, and which locals are temporaries. Uses, calls and weights decide how good the code is; the others, whether it is right.
/// An object for one body after another.
/// </summary>
internal sealed class BodySummary
{
    // A use in a loop counts as so many outside.
    private const int LoopWeight = 8;
    private const int MaximumWeight = 1 << 20;
    private const int NoLoop = -1;

    // The bit of a byte behind which an immediate goes on.
    private const uint Continues = 0x80;
    private const uint MemoryIndex = 0x40;
    private const uint Always = 1 << 16;
    private const uint OneLength = 1 << 17;
    private const uint Sets = 1 << 30;
    private const uint Gets = 1u << 31;

    // Uses of no local are counted too, before those of locals.
    private const int NoLocals = 8;

    private static readonly uint[] s_steps = Array.ConvertAll(DecodeTable.For(WasmFeatures.All).Single, entry => StepOf((Opcode)(ushort)entry));

    // For each open block, what was so outside of it.
    private readonly Buffer<OpenBlock> _blocks = new(32);
    private readonly Buffer<LoopSummary> _loops = new(16);
    private readonly uint[] _steps = s_steps;
    private long[] _uses = [];

    // The innermost open loop, and what it has done so far, closed loops in it included.
    private int _loop;
    private int _start;
    private bool _hasCalls;
    private bool _hasInner;
    private ulong _used;
    private ulong _changed;
    private long _weight;

    // The locals that have been set since control could have come from elsewhere, or a call; those that were read though they had not been.
    private ulong _setHere;
    private ulong _crossing;

    // Where the instruction stands that is looked at.
    private int _position;

    /// <summary>Weighted uses of each local.</summary>
    public ReadOnlySpan<long> Uses => _uses.AsSpan(NoLocals);

    /// <summary>Weighted calls, tail calls included.</summary>
    public long Calls { get; private set; }

    /// <summary>
    /// Whether a local is read only where it has been set before on a straight way without calls: nobody asks for its value at a call, where
    /// control joins, or at the function's entry.
    /// <code>
    ///   (local.set $t …) … (local.get $t)                    a temporary
    ///   (local.set $t …) (call $f) (local.get $t)            none: $f may use all registers
    ///   (local.set $t …) (block …) (local.get $t)            none: control joins at the block's end
    /// </code>
    /// </summary>
    public bool IsTemporary(int local) => LoopSummary.BitOf(local) is not 0 and var bit && (_crossing & bit) == 0;

    /// <summary>The loops in the order in which they begin.</summary>
    public ReadOnlySpan<LoopSummary> Loops => _loops.Items;

    /// <summary>Looks at a valid body.</summary>
    public void Read(ReadOnlySpan<byte> body, WasmFeatures features, int locals)
    {
        if (_uses.Length < NoLocals + locals)
        {
            _uses = new long[NoLocals + Math.Max(16, 2 * locals)];
        }

        Array.Clear(_uses, NoLocals, locals);
        _loops.Clear();
        _blocks.Clear();
        _loop = NoLoop;
        _weight = 1;
        Done = default;
        Calls = 0;
        _setHere = _crossing = 0;
        var reader = new BodyReader(body, features);
        var visitor = new Visitor(this);
        while (!reader.IsAtEnd)
        {
            Skim(ref reader);
            if (!reader.IsAtEnd)
            {
                _position = reader.Position;
                reader.Read(ref visitor);
            }
        }
    }

    // Most instructions only use a local, or nothing that matters here: they are stepped over without being decoded, as far as their
    // immediates are of one byte. Without branches, which processors would guess wrong every other time: what an instruction is not is added
    // as nothing, to a use of no local.
    private void Skim(ref BodyReader reader)
    {
        var code = reader.Bytes;
        var position = reader.Position;
        ref var start = ref MemoryMarshal.GetReference(code);
        ref var steps = ref MemoryMarshal.GetArrayDataReference(_steps);
        ref var uses = ref MemoryMarshal.GetArrayDataReference(_uses);
        var end = code.Length - 2;
        var weight = _weight;
        var (setHere, crossing, used, changed) = (_setHere, _crossing, _used, _changed);
        while (position < end)
        {
            // DANGER: not checked: there are three bytes; a table for every byte; and the body is valid, so an index that is a local's is one for
            // which Read has made room.
            var step = Unsafe.Add(ref steps, Unsafe.Add(ref start, position));
            uint next = Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref start, position + 1));
            if ((step & (Always | next)) != 0)
            {
                var more = MoreBytes(step, code, position);
                if (more == 0)
                {
                    break;
                }

                position += LengthOf(step) + more;
                continue;
            }

            // Several of no local in turn, so that none waits for the one before.
            var immediate = (int)next & 0xFF;
            var (get, set) = (GetMask(step), SetMask(step));
            var local = (int)(get | set);
            Unsafe.Add(ref uses, ((NoLocals + immediate) & local) | (position & (NoLocals - 1) & ~local)) += weight;
            var bit = LoopSummary.BitOf(immediate);
            get &= bit;
            set &= bit;
            used |= get;
            changed |= set;
            crossing |= get & ~setHere;
            setHere |= set;
            position += LengthOf(step);
        }

        (_setHere, _crossing, _used, _changed) = (setHere, crossing, used, changed);
        reader.Position = position;
    }

    // How many bytes more than one an immediate takes that is no local's index; 0 if it has to be decoded.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int MoreBytes(uint step, ReadOnlySpan<byte> code, int position)
    {
        // The last of its immediates is the only one that may go on.
        var last = position + LengthOf(step) - 1;
        if ((step & (Gets | Sets | Always)) != 0 || (LengthOf(step) == 3 && code[position + 1] >= MemoryIndex) || last + 2 >= code.Length)
        {
            return 0;
        }

        return code[last + 1] < Continues ? 1 : code[last + 2] < Continues ? 2 : 0;
    }

    // How an instruction is stepped over: the bits of its next two bytes of which none may be set, or Always; its length; whether it reads or
    // sets a local.
    private static uint StepOf(Opcode opcode) => opcode switch
    {
        Opcode.LocalGet => (2 * OneLength) | Continues | Gets,
        Opcode.LocalSet or Opcode.LocalTee => (2 * OneLength) | Continues | Sets,
        Opcode.Nop or Opcode.Return or Opcode.Drop or Opcode.Select or (>= Opcode.I32Eqz and <= Opcode.I64Extend32S) => OneLength,
        Opcode.Br or Opcode.BrIf or Opcode.GlobalGet or Opcode.GlobalSet or Opcode.I32Const or Opcode.I64Const => (2 * OneLength) | Continues,

        // Without an index of a memory, and with a small offset.
        >= Opcode.I32Load and <= Opcode.I64Store32 => (3 * OneLength) | Continues | MemoryIndex | (Continues << 8),
        _ => Always,
    };

    private static int LengthOf(uint step) => (int)(step / OneLength) & 3;

    // All bits, or none.
    private static ulong GetMask(uint step) => (ulong)((int)step >> 31);

    private static ulong SetMask(uint step) => (ulong)((int)(step << 1) >> 31);

    private LoopSummary Done
    {
        get => new(_hasCalls, _hasInner, _used, _changed);
        set => (_hasCalls, _hasInner, _used, _changed) = value;
    }

    // Control may come from elsewhere.
    private void Join() => _setHere = 0;

    private void Open(bool isLoop)
    {
        Join();
        _blocks.Add(new OpenBlock(_loop, _start, _weight, isLoop ? Done : default));
        if (isLoop)
        {
            _loop = _loops.Count;
            _start = _position;
            _loops.Add(default);
            _weight = Math.Min(_weight * LoopWeight, MaximumWeight);
            Done = default;
        }
    }

    private void Close()
    {
        Join();
        if (_blocks.IsEmpty)
        {
            return;
        }

        var outer = _blocks.Pop();

        if (outer.Loop != _loop)
        {
            _loops[_loop] = Done with { Length = _position - _start };
            Done |= outer.Done;
            _hasInner = true;
        }

        (_loop, _start, _weight, _) = outer;
    }

    private readonly record struct OpenBlock(int Loop, int Start, long Weight, LoopSummary Done);

    private void Call()
    {
        Join();
        Calls += _weight;
        _hasCalls = true;
    }

    private readonly struct Visitor(BodySummary summary) : IInstructionVisitor
    {
        public void Plain(Opcode opcode)
        {
            // Arms and handlers too; of others it does no harm.
            summary.Join();
            if (opcode == Opcode.End)
            {
                summary.Close();
            }
        }

        public void Block(Opcode opcode, BlockType type)
        {
            summary._hasInner |= opcode == Opcode.Try;
            summary.Open(opcode == Opcode.Loop);
        }

        public void TryTable(Opcode opcode, BlockType type, scoped ReadOnlySpan<CatchClause> clauses)
        {
            summary._hasInner = true;
            summary.Open(isLoop: false);
        }

        public void Index(Opcode opcode, int index)
        {
            switch (opcode)
            {
                case Opcode.LocalGet:
                    summary._uses[NoLocals + index] += summary._weight;
                    summary._used |= LoopSummary.BitOf(index);
                    summary._crossing |= LoopSummary.BitOf(index) & ~summary._setHere;
                    break;
                case Opcode.LocalSet or Opcode.LocalTee:
                    summary._uses[NoLocals + index] += summary._weight;
                    summary._changed |= LoopSummary.BitOf(index);
                    summary._setHere |= LoopSummary.BitOf(index);
                    break;
                case Opcode.Catch:
                    summary.Join();
                    break;
                case Opcode.Call or Opcode.CallRef or Opcode.ReturnCall or Opcode.ReturnCallRef:
                    summary.Call();
                    break;
            }
        }

        public void Indices(Opcode opcode, int first, int second)
        {
            if (opcode is Opcode.CallIndirect or Opcode.ReturnCallIndirect)
            {
                summary.Call();
            }
        }

        public void Label(Opcode opcode, uint label)
        {
            if (opcode == Opcode.Delegate)
            {
                summary.Close();
            }
        }

        public void Labels(Opcode opcode, scoped ReadOnlySpan<uint> labels)
        {
        }

        public void BranchOnCast(Opcode opcode, uint label, ValType source, ValType target)
        {
        }

        public void Types(Opcode opcode, scoped ReadOnlySpan<ValType> types)
        {
        }

        public void Heap(Opcode opcode, HeapType type)
        {
        }

        public void Memory(Opcode opcode, MemArg memArg)
        {
        }

        public void MemoryLane(Opcode opcode, MemArg memArg, byte lane)
        {
        }

        public void Lane(Opcode opcode, byte lane)
        {
        }

        public void Vector(Opcode opcode, in Vector128<byte> value)
        {
        }

        public void Const32(Opcode opcode, uint bits)
        {
        }

        public void Const64(Opcode opcode, ulong bits)
        {
        }
    }
}
