namespace ConformanceLab.Wasm;

/// <summary>
/// What a native tier makes of a function: its instructions as text, its machine code, and what belongs to which. Made by
/// <see cref="Module.Explain(int)"/>; independent of the module's life. Immutable.
/// </summary>
/// <remarks>
/// Offsets of instructions are in bytes from the start of the function's body, offsets of code in bytes from its first byte. Addresses in
/// the code are of this process: <see cref="Symbols"/> has names for them.
/// </remarks>
public sealed class FunctionExplanation
{
    internal FunctionExplanation()
    {
    }

    /// <summary>The tier.</summary>
    public required Tier Tier { get; init; }

    /// <summary>Index of the function; imports count.</summary>
    public required int FunctionIndex { get; init; }

    /// <summary>How the text format refers to it: <c>$f</c>, or its index.</summary>
    public required string Name { get; init; }

    /// <summary>Names under which the module exports it.</summary>
    public required IReadOnlyList<string> ExportNames { get; init; }

    /// <summary>The line that declares it in the text format: <c>func $f (;3;) (type 0) (param $x i32)</c>.</summary>
    public required string Declaration { get; init; }

    /// <summary>Where its body begins in the bytes of the module; null if the module came from text.</summary>
    public required int? BodyOffset { get; init; }

    /// <summary>All its instructions in order, as <see cref="Text.ModulePrinter"/> prints them, the final <c>end</c> included.</summary>
    public required IReadOnlyList<ExplainedInstruction> Instructions { get; init; }

    /// <summary>The machine code, with the constants behind it. May be placed at any multiple of 32.</summary>
    public required ReadOnlyMemory<byte> Code { get; init; }

    /// <summary>The parts of <see cref="Code"/>, by offset, without gaps.</summary>
    public required IReadOnlyList<CodeRange> Ranges { get; init; }

    /// <summary>
    /// Bytes of its frame: from rbp, which points at the caller's, down to rsp. The return address is not among them. 0 if it has none.
    /// </summary>
    public required int FrameBytes { get; init; }

    /// <summary>Its locals, parameters first.</summary>
    public required IReadOnlyList<LocalPlace> Locals { get; init; }

    /// <summary>Distance of the slot of the first operand from rbp; the others follow downwards, 8 bytes each.</summary>
    public required int OperandOffset { get; init; }

    /// <summary>Where it may trap, by offset.</summary>
    public required IReadOnlyList<TrapPoint> Traps { get; init; }

    /// <summary>Its calls, by offset: safepoints, where a collection or an exception finds the frame.</summary>
    public required IReadOnlyList<CallPoint> Calls { get; init; }

    /// <summary>Its handlers of exceptions; call sites refer to them by index.</summary>
    public required IReadOnlyList<HandlerEntry> Handlers { get; init; }

    /// <summary>Names for numbers in the code.</summary>
    public required CodeSymbols Symbols { get; init; }

    /// <summary>
    /// What the function was after each stage of the compiler, in order; empty of the baseline tier, which has one, and where they were not
    /// asked for.
    /// </summary>
    public required IReadOnlyList<CompilationStage> Stages { get; init; }

    /// <summary>What the compiler has decided, in order: what was inlined, moved, left out, kept in the frame, or not, and why.</summary>
    public required IReadOnlyList<CompilationDecision> Decisions { get; init; }
}

/// <summary>A function after a stage of the optimizing compiler.</summary>
/// <param name="Name">The stage.</param>
/// <param name="Text">
/// Its blocks: values <c>v1</c> with the instructions that give them; edges <c>─▶ block (arguments)</c>; behind each line where the instruction stands
/// in the body, or in one that was inlined.
/// </param>
public sealed record CompilationStage(string Name, string Text);

/// <summary>A decision of the compiler.</summary>
/// <param name="Bytecode">The instruction that it is about, as an offset in the body; null if it is about the function.</param>
/// <param name="Text">What was decided, and why.</param>
public sealed record CompilationDecision(int? Bytecode, string Text);

/// <summary>An instruction as text.</summary>
/// <param name="Offset">Where it stands in the body.</param>
/// <param name="Depth">How many blocks it is in.</param>
/// <param name="Text">The instruction with its immediates.</param>
public sealed record ExplainedInstruction(int Offset, int Depth, string Text);

/// <summary>A part of machine code that belongs to one instruction.</summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="Length">Bytes; more than 0.</param>
/// <param name="Part">What it is for.</param>
/// <param name="Bytecode">
/// The instruction, as an offset in the body; 0 in the prologue. An instruction may have several ranges, or none: what it asks for may be
/// done where its result is used.
/// </param>
public sealed record CodeRange(int Offset, int Length, CodePart Part, int Bytecode);

/// <summary>What a range of code is for.</summary>
public enum CodePart
{
    /// <summary>Builds the frame.</summary>
    Prologue,

    /// <summary>What instructions do.</summary>
    Body,

    /// <summary>Out of line: traps.</summary>
    Trap,

    /// <summary>Out of line: a request to stop is seen to.</summary>
    Interruption,

    /// <summary>Out of line: the seldom way of an instruction.</summary>
    SlowPath,

    /// <summary>Out of line: a jump to another function of the module, which calls of it share.</summary>
    Veneer,

    /// <summary>Out of line: where execution goes on after an exception was caught.</summary>
    LandingPad,

    /// <summary>Data behind the code: jump tables and constants, with padding.</summary>
    Constants,
}

/// <summary>Where a local lives.</summary>
/// <param name="Index">Its index.</param>
/// <param name="Name">How the text refers to it: its identifier, or its index.</param>
/// <param name="Type">Its type as text.</param>
/// <param name="Register">The register that it has, if it has one. At calls, and where that is of use, it is in the frame all the same.</param>
/// <param name="FrameOffset">Distance of its place in the frame from rbp; null if the function has no frame.</param>
public sealed record LocalPlace(int Index, string Name, string Type, string? Register, int? FrameOffset);

/// <summary>A place that may trap.</summary>
/// <param name="Offset">The instruction that may fault; for explicit traps the end of the call that reports the trap.</param>
/// <param name="Code">The trap.</param>
/// <param name="IsFault">Whether it is an access to memory that may raise a signal; otherwise it is explicit.</param>
/// <param name="Bytecode">The instruction that traps, as an offset in the body.</param>
public sealed record TrapPoint(int Offset, TrapCode Code, bool IsFault, int Bytecode);

/// <summary>A call.</summary>
/// <param name="Offset">Where it returns to: the end of the instruction that calls.</param>
/// <param name="Bytecode">The instruction that it is part of, as an offset in the body.</param>
/// <param name="Handler">Index of the innermost handler for exceptions of the callee; null if the function has none for it.</param>
/// <param name="References">
/// Slots of the frame that hold GC references while the callee runs, as distances from rbp: operands from the topmost, then locals.
/// Enumerated on demand: a function may have as many as its calls times its locals.
/// </param>
public sealed record CallPoint(int Offset, int Bytecode, int? Handler, IEnumerable<int> References);

/// <summary>A handler of exceptions.</summary>
/// <param name="Kind">What it catches: <c>catch $e</c>, <c>catch_all_ref</c> …; <c>pass</c> where it only leads to another.</param>
/// <param name="LandingPad">Where execution goes on, as an offset in the code; null where it catches nothing.</param>
/// <param name="Next">Index of the handler to be asked after it; null at the end.</param>
public sealed record HandlerEntry(string Kind, int? LandingPad, int? Next);
