using System.Runtime.CompilerServices;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Baseline;

/// <content>What is known of a block while it is open.</content>
internal sealed partial class BaselineCompiler
{
    /// <summary>An object for one block after another.</summary>
    private sealed class Block
    {
        public Opcode Kind { get; set; }

        /// <summary>Operands below the parameters.</summary>
        public int Height { get; private set; }

        /// <summary>Slot of the first parameter or result.</summary>
        public int Slot { get; private set; }

        public OperandKind[] Parameters { get; private set; } = [];

        public OperandKind[] Results { get; private set; } = [];

        /// <summary>Where branches go.</summary>
        public Label Target { get; private set; }

        public Label Else { get; set; }

        /// <summary>Whether it is the function's body: branches to it return.</summary>
        public bool IsFunction { get; set; }

        /// <summary>Where the locals are at the label, once somebody branches there.</summary>
        public LocalState? Locals { get; set; }

        /// <summary>Where the locals are when the else part begins.</summary>
        public LocalState ElseLocals { get; set; }

        /// <summary>The innermost handler for exceptions from right inside the block.</summary>
        public int Handler { get; set; }

        /// <summary>The last handler of a try that has any.</summary>
        public int LastCatch { get; set; }

        /// <summary>Where handlers land that branch to the block, if there are any: an offset in the code.</summary>
        public int LandingPad { get; set; }

        /// <summary>Whether it is asked about after its end too, so that the object cannot be another block's.</summary>
        public bool IsKept { get; set; }

        /// <summary>What a branch takes with it.</summary>
        public OperandKind[] Label
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => Kind == Opcode.Loop ? Parameters : Results;
        }

        /// <summary>Whether a branch takes its one value in a register.</summary>
        public bool UsesRegister
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => Kind != Opcode.Loop && Results.Length == 1;
        }

        /// <summary>Begins a block; nothing is known of it yet but this.</summary>
        public void Open(Opcode kind, int height, int slot, (OperandKind[] Parameters, OperandKind[] Results) type, Label target)
        {
            (Kind, Height, Slot, Target) = (kind, height, slot, target);
            (Parameters, Results) = type;
            (Else, IsFunction, IsKept, Locals, ElseLocals) = (default, false, false, null, default);
            (Handler, LastCatch, LandingPad) = (ExceptionHandler.None, 0, -1);
        }
    }
}
