using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter;

/// <summary>
/// Where each instruction of translated code stands in the body it came from. Two bytes for most instructions, read from the start: a
/// guest may trap in the longest of bodies, in a thousand frames at once, and its host must not wait for that.
/// </summary>
internal readonly struct CodePositions(byte[] bytes)
{
    /// <summary>Offset in the body of the instruction that a word of the code belongs to.</summary>
    public int OffsetOf(int word)
    {
        int at = 0, start = 0, offset = 0, found = 0;
        while (at < bytes.Length)
        {
            start += Read(ref at);
            offset += Read(ref at);
            if (start > word)
            {
                break;
            }

            found = offset;
        }

        return found;
    }

    private int Read(ref int at)
    {
        var value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[at++];
            value |= (part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }

    /// <summary>Collects the positions while code is made, in order.</summary>
    internal sealed class Builder
    {
        private readonly Buffer<byte> _bytes = new(256);
        private int _word;
        private int _offset;

        public void Clear()
        {
            _bytes.Truncate(0);
            (_word, _offset) = (0, 0);
        }

        /// <summary>The instruction at the offset begins at the word.</summary>
        public void Add(int word, int offset)
        {
            Write(word - _word);
            Write(offset - _offset);
            (_word, _offset) = (word, offset);
        }

        public CodePositions Build() => new(_bytes.Items.ToArray());

        private void Write(int value)
        {
            for (; value >= 0x80; value >>= 7)
            {
                _bytes.Add((byte)(value | 0x80));
            }

            _bytes.Add((byte)value);
        }
    }
}
