namespace ConformanceLab.Wasm;

/// <summary>
/// Why execution trapped. Each code has the message that the official suite expects as its prefix: <see cref="TrapCodes.Message"/>.
/// </summary>
public enum TrapCode
{
    /// <summary><c>unreachable</c> was executed.</summary>
    Unreachable,

    /// <summary>Integer division or remainder by zero.</summary>
    IntegerDivideByZero,

    /// <summary>A quotient or a converted number does not fit its integer type.</summary>
    IntegerOverflow,

    /// <summary>A NaN was converted to an integer.</summary>
    InvalidConversionToInteger,

    /// <summary>A linear memory was accessed past its end.</summary>
    MemoryOutOfBounds,

    /// <summary>A table was accessed past its end.</summary>
    TableOutOfBounds,

    /// <summary>A GC array was accessed past its end.</summary>
    ArrayOutOfBounds,

    /// <summary>An indirect call named an element past the end of its table.</summary>
    UndefinedElement,

    /// <summary>An indirect call named a null element.</summary>
    UninitializedElement,

    /// <summary>An indirect call found a function of another type.</summary>
    IndirectCallTypeMismatch,

    /// <summary>A null reference where a non-null one is needed.</summary>
    NullReference,

    /// <summary>A null function reference was called.</summary>
    NullFunctionReference,

    /// <summary>A field of a null structure was accessed.</summary>
    NullStructureReference,

    /// <summary>An element of a null array was accessed.</summary>
    NullArrayReference,

    /// <summary>A null i31 reference was read.</summary>
    NullI31Reference,

    /// <summary>A null exception reference was thrown.</summary>
    NullExceptionReference,

    /// <summary>A cast failed.</summary>
    CastFailure,

    /// <summary>An atomic access at an address that is not aligned.</summary>
    UnalignedAtomic,

    /// <summary>An atomic wait on a memory that is not shared.</summary>
    ExpectedSharedMemory,

    /// <summary>Calls nested deeper than the stack limit.</summary>
    CallStackExhausted,

    /// <summary>The GC heap (or an allocation that an instruction needs) has reached its limit.</summary>
    OutOfMemory,

    /// <summary>The store's fuel is used up.</summary>
    OutOfFuel,

    /// <summary>The store was interrupted from outside.</summary>
    Interrupted,
}

/// <summary>Texts of trap codes.</summary>
public static class TrapCodes
{
    /// <summary>The specification's (interpreter's) wording of a trap, the prefix that <c>assert_trap</c> compares.</summary>
    public static string Message(this TrapCode code) => code switch
    {
        TrapCode.Unreachable => "unreachable",
        TrapCode.IntegerDivideByZero => "integer divide by zero",
        TrapCode.IntegerOverflow => "integer overflow",
        TrapCode.InvalidConversionToInteger => "invalid conversion to integer",
        TrapCode.MemoryOutOfBounds => "out of bounds memory access",
        TrapCode.TableOutOfBounds => "out of bounds table access",
        TrapCode.ArrayOutOfBounds => "out of bounds array access",
        TrapCode.UndefinedElement => "undefined element",
        TrapCode.UninitializedElement => "uninitialized element",
        TrapCode.IndirectCallTypeMismatch => "indirect call type mismatch",
        TrapCode.NullReference => "null reference",
        TrapCode.NullFunctionReference => "null function reference",
        TrapCode.NullStructureReference => "null structure reference",
        TrapCode.NullArrayReference => "null array reference",
        TrapCode.NullI31Reference => "null i31 reference",
        TrapCode.NullExceptionReference => "null exception reference",
        TrapCode.CastFailure => "cast failure",
        TrapCode.UnalignedAtomic => "unaligned atomic",
        TrapCode.ExpectedSharedMemory => "expected shared memory",
        TrapCode.CallStackExhausted => "call stack exhausted",
        TrapCode.OutOfMemory => "out of memory",
        TrapCode.OutOfFuel => "out of fuel",
        TrapCode.Interrupted => "interrupted",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "not a trap code"),
    };
}
