using System.Runtime.CompilerServices;

namespace ConformanceLab.Wasm.Codegen.X64;

// Counters of basic blocks, for code that is made to be counted. A block begins at a label, behind a conditional jump, behind a call, and
// where code is entered from elsewhere. Its counter is written in front of its first instruction:
//
//   push rax; mov rax, [counter]; lea rax, [rax + 1]; mov [counter], rax; pop rax
//
// which leaves registers and flags alone, so that it may stand anywhere; below rsp there is nothing that counts. The address is left open
// until the code is placed. Calls end blocks, since who is called may never return: so what is executed of a block is all of it, unless
// one of its instructions faults.
//
// But for the counters the code is, instruction for instruction, what it would be without them: nops align by the offset that there would
// be (UncountedOffset), and jumps that would be short are taken for short.
internal sealed unsafe partial class Assembler
{
    private readonly List<BlockCounter> _counters = [];
    private bool _countsBlocks;
    private bool _isBlockDue;
    private bool _allocates;
    private int _plantedBlock = Unbound;

    // Bytes that are there only for counting: in front of here, and in front of each label.
    private int _added;
    private int[] _addedAt = [];
    private int _codeBytes;

    /// <summary>The counters of finished code.</summary>
    public BlockCounters Counters => _counters.Count == 0 ? BlockCounters.None : new BlockCounters([.. _counters], _codeBytes);

    /// <summary>
    /// Where the next instruction will begin, which is not a jump's target: behind the counter, if one stands in front of it. For what is
    /// known by the address of an instruction.
    /// </summary>
    public int NextInstruction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (int)(Reserve() - _start);
    }

    private int UncountedOffset => NextInstruction - _added;

    /// <summary>Says that code is entered here by other ways than jumps to a label. Returns the offset.</summary>
    public int BeginEntry()
    {
        if (_countsBlocks) BeginBlock();
        return Offset;
    }

    /// <summary>Says that an object is allocated here, at the start of a block.</summary>
    public void NoteAllocation() => _allocates = _countsBlocks;

    /// <summary>Writes an instruction more at the start of a block, counted from 0: to be called right behind <c>Reset</c>.</summary>
    public void Plant(int block) => _plantedBlock = block;

    // The next instruction finds no room, and asks why.
    private void BeginBlock()
    {
        _isBlockDue = true;
        _limit = null;
    }

    private void BeginBlockAt(Label label)
    {
        if (_addedAt.Length < _labelOffsets.Length) Array.Resize(ref _addedAt, _labelOffsets.Length);
        _addedAt[label.Number - 1] = _added;
        BeginBlock();
    }

    private void WriteCounter()
    {
        _isBlockDue = false;
        _limit = _start + _buffer.Length - Slack;
        _counters.Add(new BlockCounter(Offset, _allocates));
        _allocates = false;
        Reserve();
        Append8(0x50);
        Append16(0xA148);
        Append64(0);
        Append32(0x01408D48);
        Append16(0xA348);
        Append64(0);
        Append8(0x58);
        _added += BlockCounter.Bytes;
        if (_counters.Count - 1 == _plantedBlock) WritePlanted();
    }

    // Nothing else is to be different: it does not count for what is aligned.
    private void WritePlanted()
    {
        Nop();
        _added++;
    }

    // Without counters the distance might have been a short one.
    private void NoteLong(Label target, int distance, int saved)
    {
        var uncounted = distance + _added - _addedAt[target.Number - 1];
        if ((sbyte)uncounted == uncounted) _added += saved;
    }

    // With counters between a jump and its label a short one may not reach.
    private void TakeForShort(Label target, int saved)
    {
        Reserve();
        if (OffsetOrUnbound(target) == Unbound) _added += saved;
    }

    private void ResetCounters(bool countsBlocks)
    {
        _counters.Clear();
        _countsBlocks = countsBlocks;
        _isBlockDue = _allocates = false;
        _plantedBlock = Unbound;
        _added = 0;
        if (countsBlocks) BeginBlock();
    }

    // What follows is data.
    private void EndCounters()
    {
        _codeBytes = Offset;
        _countsBlocks = _isBlockDue = false;
        _limit = _start + _buffer.Length - Slack;
    }
}
