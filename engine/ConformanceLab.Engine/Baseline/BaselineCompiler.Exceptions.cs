using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;
using static ConformanceLab.Wasm.Codegen.X64.VectorRegister;

namespace ConformanceLab.Wasm.Baseline;

/// <content>
/// Exceptions. Entering and leaving a try is no code at all: call sites name their handlers. A landing pad is where a frame goes on that
/// has caught something: from rbp it restores all that its label expects in registers. The label's operands stand in their slots by then,
/// written by <see cref="Unwinder"/>.
/// </content>
internal sealed partial class BaselineCompiler
{
    private readonly Buffer<ExceptionHandler> _handlers = new(8);

    // Clauses of try_tables, whose landing pads follow the function's code.
    private readonly Buffer<(int Handler, Block Target, int Bytecode)> _clauses = new(8);

    // Where landing pads need the size of the frame.
    private readonly Buffer<int> _landingPatches = new(8);

    private int CurrentHandler
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _blocks.Count == 0 ? ExceptionHandler.None : _blocks[^1].Handler;
    }

    private void ResetHandlers()
    {
        _handlers.Clear();
        _clauses.Clear();
        _landingPatches.Clear();
    }

    private bool TryExceptions(Opcode opcode)
    {
        if (opcode != Opcode.ThrowRef)
        {
            return false;
        }

        Raise(Unwinder.ThrowRef, NextSlot - 1, 0);
        return true;
    }

    private bool TryExceptions(Opcode opcode, int index)
    {
        switch (opcode)
        {
            case Opcode.Throw:
                Raise(Unwinder.Throw, NextSlot - 1, index);
                return true;
            case Opcode.Rethrow:
                // The catch block keeps the exception in its first slot.
                Raise(Unwinder.ThrowRef, BlockAt((uint)index).Slot, 0);
                return true;
            default:
                return false;
        }
    }

    // The helper does not return here: its status is never 0.
    private void Raise(nint helper, int topSlot, int tag)
    {
        Flush();
        StoreLocals();
        EmitHelperCall(helper, topSlot, tag, 0, _bytecode, RootsNow(0));
        BecomeUnreachable();
    }

    private void OpenTryTable(BlockType type, ReadOnlySpan<CatchClause> clauses)
    {
        if (_isUnreachable)
        {
            _unreachableDepth++;
            return;
        }

        var first = clauses.Length == 0 ? CurrentHandler : _handlers.Count;
        for (var index = 0; index < clauses.Length; index++)
        {
            var clause = clauses[index];
            var target = BlockAt(clause.Label);
            var isLast = index == clauses.Length - 1;
            target.IsKept = true;
            _clauses.Add((_handlers.Count, target, _bytecode));
            _handlers.Add(new ExceptionHandler
            {
                Kind = clause.Kind is CatchKind.Catch or CatchKind.CatchAll ? HandlerKind.Catch : HandlerKind.CatchRef,
                Tag = clause.Kind is CatchKind.Catch or CatchKind.CatchRef ? clause.TagIndex : ExceptionHandler.AnyTag,
                Next = isLast ? CurrentHandler : _handlers.Count + 1,
                Slot = target.Slot,
            });

            // The frame must have room for what the handler writes, even if nothing else ever branches there.
            _highWater = Math.Max(_highWater, target.Slot + target.Label.Sum(static kind => kind.Slots()));
        }

        Open(Opcode.TryTable, type);
        _blocks[^1].Handler = first;
    }

    // What passes to a try's handlers, which are not known yet.
    private int AddLegacyTry()
    {
        _handlers.Add(new ExceptionHandler { Kind = HandlerKind.Pass, Next = CurrentHandler });
        return _handlers.Count - 1;
    }

    private void LegacyCatch(int tag)
    {
        if (_unreachableDepth > 0)
        {
            return;
        }

        var block = _blocks[^1];
        if (!_isUnreachable)
        {
            MoveToLabel(block);
            _assembler.Jmp(block.Target);
        }

        // Behind the last one of the same try.
        var outer = _blocks[^2].Handler;
        var handlers = _handlers.Items;
        handlers[block.Kind == Opcode.Try ? block.Handler : block.LastCatch].Next = _handlers.Count;
        block.Kind = Opcode.Catch;
        block.Handler = outer;
        block.LastCatch = _handlers.Count;
        _handlers.Add(new ExceptionHandler
        {
            Kind = HandlerKind.LegacyCatch,
            Tag = tag,
            Next = outer,
            Slot = block.Slot,
            LandingPad = _assembler.BeginEntry(),
        });
        EmitLanding();
        Reset(block);
        PushSlot(OperandKind.Reference);
        if (tag != ExceptionHandler.AnyTag)
        {
            foreach (var kind in _native.KindsOf(_module.TagTypeIndices[tag]).Parameters)
            {
                PushSlot(kind);
            }
        }
    }

    // Ends a try. The label counts from outside of it.
    private void Delegate(uint label)
    {
        if (_unreachableDepth > 0)
        {
            _unreachableDepth--;
            return;
        }

        _handlers.Items[_blocks[^1].Handler].Next = BlockAt(label + 1).Handler;
        End();
    }

    // Handlers that branch to one block share its landing pad.
    private void EmitLandingPads()
    {
        foreach (var (handler, target, bytecode) in _clauses.Items)
        {
            if (target.LandingPad < 0)
            {
                target.LandingPad = _assembler.BeginEntry();
                Trace(CodePart.LandingPad, bytecode);
                EmitLanding();
                if (target.UsesRegister)
                {
                    LoadSingleResult(target);
                }
                else if (target.IsFunction)
                {
                    Reset(target);
                    PushResults(target);
                    MoveToLabel(target);
                }

                JoinLocals(target);
                _assembler.Jmp(target.Target);
            }

            _handlers.Items[handler].LandingPad = target.LandingPad;
        }
    }

    private void LoadSingleResult(Block target)
    {
        var operand = new Operand { Kind = target.Results[0], Place = Place.Slot, Slot = target.Slot };
        if (operand.Kind.IsVector())
        {
            LoadVectorOperand(Xmm0, operand);
        }
        else
        {
            LoadOperand(Rax, operand);
        }
    }

    // rbp is the frame, r15 its instance; rsp is anywhere below.
    private void EmitLanding()
    {
        _assembler.Lea(Qword, Rsp, new MemoryOperand(Rbp, int.MinValue / 2));
        _landingPatches.Add(_assembler.Offset - 4);
        InstanceSwitches.Restore(_assembler);
        ForgetLocals();
    }

    // As the prologue leaves rsp: the frame begins below the instance.
    private void PatchLandings(int frame)
    {
        foreach (var patch in _landingPatches.Items)
        {
            _assembler.Patch32(patch, FrameLayout.Instance - frame);
        }
    }
}
