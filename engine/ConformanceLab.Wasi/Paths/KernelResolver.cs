using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Wasi.Native;
using Microsoft.Win32.SafeHandles;

namespace ConformanceLab.Wasm.Wasi.Paths;

/// <summary>The kernel resolves the whole path and refuses what leads out: openat2(2) with RESOLVE_BENEATH.</summary>
internal sealed unsafe class KernelResolver : PathResolver
{
    // A rename anywhere while two dots are resolved makes the kernel unsure that it stayed below: it says so, and wants to be asked again.
    private const int MaximumAttempts = 256;

    /// <summary>Whether the kernel has it (Linux 5.6) and lets this process use it.</summary>
    public static bool IsAvailable()
    {
        if (!Linux.IsSupported)
        {
            return false;
        }

        fixed (byte* root = "/\0"u8)
        {
            using var directory = new SafeFileHandle(Linux.Open(root, LinuxFlags.Path | LinuxFlags.CloseOnExec, 0), ownsHandle: true);
            if (directory.IsInvalid)
            {
                return false;
            }

            var how = new OpenHow { Flags = (uint)(LinuxFlags.Path | LinuxFlags.CloseOnExec), Resolve = LinuxFlags.ResolveBeneath };
            fixed (byte* here = ".\0"u8)
            {
                using var opened = new SafeFileHandle(Linux.OpenAt2(directory, here, &how), ownsHandle: true);
                return !opened.IsInvalid;
            }
        }
    }

    /// <inheritdoc/>
    protected override Errno OpenBeneath(SafeFileHandle root, GuestPath path, int flags, uint mode, out SafeFileHandle? file)
    {
        file = null;
        var how = new OpenHow
        {
            Flags = (uint)flags,
            Mode = (flags & LinuxFlags.Create) != 0 ? mode : 0,
            Resolve = LinuxFlags.ResolveBeneath,
        };
        fixed (byte* name = path.Terminated)
        {
            for (var attempt = 1; ; attempt++)
            {
                var descriptor = Linux.OpenAt2(root, name, &how);
                if (descriptor >= 0)
                {
                    file = new SafeFileHandle(descriptor, ownsHandle: true);
                    return Errno.Success;
                }

                var error = Marshal.GetLastPInvokeError();
                if (error is LinuxErrors.Interrupted or LinuxErrors.WouldBlock && attempt < MaximumAttempts)
                {
                    continue;
                }

                return error == LinuxErrors.CrossDevice ? Errno.Perm : LinuxErrors.ToErrno(error);
            }
        }
    }
}
