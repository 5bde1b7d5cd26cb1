using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>
/// Fuel. Where there is not enough for all instructions, a cold sequence gives it back and takes it one by one. The counter is signed: after a
/// trap it stays below 0, and who takes fuel next must trap as well.
/// </content>
internal sealed partial class Emitter
{
    private static readonly MemoryOperand s_fuel = new(Scratch, LayoutOffsets.StoreFuel);

    private readonly List<(Label Label, int First, int Count)> _fuel = [];

    private void EmitFuel(in Node at)
    {
        _assembler.Mov(Qword, Scratch, new MemoryOperand(R15, LayoutOffsets.InstanceStore));
        _assembler.Emit(Sub, Qword, s_fuel, (int)at.Bits);
        if (at.Bits > 0)
        {
            var label = _assembler.NewLabel();
            _assembler.Jcc(Condition.Less, label);
            _fuel.Add((label, at.Index, (int)at.Bits));
        }
    }

    private void EmitColdFuel()
    {
        foreach (var (label, first, count) in _fuel)
        {
            _bytecode = _graph.Positions[first];
            Trace(CodePart.Trap, _bytecode);
            _assembler.Bind(label);
            _assembler.Emit(Add, Qword, s_fuel, count);
            for (var index = first; index < first + count; index++)
            {
                _bytecode = _graph.Positions[index];
                _assembler.Emit(Sub, Qword, s_fuel, 1);

                // One of them is too many: the last, if no other is.
                var trap = TrapLabel(TrapCode.OutOfFuel);
                if (index < first + count - 1)
                {
                    _assembler.Jcc(Condition.Less, trap);
                }
                else
                {
                    _assembler.Jmp(trap);
                }
            }
        }
    }
}
