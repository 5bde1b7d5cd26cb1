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

        /// <summary>Whether somebody branches to the label.</summary>
        public bool HasLocals { get; private set; }

        /// <summary>Where the locals are at the label, once somebody branches there.</summary>
        public LocalState Locals
        {
            get;
            set
            {
                field = value;
                HasLocals = true;
            }
        }

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
            (Else, IsFunction, IsKept, HasLocals, ElseLocals) = (default, false, false, false, default);
            (Handler, LastCatch, LandingPad) = (ExceptionHandler.None, 0, -1);
        }
    }

    /// <summary>The open blocks, the innermost last. Objects are used again at the same depth, but for those that are kept.</summary>
    private sealed class BlockStack
    {
        private Block?[] _blocks = new Block?[32];

        public int Count { get; private set; }

        public Block this[int index] => _blocks[index]!;

        /// <summary>One more, which nothing is known of yet.</summary>
        public Block Push()
        {
            if (Count == _blocks.Length)
            {
                Array.Resize(ref _blocks, 2 * Count);
            }

            if (_blocks[Count] is not { IsKept: false } block)
            {
                block = new Block();
                _blocks[Count] = block;
            }

            Count++;
            return block;
        }

        public void Pop() => Count--;

        public void Clear() => Count = 0;
    }
}
