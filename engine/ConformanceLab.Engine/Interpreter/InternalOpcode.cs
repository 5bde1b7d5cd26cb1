using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Interpreter;

/// <summary>Instructions of translated code that no wasm instruction is named after; numbered on from <see cref="Opcode"/>.</summary>
internal enum InternalOpcode
{
    /// <summary>Ends the activation: what the call site of an entry's frame returns to.</summary>
    Exit = Opcodes.Count,

    /// <summary>Takes one instruction's fuel.</summary>
    ConsumeFuel,

    /// <summary>Counts the instruction that follows.</summary>
    CountInstruction,

    /// <summary><c>select</c> of vectors.</summary>
    SelectVector,

    /// <summary><c>local.get</c> of a vector.</summary>
    LocalGetVector,

    /// <summary><c>local.set</c> of a vector.</summary>
    LocalSetVector,

    /// <summary><c>local.tee</c> of a vector.</summary>
    LocalTeeVector,

    /// <summary><c>global.get</c> of a vector.</summary>
    GlobalGetVector,

    /// <summary><c>global.set</c> of a vector.</summary>
    GlobalSetVector,

    /// <summary>Number of handlers.</summary>
    Count,
}
