using System.Security.Cryptography;

namespace ConformanceLab.Wasm.Wasi.Functions;

/// <summary>
/// Random bytes: the system's, or those of a seed. Source of the latter: SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom
/// number generators", 2014), eight bytes a number, little-endian; what is left of a number is kept for the next call.
/// </summary>
internal sealed class GuestRandom(ulong? seed)
{
    private ulong _state = seed.GetValueOrDefault();
    private ulong _bits;
    private int _bytesLeft;

    /// <summary>Fills a buffer.</summary>
    public void Fill(Span<byte> destination)
    {
        if (seed is null)
        {
            RandomNumberGenerator.Fill(destination);
            return;
        }

        for (var i = 0; i < destination.Length; i++)
        {
            if (_bytesLeft == 0)
            {
                (_bits, _bytesLeft) = (Next(), sizeof(ulong));
            }

            destination[i] = (byte)_bits;
            _bits >>= 8;
            _bytesLeft--;
        }
    }

    private ulong Next()
    {
        _state += 0x9e37_79b9_7f4a_7c15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xbf58_476d_1ce4_e5b9;
        z = (z ^ (z >> 27)) * 0x94d0_49bb_1331_11eb;
        return z ^ (z >> 31);
    }
}
