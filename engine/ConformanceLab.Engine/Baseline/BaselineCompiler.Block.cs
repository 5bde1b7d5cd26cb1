using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Baseline;

/// <content>What is known of a block while it is open.</content>
internal sealed partial class BaselineCompiler
{
    private sealed class Block
    {
        public required Opcode Kind { get; set; }

        /// <summary>Operands below the parameters.</summary>
        public required int Height { get; init; }

        /// <summary>Slot of the first parameter or result.</summary>
        public required int Slot { get; init; }

        public required OperandKind[] Parameters { get; init; }

        public required OperandKind[] Results { get; init; }

        /// <summary>Where branches go.</summary>
        public required Label Target { get; init; }

        public Label Else { get; init; }

        /// <summary>Whether it is the function's body: branches to it return.</summary>
        public bool IsFunction { get; init; }

        /// <summary>Where the locals are at the label, once somebody branches there.</summary>
        public LocalState? Locals { get; set; }

        /// <summary>Where the locals are when the else part begins.</summary>
        public LocalState ElseLocals { get; set; }

        /// <summary>The innermost handler for exceptions from right inside the block.</summary>
        public int Handler { get; set; } = ExceptionHandler.None;

        /// <summary>The last handler of a try that has any.</summary>
        public int LastCatch { get; set; }

        /// <summary>Where handlers land that branch to the block, if there are any: an offset in the code.</summary>
        public int LandingPad { get; set; } = -1;

        /// <summary>What a branch takes with it.</summary>
        public OperandKind[] Label => Kind == Opcode.Loop ? Parameters : Results;

        /// <summary>Whether a branch takes its one value in a register.</summary>
        public bool UsesRegister => Kind != Opcode.Loop && Results.Length == 1;
    }
}
