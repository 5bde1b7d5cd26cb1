using ConformanceLab.Wasm.Wasi.Native;

namespace ConformanceLab.Wasm.Wasi.Descriptors;

/// <summary>Times to be set, of access and of modification.</summary>
internal readonly record struct FileTimes(TimeSpec Access, TimeSpec Modification)
{
    /// <summary>Of what a guest asks for.</summary>
    /// <param name="access">Nanoseconds since 1970.</param>
    /// <param name="modification">Nanoseconds since 1970.</param>
    /// <param name="flags">Which of them count.</param>
    /// <param name="now">What the guest's clock says: nanoseconds since 1970.</param>
    /// <param name="times">The times.</param>
    public static Errno TryCreate(ulong access, ulong modification, TimeFlags flags, ulong now, out FileTimes times)
    {
        times = default;
        const TimeFlags bothAccess = TimeFlags.Access | TimeFlags.AccessNow;
        const TimeFlags bothModification = TimeFlags.Modification | TimeFlags.ModificationNow;
        if ((flags & ~TimeFlags.All) != 0 || (flags & bothAccess) == bothAccess || (flags & bothModification) == bothModification)
        {
            return Errno.Inval;
        }

        times = new FileTimes(
            Choose(access, now, (flags & TimeFlags.Access) != 0, (flags & TimeFlags.AccessNow) != 0),
            Choose(modification, now, (flags & TimeFlags.Modification) != 0, (flags & TimeFlags.ModificationNow) != 0));
        return Errno.Success;
    }

    private static TimeSpec Choose(ulong time, ulong now, bool isGiven, bool isNow) =>
        isGiven ? TimeSpec.FromNanoseconds(time)
        : isNow ? TimeSpec.FromNanoseconds(now)
        : new TimeSpec { Nanoseconds = TimeSpec.Omit };
}
