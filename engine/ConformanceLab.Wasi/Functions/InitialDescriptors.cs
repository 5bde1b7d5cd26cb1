using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using ConformanceLab.Wasm.Wasi.Descriptors;
using ConformanceLab.Wasm.Wasi.Native;
using Microsoft.Win32.SafeHandles;

namespace ConformanceLab.Wasm.Wasi.Functions;

/// <summary>What a guest finds open: three streams, the directories, the sockets that listen.</summary>
internal static unsafe class InitialDescriptors
{
    private const Rights StreamRights = Rights.SetFlags | Rights.Stat | Rights.Poll;

    /// <summary>Opens them.</summary>
    public static void Open(WasiOptions options, DescriptorTable descriptors, HostWaiter waiter)
    {
        Add(descriptors, Standard(options, options.StandardInput, 0, StreamRights | Rights.Read, waiter));
        Add(descriptors, Standard(options, options.StandardOutput, 1, StreamRights | Rights.Write | Rights.Sync | Rights.DataSync, waiter));
        Add(descriptors, Standard(options, options.StandardError, 2, StreamRights | Rights.Write | Rights.Sync | Rights.DataSync, waiter));
        foreach (var preopen in options.Preopens)
        {
            Add(descriptors, Directory(preopen, waiter));
        }

        foreach (var listener in options.Listeners)
        {
            Add(descriptors, Listener(listener, waiter));
        }
    }

    private static void Add(DescriptorTable descriptors, Descriptor descriptor)
    {
        if (descriptors.Add(descriptor, out _) != Errno.Success)
        {
            throw new ArgumentException($"{nameof(WasiOptions.MaximumDescriptors)} is less than what is open from the start");
        }
    }

    private static Descriptor Standard(WasiOptions options, Stream? stream, int number, Rights rights, HostWaiter waiter)
    {
        if (stream is not null || !options.InheritStandardStreams)
        {
            return new StreamDescriptor(stream ?? Stream.Null, rights);
        }

        RequireLinux(nameof(WasiOptions.InheritStandardStreams));
        var handle = new SafeFileHandle(number, ownsHandle: false);
        return new HostDescriptor(
            handle, Linux.IsTerminal(handle) == 1 ? FileType.CharacterDevice : FileType.Unknown, rights, Rights.None, waiter);
    }

    private static DirectoryDescriptor Directory(WasiPreopen preopen, HostWaiter waiter)
    {
        RequireLinux(nameof(WasiOptions.Preopens));
        ArgumentException.ThrowIfNullOrEmpty(preopen.HostPath);
        ArgumentException.ThrowIfNullOrEmpty(preopen.GuestPath);
        var rights = preopen.IsReadOnly ? ~Rights.Changes : ~Rights.None;
        int descriptor;
        fixed (byte* path = GuestStrings.Terminate(preopen.HostPath))
        {
            descriptor = Linux.Open(path, LinuxFlags.Directory | LinuxFlags.CloseOnExec, 0);
        }

        return descriptor >= 0
            ? new DirectoryDescriptor(
                new SafeFileHandle(descriptor, ownsHandle: true),
                Rights.Directory & rights,
                (Rights.Directory | Rights.File) & rights,
                waiter)
            {
                PreopenName = Encoding.UTF8.GetBytes(preopen.GuestPath),
            }
            : throw new IOException($"{preopen.HostPath}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    private static SocketDescriptor Listener(Socket listener, HostWaiter waiter)
    {
        RequireLinux(nameof(WasiOptions.Listeners));
        ArgumentNullException.ThrowIfNull(listener);

        // Somebody else may take the connection that was waited for: accepting must never wait by itself.
        listener.Blocking = false;
        return new SocketDescriptor(
            new SafeFileHandle(listener.Handle, ownsHandle: false),
            Rights.Accept | Rights.SetFlags | Rights.Stat | Rights.Poll,
            Rights.Socket,
            waiter);
    }

    private static void RequireLinux(string option)
    {
        if (!Linux.IsSupported)
        {
            throw new PlatformNotSupportedException($"{nameof(WasiOptions)}.{option} is for Linux on x64 and arm64 only");
        }
    }
}
