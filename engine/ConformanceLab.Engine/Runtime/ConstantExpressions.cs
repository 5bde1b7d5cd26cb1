using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Runtime;

/// <summary>What constant expressions are without an instance. Thread-safe.</summary>
internal static class ConstantExpressions
{
    // spec: binary-expr
    private const byte End = 0x0B;
    private const byte I32Const = 0x41;
    private const byte I64Const = 0x42;

    /// <summary>The integer that an expression is, if it is one constant and nothing else: zero-extended, or all of 64 bits.</summary>
    public static bool TryReadNumber(Code expression, out ulong number)
    {
        var reader = new ByteReader(expression.Bytes.Span);
        switch (reader.ReadByte())
        {
            case I32Const:
                number = (uint)reader.ReadS32();
                break;
            case I64Const:
                number = (ulong)reader.ReadS64();
                break;
            default:
                number = 0;
                return false;
        }

        return reader.ReadByte() == End && reader.IsAtEnd;
    }
}
