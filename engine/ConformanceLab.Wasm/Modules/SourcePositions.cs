using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Text;

namespace ConformanceLab.Wasm.Modules;

/// <summary>
/// Where instructions stand in the text they came from. About two bytes for each instruction: its distance from the one before it, in the
/// code as unsigned LEB128 and in the source as zigzag LEB128 (an instruction that is folded comes after its operands in the code).
/// Safe to share between threads.
/// </summary>
public sealed class SourcePositions
{
    private readonly byte[] _distances;
    private readonly LineTable _lines;

    internal SourcePositions(byte[] distances, LineTable lines)
    {
        _distances = distances;
        _lines = lines;
    }

    /// <summary>
    /// Finds line and column (both from 1) of the instruction at or before <paramref name="offset"/>. Takes time linear in the code.
    /// </summary>
    public bool TryFind(int offset, out int line, out int column)
    {
        var reader = new ByteReader(_distances);
        int at = 0, source = 0;
        var found = false;
        while (!reader.IsAtEnd)
        {
            at += (int)reader.ReadU32();
            if (at > offset)
            {
                break;
            }

            var zigzag = reader.ReadU32();
            source += (int)(zigzag >> 1) ^ -(int)(zigzag & 1);
            found = true;
        }

        (line, column) = found ? _lines.Find(source) : (0, 0);
        return found;
    }
}
