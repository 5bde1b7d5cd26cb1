using System.Runtime.Intrinsics;
using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Binary;

/// <summary>
/// Walks instruction sequences for malformedness: the grammar of instructions through <see cref="BodyReader"/>, and the nesting of
/// structured ones here. Reusable; one thread at a time.
/// </summary>
internal sealed class SequenceChecker(WasmFeatures features)
{
    private byte[] _stack = new byte[16];

    // What may come before the end of an open structured instruction.
    private enum Open : byte
    {
        /// <summary>Nothing: block, loop, try_table, a function's body, what follows else or catch_all.</summary>
        Plain,

        /// <summary>else.</summary>
        If,

        /// <summary>catch, catch_all or delegate (legacy).</summary>
        Try,

        /// <summary>catch or catch_all (legacy).</summary>
        Catch,
    }

    /// <summary>Walks a sequence up to the <c>end</c> that closes it. The bytes may go on behind it.</summary>
    /// <param name="bytes">The sequence and what follows it.</param>
    /// <param name="offset">Where it stands in the module.</param>
    /// <param name="isBody">Whether it is a function's body: only there do data indices need the data count section.</param>
    /// <param name="hasDataCount">Whether the module has that section.</param>
    /// <returns>Length of the sequence with its <c>end</c>.</returns>
    /// <exception cref="ModuleException">It is malformed.</exception>
    public int Check(ReadOnlySpan<byte> bytes, int offset, bool isBody, bool hasDataCount)
    {
        var reader = new BodyReader(bytes, features, Math.Max(offset, 0));
        var visitor = new Nesting(_stack, needsDataCount: isBody && !hasDataCount);
        try
        {
            while (visitor.Depth > 0)
            {
                visitor.Offset = reader.Offset;
                reader.Read(ref visitor);
            }
        }
        finally
        {
            _stack = visitor.Stack;
        }

        return reader.Position;
    }

    /// <summary>A section or body does not end where its size says.</summary>
    public static ModuleException SizeMismatch(int offset) => new(ModuleErrorKind.Malformed, "section size mismatch") { Offset = offset };

    private ref struct Nesting : IInstructionVisitor
    {
        private readonly bool _needsDataCount;

        public Nesting(byte[] stack, bool needsDataCount)
        {
            Stack = stack;
            Stack[0] = (byte)Open.Plain;
            Depth = 1;
            _needsDataCount = needsDataCount;
        }

        public byte[] Stack { get; private set; }

        public int Depth { get; private set; }

        public int Offset { get; set; }

        public void Plain(Opcode opcode)
        {
            switch (opcode)
            {
                case Opcode.End:
                    Depth--;
                    break;
                case Opcode.Else:
                    Replace(Top == Open.If, Open.Plain);
                    break;
                case Opcode.CatchAll:
                    Replace(Top is Open.Try or Open.Catch, Open.Plain);
                    break;
            }
        }

        public void Block(Opcode opcode, BlockType type) => Push(opcode switch
        {
            Opcode.If => Open.If,
            Opcode.Try => Open.Try,
            _ => Open.Plain,
        });

        public void Label(Opcode opcode, uint label)
        {
            if (opcode == Opcode.Delegate)
            {
                Replace(Top == Open.Try, Open.Plain);
                Depth--;
            }
        }

        public void Labels(Opcode opcode, scoped ReadOnlySpan<uint> labels)
        {
        }

        public void TryTable(Opcode opcode, BlockType type, scoped ReadOnlySpan<CatchClause> clauses) => Push(Open.Plain);

        public void BranchOnCast(Opcode opcode, uint label, ValType source, ValType target)
        {
        }

        public void Index(Opcode opcode, int index)
        {
            if (opcode == Opcode.Catch)
            {
                Replace(Top is Open.Try or Open.Catch, Open.Catch);
            }
            else if (_needsDataCount && opcode == Opcode.DataDrop)
            {
                throw DataCountRequired();
            }
        }

        public void Indices(Opcode opcode, int first, int second)
        {
            if (_needsDataCount && opcode is Opcode.MemoryInit or Opcode.ArrayNewData or Opcode.ArrayInitData)
            {
                throw DataCountRequired();
            }
        }

        public void Types(Opcode opcode, scoped ReadOnlySpan<ValType> types)
        {
        }

        public void Heap(Opcode opcode, HeapType type)
        {
        }

        public void Memory(Opcode opcode, MemArg memArg)
        {
        }

        public void MemoryLane(Opcode opcode, MemArg memArg, byte lane)
        {
        }

        public void Lane(Opcode opcode, byte lane)
        {
        }

        public void Vector(Opcode opcode, in Vector128<byte> value)
        {
        }

        public void Const32(Opcode opcode, uint bits)
        {
        }

        public void Const64(Opcode opcode, ulong bits)
        {
        }

        private readonly Open Top => (Open)Stack[Depth - 1];

        private void Push(Open open)
        {
            if (Depth == Stack.Length)
            {
                if (Depth > ImplementationLimits.BlockDepth)
                {
                    throw new ModuleException(
                        ModuleErrorKind.LimitExceeded, "implementation limit", $"more than {ImplementationLimits.BlockDepth} nested blocks")
                    {
                        Offset = Offset,
                    };
                }

                var larger = Stack;
                Array.Resize(ref larger, Depth * 2);
                Stack = larger;
            }

            Stack[Depth++] = (byte)open;
        }

        private readonly void Replace(bool isAllowed, Open open)
        {
            if (!isAllowed)
            {
                throw Error("END opcode expected");
            }

            Stack[Depth - 1] = (byte)open;
        }

        private readonly ModuleException DataCountRequired() => Error("data count section required");

        private readonly ModuleException Error(string reason) => new(ModuleErrorKind.Malformed, reason) { Offset = Offset };
    }
}
