using System.Numerics;
using System.Runtime.CompilerServices;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;

namespace ConformanceLab.Wasm.Baseline;

/// <content>
/// Where the values of locals with a register are: there, in their slot, or in both. Nothing is stored before a call that is stored already,
/// and nothing is loaded after it that nobody reads.
/// <code>
///                  Present   Stored
///    entry            1         0
///    local.set        1         0       the slot is out of date
///    a call           0         1       stored before it, gone after it
///    local.get        1         1       loaded, if it was gone
/// </code>
/// Where control joins, the first branch to a label says how it is there (<see cref="Block.Locals"/>), and the others make it so. A loop's
/// head decides for those that come back: see <see cref="LoopSummary"/>.
/// </content>
internal sealed partial class BaselineCompiler
{
    private LocalState _state;

    // Those of which nobody asks for the value at calls and where control joins: it is never stored or loaded for those, and what
    // LocalState says of them there means nothing.
    private uint _temporaries;

    private uint AllRegisterLocals => (1u << _registerLocals.Count) - 1;

    /// <summary>
    /// Sets of locals that have a register: bits are indices of <see cref="_registerLocals"/>. Invariant: each is in one of them at least.
    /// </summary>
    /// <param name="Present">Those whose value is in their register.</param>
    /// <param name="Stored">Those whose value is in their slot.</param>
    private readonly record struct LocalState(uint Present, uint Stored);

    /// <summary>Whether code finds the local's value in its register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsInRegister(int local) => (_state.Present & _locals[local].Bit) != 0;

    // To the slots, before something that uses all registers or looks at the frame; but for those that nobody asks for afterwards.
    private void StoreLocals(uint except = 0)
    {
        StoreLocalsIn(_state.Present & ~_state.Stored & ~except);
        _state = _state with { Stored = AllRegisterLocals };
    }

    // After something that has used all registers.
    private void ForgetLocals() => _state = new LocalState(0, AllRegisterLocals);

    private void StoreLocalsIn(uint set)
    {
        for (; set != 0; set &= set - 1)
        {
            ref readonly var local = ref _locals[_registerLocals[BitOperations.TrailingZeroCount(set)]];
            var home = Home(local.Slot, local.Kind);
            if (local.Kind.IsVector())
            {
                StoreVector(local.Kind, home, local.Vector);
            }
            else
            {
                _assembler.Mov(Qword, home, local.Register);
            }
        }
    }

    private void LoadLocals(uint set)
    {
        for (; set != 0; set &= set - 1)
        {
            ref readonly var local = ref _locals[_registerLocals[BitOperations.TrailingZeroCount(set)]];
            var home = Home(local.Slot, local.Kind);
            if (local.Kind.IsVector())
            {
                LoadVector(local.Kind, local.Vector, home);
            }
            else
            {
                _assembler.Mov(local.Kind.Size(), local.Register, home);
            }
        }
    }

    // Whether a branch to the block finds the locals where they have to be.
    private bool IsJoined(Block block) =>
        block.IsFunction || !block.HasLocals || (MissingSlots(block, block.Locals) | MissingRegisters(block.Locals)) == 0;

    // On a way that is left right afterwards: what is known of the locals stays as it is for whoever falls through. The flags too.
    private void JoinLocals(Block block)
    {
        if (block.IsFunction)
        {
            // They are of no use any more.
            return;
        }

        if (!block.HasLocals)
        {
            block.Locals = _state;
            return;
        }

        var label = block.Locals;
        var store = MissingSlots(block, label);
        StoreLocalsIn(store);
        LoadLocals(MissingRegisters(label));
        if (block.Kind != Opcode.Loop)
        {
            block.Locals = label with { Stored = label.Stored & (_state.Stored | store) };
        }
    }

    private uint MissingSlots(Block block, in LocalState label) =>
        _state.Present & ~_state.Stored & ~_temporaries & (block.Kind == Opcode.Loop ? label.Stored : ~label.Present);

    private uint MissingRegisters(in LocalState label) => label.Present & ~_state.Present & ~_temporaries;

    // Behind the last branch to a block. Nobody may have come; then a handler may, which finds everything in the frame.
    private void ArriveAt(Block block)
    {
        if (!block.HasLocals)
        {
            block.Locals = new LocalState(0, AllRegisterLocals);
        }

        _state = block.Locals;
    }

    // A loop without calls has all that it uses in registers. In one with calls, what it does not change is stored once, before it.
    private void EnterLoop(Block block, in LoopSummary summary)
    {
        uint used = 0;
        uint changed = 0;
        for (var index = 0; index < _registerLocals.Count; index++)
        {
            used |= summary.Uses(_registerLocals[index]) ? 1u << index : 0;
            changed |= summary.Changes(_registerLocals[index]) ? 1u << index : 0;
        }

        var wanted = (used | changed) & ~_temporaries;
        LoadLocals(wanted & ~_state.Present);
        if (summary.HasCalls)
        {
            var store = _state.Present & ~_state.Stored & ~changed & ~_temporaries;
            StoreLocalsIn(store);
            _state = new LocalState(wanted, (_state.Stored | store) & ~changed);
        }
        else
        {
            _state = new LocalState(_state.Present | wanted, _state.Stored & ~changed);
        }

        block.Locals = _state;
    }
}
