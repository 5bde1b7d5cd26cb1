using System.Text.Unicode;

namespace ConformanceLab.Wasm.Wasi.Paths;

/// <summary>A path as a guest gave it, made ready for the system: checked, and with a zero byte at its end.</summary>
internal readonly struct GuestPath
{
    /// <summary>Most bytes of a path. Source: Linux, PATH_MAX, which counts the zero at the end.</summary>
    public const int MaximumLength = 4095;

    private GuestPath(byte[] terminated) => Terminated = terminated;

    /// <summary>The bytes and a zero.</summary>
    public byte[] Terminated { get; }

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes => Terminated.AsSpan(0, Terminated.Length - 1);

    /// <summary>Whether it begins at the root, where no guest may go.</summary>
    public bool IsAbsolute => Terminated[0] == '/';

    /// <summary>Whether it ends with a slash: then only a directory is meant.</summary>
    public bool EndsWithSlash => Bytes is [.., (byte)'/'];

    /// <summary>Checks a path.</summary>
    public static Errno TryCreate(ReadOnlySpan<byte> bytes, out GuestPath path)
    {
        path = default;
        if (bytes.Length > MaximumLength)
        {
            return Errno.NameTooLong;
        }

        if (bytes.Contains((byte)0))
        {
            return Errno.Inval;
        }

        if (!Utf8.IsValid(bytes))
        {
            return Errno.IlSeq;
        }

        path = Trusted(bytes);
        return Errno.Success;
    }

    /// <summary>Of bytes that were checked, or come from the system.</summary>
    public static GuestPath Trusted(ReadOnlySpan<byte> bytes)
    {
        var terminated = new byte[bytes.Length + 1];
        bytes.CopyTo(terminated);
        return new GuestPath(terminated);
    }
}
