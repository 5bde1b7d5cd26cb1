using System.Runtime.Intrinsics;

namespace ConformanceLab.Wasm.Codegen.X64;

// What follows the code: jump tables, then constants. Both are asked for while the code is written and laid down by Finish.
//
//   code | int3 … | tables, 4 bytes an entry | int3 … | 16-byte constants, aligned | 8-byte | 4-byte
internal sealed unsafe partial class Assembler
{
    private const int Int3Opcode = 0xCC;

    private readonly ConstantPool _constants = new();
    private Label[] _tableTargets = new Label[64];
    private int _tableTargetCount;
    private readonly List<JumpTable> _tables = [];

    private readonly record struct JumpTable(Label Start, int First, int Count);

    /// <summary>Memory with four constant bytes; equal constants share it.</summary>
    public MemoryOperand Constant(uint value) => PoolOperand(new PoolConstant(value, 0, 4));

    /// <summary>Memory with eight constant bytes; equal constants share it.</summary>
    public MemoryOperand Constant(ulong value) => PoolOperand(new PoolConstant(value, 0, 8));

    /// <summary>Memory with sixteen constant bytes, 16-aligned; equal constants share it.</summary>
    public MemoryOperand Constant(in Vector128<byte> value) =>
        PoolOperand(new PoolConstant(value.AsUInt64().GetElement(0), value.AsUInt64().GetElement(1), 16));

    /// <summary>
    /// A table of 32-bit offsets <c>target - table</c>, one for each target, behind the code. To jump: <c>lea t, [rip + table]; movsxd
    /// i, [t + i * 4]; add t, i; jmp t</c>.
    /// </summary>
    /// <returns>The label of the table.</returns>
    public Label NewJumpTable(ReadOnlySpan<Label> targets)
    {
        var needed = _tableTargetCount + targets.Length;
        if (needed > _tableTargets.Length) Array.Resize(ref _tableTargets, Math.Max(needed, _tableTargets.Length * 2));
        targets.CopyTo(_tableTargets.AsSpan(_tableTargetCount));
        var table = NewLabel();
        _tables.Add(new JumpTable(table, _tableTargetCount, targets.Length));
        _tableTargetCount = needed;
        return table;
    }

    /// <summary>
    /// Lays down tables and constants and resolves all references. Nothing can be written afterwards, until <see cref="Reset"/>.
    /// </summary>
    /// <returns>Code and data, valid until <see cref="Reset"/>.</returns>
    /// <exception cref="InvalidOperationException">A label is used and not bound, or too far from a short jump.</exception>
    public ReadOnlySpan<byte> Finish()
    {
        if (_isFinished) ThrowFinished();
        EndCounters();
        WriteTables();
        WriteConstants();
        ResolveReferences();
        _isFinished = true;
        _limit = null;
        return new ReadOnlySpan<byte>(_start, Offset);
    }

    private MemoryOperand PoolOperand(PoolConstant constant)
    {
        if (!_constants.TryFind(constant, out var label))
        {
            label = NewLabel();
            _constants.Add(constant, label);
        }

        return MemoryOperand.Relative(label);
    }

    private void WriteTables()
    {
        foreach (var table in _tables)
        {
            FillWithTraps(4);
            Bind(table.Start);
            var start = Offset;
            foreach (var target in _tableTargets.AsSpan(table.First, table.Count))
            {
                var field = Reserve();
                Refer32(field, target, (int)(field + 4 - _start) - start);
                _next = field + 4;
            }
        }
    }

    private void WriteConstants()
    {
        if (_constants.Entries.Count == 0) return;
        FillWithTraps(16);
        for (var size = 16; size >= 4; size /= 2)
        {
            foreach (var (constant, label) in _constants.Entries)
            {
                if (constant.Bytes != size) continue;
                Bind(label);
                Reserve();
                if (size == 4)
                {
                    Append32((int)constant.Low);
                    continue;
                }

                Append64((long)constant.Low);
                if (size == 16) Append64((long)constant.High);
            }
        }
    }

    // Padding that nothing may run through.
    private void FillWithTraps(int alignment)
    {
        while ((Stagger + Offset) % alignment != 0)
        {
            Reserve();
            Append8(Int3Opcode);
        }
    }

    private void ResetPool()
    {
        _constants.Clear();
        _tables.Clear();
        _tableTargetCount = 0;
    }
}
