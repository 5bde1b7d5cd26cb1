using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Instructions;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;

namespace ConformanceLab.Wasm.Baseline;

/// <summary>What an atomic access does.</summary>
internal enum AtomicFamily
{
    Load,
    Store,
    Add,
    Sub,
    And,
    Or,
    Xor,
    Exchange,
    CompareExchange,
}

/// <summary>An atomic access.</summary>
/// <param name="Family">What it does.</param>
/// <param name="Kind">Of the value.</param>
/// <param name="Size">Of what is in memory.</param>
internal readonly record struct AtomicAccess(AtomicFamily Family, OperandKind Kind, OperandSize Size)
{
    // Every family of accesses has the same seven members, in the order of their codes.
    private const int Forms = 7;

    /// <summary>The access of an instruction.</summary>
    /// <param name="opcode">From i32.atomic.load to i64.atomic.rmw32.cmpxchg_u.</param>
    public static AtomicAccess Of(Opcode opcode)
    {
        var member = (int)opcode - (int)Opcode.I32AtomicLoad;
        var (kind, size) = (member % Forms) switch
        {
            0 => (OperandKind.I32, Dword),
            1 => (OperandKind.I64, Qword),
            2 => (OperandKind.I32, OperandSize.Byte),
            3 => (OperandKind.I32, Word),
            4 => (OperandKind.I64, OperandSize.Byte),
            5 => (OperandKind.I64, Word),
            _ => (OperandKind.I64, Dword),
        };
        return new AtomicAccess((AtomicFamily)(member / Forms), kind, size);
    }
}
