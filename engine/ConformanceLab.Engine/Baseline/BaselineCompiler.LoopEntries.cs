using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Baseline;

/// <content>
/// Where other code of the same function may go on in the middle of a loop. Both sides keep the contract of <see cref="FrameLayout"/>: at a
/// loop's head that is interrupted, locals and operands are in their canonical slots, so that whoever comes needs nothing but the frame.
/// <code>
///   loop head, code A            helper Poll                          loop entry, code B
///   interrupted: locals ──▶ slots ──▶ LoopReplacement: B's entry? ──▶ landing stub: rbp, r15 ──▶ rsp, locals ──▶ behind B's loop head
/// </code>
/// </content>
internal sealed partial class BaselineCompiler
{
    private readonly Buffer<(Block Loop, Label Start, int Bytecode)> _loopStarts = new(8);
    private readonly Buffer<LoopEntry> _loopEntries = new(8);

    /// <summary>Whether loops get entries. Code that is to be left, and never entered in its middle, needs none.</summary>
    public bool HasLoopEntries { get; init; }

    private void ResetLoopEntries()
    {
        _loopStarts.Clear();
        _loopEntries.Clear();
    }

    // The head has been executed where the other code was left: its fuel is taken.
    private void NoteLoop(Block loop, Label start)
    {
        if (HasLoopEntries)
        {
            loop.IsKept = true;
            _loopStarts.Add((loop, start, _bytecode));
        }
    }

    private void EmitLoopEntries()
    {
        foreach (var (loop, start, bytecode) in _loopStarts.Items)
        {
            Trace(CodePart.LandingPad, bytecode);
            _loopEntries.Add(new LoopEntry((uint)_assembler.BeginEntry(), bytecode));
            EmitLanding();
            JoinLocals(loop);
            _assembler.Jmp(start);
        }
    }
}
