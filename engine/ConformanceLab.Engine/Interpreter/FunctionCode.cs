using System.Runtime.InteropServices;

namespace ConformanceLab.Wasm.Interpreter;

/// <summary>What a call needs to know of a translated function; native, so that calling touches no managed object.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FunctionCode
{
    /// <summary>First instruction.</summary>
    public int* Entry;

    /// <summary>Slots of the parameters.</summary>
    public int ParameterSlots;

    /// <summary>Slots of parameters and locals.</summary>
    public int LocalSlots;

    /// <summary>Most slots that operands take at any time, arguments and results of calls included.</summary>
    public int OperandSlots;
}

/// <summary>
/// A translated function: depends on its module and the engine's options alone, so instances and threads share it. The tables at the side
/// are read only when something unusual happens: a collection, an exception, a trap.
/// </summary>
internal sealed unsafe class TranslatedFunction
{
    private readonly FunctionCode* _code;
    private HandlerIndex? _handlerIndex;

    /// <summary>Copies the translation to native memory.</summary>
    public TranslatedFunction(ReadOnlySpan<int> words, int parameterSlots, int localSlots, int operandSlots)
    {
        WordCount = words.Length;
        _code = (FunctionCode*)NativeMemory.Alloc((nuint)(sizeof(FunctionCode) + (words.Length * sizeof(int))));
        *_code = new FunctionCode
        {
            Entry = (int*)(_code + 1),
            ParameterSlots = parameterSlots,
            LocalSlots = localSlots,
            OperandSlots = operandSlots,
        };
        words.CopyTo(new Span<int>(_code->Entry, words.Length));
    }

    ~TranslatedFunction() => NativeMemory.Free(_code);

    /// <summary>The native part; lives as long as this object.</summary>
    public FunctionCode* Code => _code;

    /// <summary>Length of the code in words.</summary>
    public int WordCount { get; }

    /// <summary>Slots, counted from fp, of the locals that hold GC references.</summary>
    public required int[] LocalRoots { get; init; }

    /// <summary>Operands that hold GC references.</summary>
    public required RootChain Roots { get; init; }

    /// <summary>Handlers of exceptions, inner ones first.</summary>
    public required ExceptionHandler[] Handlers { get; init; }

    /// <summary>Where the instructions stand in the body.</summary>
    public required CodePositions Positions { get; init; }

    /// <summary>Finds the handlers; made when the first exception passes.</summary>
    public HandlerIndex HandlerIndex => _handlerIndex ??= new HandlerIndex(Handlers);

    /// <summary>Whether an instruction's address lies in this code.</summary>
    public bool Contains(int* ip) => ip >= _code->Entry && ip < _code->Entry + WordCount;
}

/// <summary>
/// The operands holding GC references at every point of a function where a collection may happen, as a tree: a node names a run of them
/// that were pushed together, its parent is the next run below. An instruction where a collection may happen carries the node of the
/// topmost run (<see cref="None"/>: there is none); following the parents lists them all. Points share their common parts, and an
/// instruction adds one node at most for each that pushed or popped, so the tree is no larger than the code.
/// </summary>
/// <param name="Nodes">The nodes.</param>
internal readonly record struct RootChain(RootNode[] Nodes)
{
    /// <summary>No node.</summary>
    public const int None = -1;
}

/// <summary>A run of references on the operand stack.</summary>
/// <param name="Parent">The next run below.</param>
/// <param name="Slot">Where it starts, counted from fp.</param>
/// <param name="Count">How many references it has.</param>
/// <param name="Offsets">Where they are, counted from the start.</param>
internal readonly record struct RootNode(int Parent, int Slot, int Count, int[] Offsets);

/// <summary>What a handler catches and hands on.</summary>
internal enum HandlerKind : byte
{
    /// <summary>One tag: its values.</summary>
    Catch,

    /// <summary>One tag: its values, then the exception.</summary>
    CatchRef,

    /// <summary>Everything: nothing.</summary>
    CatchAll,

    /// <summary>Everything: the exception.</summary>
    CatchAllRef,

    /// <summary>One tag, legacy: the exception into a hidden operand for <c>rethrow</c>, then its values.</summary>
    LegacyCatch,

    /// <summary>Everything, legacy: the exception into a hidden operand.</summary>
    LegacyCatchAll,

    /// <summary>Nothing: the search goes on at the handler <see cref="ExceptionHandler.Target"/>, past the ones between.</summary>
    Delegate,
}

/// <summary>
/// A handler of exceptions thrown by code words [Start, End). In a function's table the handlers of inner blocks come before those of
/// outer ones and clauses of one block stand in order: the first that matches catches.
/// </summary>
/// <example>
/// <code>
///  (try_table (catch $e 0) (call $f) (try_table (catch_all 1) (call $g)))
///
///  words   4 call $f      handlers  [ 9, 14)  catch_all
///          9 call $g                [ 4, 14)  catch $e
/// </code>
/// </example>
internal struct ExceptionHandler
{
    public int Start;
    public int End;
    public HandlerKind Kind;

    /// <summary>The tag, in the module's space.</summary>
    public int Tag;

    /// <summary>The word where execution goes on; for <see cref="HandlerKind.Delegate"/> the index of a handler.</summary>
    public int Target;

    /// <summary>Slot that the first value handed on goes to, counted from fp.</summary>
    public int Slot;
}
