using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ConformanceLab.Wasm.Codegen.X64;

/// <summary>
/// Writes x86-64-v3 machine code into a buffer of its own, front to back. The code is position-independent: it may be copied to any
/// address that is a multiple of <see cref="CodeAlignment"/>, or as far behind one as <see cref="Reset"/> was told. One thread at a time; <see cref="Reset"/> makes it ready for the next
/// function, and nothing is allocated once the buffers have grown to what functions need.
/// <para>
/// Parameters stand in the order of Intel's syntax: operation, size, destination, sources, immediate. What the processor would refuse by
/// operand kind does not compile; what it would refuse by value throws.
/// </para>
/// </summary>
internal sealed unsafe partial class Assembler
{
    /// <summary>What the address of the code must be a multiple of, so that constants and <see cref="Align"/> hold.</summary>
    public const int CodeAlignment = 32;

    /// <summary>Most bytes that one buffer takes; every relative distance within fits 32 bits.</summary>
    public const int LargestCode = 1 << 30;

    // Room that is there whenever an instruction begins: the longest has 15 bytes, and writers may store 8 where 1 counts.
    private const int Slack = 32;

    // On the pinned heap, so that plain pointers into it stay valid as long as the field refers to it.
    private byte[] _buffer;
    private byte* _start;
    private byte* _next;
    private byte* _limit;
    private bool _isFinished;

    /// <summary>Creates an assembler.</summary>
    /// <param name="capacity">Bytes of code that fit before the buffer grows for the first time.</param>
    public Assembler(int capacity = 16 * 1024)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, LargestCode);
        UseBuffer(capacity + Slack, 0);
    }

    /// <summary>Bytes written so far: where the next instruction will begin.</summary>
    public int Offset
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (int)(_next - _start);
    }

    /// <summary>How far behind a multiple of <see cref="CodeAlignment"/> the code must begin, in bytes.</summary>
    public int Stagger { get; private set; }

    /// <summary>Forgets code, labels and constants, and keeps the buffers.</summary>
    /// <param name="countsBlocks">Whether the code counts how often each of its basic blocks is executed: <see cref="Counters"/>.</param>
    /// <param name="stagger"><see cref="Stagger"/> of the next code.</param>
    public void Reset(bool countsBlocks = false, int stagger = 0)
    {
        Stagger = stagger;
        _next = _start;
        _isFinished = false;
        _limit = _start + _buffer.Length - Slack;
        ResetLabels();
        ResetPool();
        ResetCounters(countsBlocks);
    }

    /// <summary>
    /// Replaces four bytes that are written already: an immediate or displacement that is known late, such as the size of a frame. The
    /// instruction must have been written with a value that does not fit a byte; an immediate is its last four bytes.
    /// </summary>
    public void Patch32(int offset, int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Offset - 4);
        *(int*)(_start + offset) = value;
    }

    /// <summary>Where the next instruction goes, with room for all of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* Reserve()
    {
        if (_next > _limit) MakeRoom();
        return _next;
    }

    // Off the way of nearly all instructions: the buffer is full, a counter is due, or nothing may be written any more.
    private void MakeRoom()
    {
        if (_isFinished) ThrowFinished();
        if (_isBlockDue) WriteCounter();
        if (_next > _limit) Grow();
    }

    private void Grow()
    {
        var offset = Offset;
        var needed = (long)offset + Slack;
        if (needed > LargestCode) throw new InvalidOperationException($"Code of more than {LargestCode} bytes.");
        var old = _buffer;
        UseBuffer((int)Math.Min(Math.Max(needed, old.Length * 2L), LargestCode), offset);
        old.AsSpan(0, offset).CopyTo(_buffer);
    }

    [MemberNotNull(nameof(_buffer))]
    private void UseBuffer(int length, int offset)
    {
        _buffer = GC.AllocateUninitializedArray<byte>(length, pinned: true);
        _start = (byte*)Unsafe.AsPointer(ref _buffer[0]);
        _next = _start + offset;
        _limit = _start + length - Slack;
    }

    [DoesNotReturn]
    private static void ThrowFinished() => throw new InvalidOperationException("The code is finished; Reset begins the next.");
}
