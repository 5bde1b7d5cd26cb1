using Iced.Intel;

namespace ConformanceLab.Engine.Tests.Codegen;

/// <summary>Reads single instructions back; the code is taken to begin at address 0.</summary>
internal static class Disassembly
{
    public static Instruction At(ReadOnlySpan<byte> code, int offset)
    {
        var decoder = Decoder.Create(64, code[offset..Math.Min(offset + 15, code.Length)].ToArray(), (ulong)offset);
        return decoder.Decode();
    }
}
