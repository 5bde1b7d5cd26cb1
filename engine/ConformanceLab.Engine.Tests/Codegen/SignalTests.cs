using System.Diagnostics;
using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Runtime;
using Xunit;
using static ConformanceLab.Wasm.Codegen.StubRegister;

namespace ConformanceLab.Wasm.Tests.Codegen;

/// <summary>What ends the process, or must be seen in a fresh one: each explicit test here is the body of a child process.</summary>
public sealed unsafe partial class SignalTests
{
    private const int Sigbus = 7;
    private const int Sigsegv = 11;
    private const int Aborted = 128 + 6;
    private const int ActionSize = 152;
    private const string ChildVariable = "CLAB_SIGNAL_TEST_CHILD";

    [Fact]
    public void AFaultThatIsNoTrapSiteEndsTheProcess() =>
        Expect(nameof(ChildFaultsWhereNoTrapSiteIs), Aborted, "which is no trap site");

    [Fact]
    public void AFaultAtAnAddressOfNoGuestEndsTheProcess() =>
        Expect(nameof(ChildTouchesAnAddressOfNoGuest), Aborted, "which no guest may reach");

    [Fact]
    public void AFaultAtAnExplicitTrapsPlaceEndsTheProcess() =>
        Expect(nameof(ChildFaultsAtAnExplicitTrap), Aborted, "which is no trap site");

    [Fact]
    public void AFaultInAStubEndsTheProcess() => Expect(nameof(ChildFaultsInAStub), null, "");

    [Fact]
    public void HandlersHaveTheFlagsAndMaskOfTheirPredecessors() => Expect(nameof(ChildComparesActions), 0, "");

    [Fact]
    public void WhoeverInterpretsHasNoHandlersInstalled() => Expect(nameof(ChildInterprets), 0, "");

    [Fact]
    public void TheDefaultActionFollowsWhereNobodyHandled() => Expect(nameof(ChildChainsToTheDefault), 128 + Sigsegv, "");

    [Fact]
    public void AnIgnoredSignalIsIgnoredButNotAFault() => Expect(nameof(ChildChainsToIgnore), 128 + Sigsegv, "still here");

    [Fact]
    public void ASignalThatAProcessSendsIsNoTrap() => Expect(nameof(ChildIsSentASignal), null, "");

    [Fact(Explicit = true)]
    public void ChildFaultsWhereNoTrapSiteIs()
    {
        OnlyInAChild();
        var guest = NativeGuest.Create();
        guest.Run(guest.Function(static (writer, _) => NativeGuest.WriteLoad(writer, [])), NativeGuest.AccessibleBytes);
    }

    [Fact(Explicit = true)]
    public void ChildTouchesAnAddressOfNoGuest()
    {
        OnlyInAChild();
        var guest = NativeGuest.Create();
        var code = guest.Function(static (writer, sites) =>
        {
            writer.MoveImmediate(R14, 0x1000);
            NativeGuest.WriteLoad(writer, sites);
        });
        guest.Run(code, 0);
    }

    [Fact(Explicit = true)]
    public void ChildFaultsAtAnExplicitTrap()
    {
        OnlyInAChild();
        var guest = NativeGuest.Create();
        var code = guest.Function(static (writer, sites) =>
        {
            NativeGuest.WriteLoad(writer, sites);
            sites[0] = sites[0] with { IsFault = false };
        });
        guest.Run(code, NativeGuest.AccessibleBytes);
    }

    [Fact(Explicit = true)]
    public void ChildFaultsInAStub()
    {
        OnlyInAChild();
        var guest = NativeGuest.Create();
        using var thunks = new ThunkSet(NativeCode.Space, NativeCode.Stubs);
        guest.Enter(thunks.EntryFor(Types.IntToInt), guest.Instance, 0, null).ThrowIfAny(); // reads its arguments at 0
    }

    [Fact(Explicit = true)]
    public void ChildComparesActions()
    {
        OnlyInAChild();
        var before = stackalloc byte[2 * ActionSize];
        var after = stackalloc byte[2 * ActionSize];
        Query(before);
        Assert.True(NativeCode.IsSupported, NativeCode.Reason);
        Query(after);
        for (var i = 0; i < 2; i++)
        {
            // The kernel's 64 bits of the mask (what follows is what the C library leaves there), and the flags.
            Assert.NotEqual(*(nint*)(before + (i * ActionSize)), *(nint*)(after + (i * ActionSize)));
            Assert.Equal(Tail(before + (i * ActionSize)), Tail(after + (i * ActionSize)));
        }

        static string Tail(byte* action) => $"{*(ulong*)(action + 8):x} {*(int*)(action + 136):x}";
    }

    [Fact(Explicit = true)]
    public void ChildInterprets()
    {
        OnlyInAChild();
        var before = stackalloc byte[2 * ActionSize];
        var after = stackalloc byte[2 * ActionSize];
        Query(before);
        using (var engine = new Engine(EngineOptions.Default with { Tier = Tier.Interpreter }))
        using (var module = Module.FromText(engine, """(func (export "f") (result i32) (i32.const 7))"""))
        using (var store = new Store(engine))
        {
            Assert.Equal(7, new Instance(store, module).GetFunction<int>("f")());
        }

        Query(after);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(*(nint*)(before + (i * ActionSize)), *(nint*)(after + (i * ActionSize)));
        }
    }

    [Fact(Explicit = true)]
    public void ChildChainsToTheDefault()
    {
        OnlyInAChild();
        Replace(previous: 0);
        TouchNull();
    }

    [Fact(Explicit = true)]
    public void ChildChainsToIgnore()
    {
        OnlyInAChild();
        Replace(previous: 1);
        Assert.Equal(0, Kill(Environment.ProcessId, Sigsegv));
        Thread.Sleep(100);
        Console.Error.WriteLine("still here");
        TouchNull();
    }

    [Fact(Explicit = true)]
    public void ChildIsSentASignal()
    {
        OnlyInAChild();
        // A loop of wasm that never ends; the signal meets its thread there. It must not look like a trap.
        var guest = NativeGuest.Create();
        var loop = guest.Function(static (writer, _) =>
        {
            var head = writer.NewLabel();
            writer.Bind(head);
            writer.Jump(head);
        });
        var thread = Pthread();
        new Thread(() =>
        {
            // The first one makes the runtime give the signal its default action, as for any fault that nobody explains.
            while (true)
            {
                Thread.Sleep(200);
                _ = PthreadKill(thread, Sigsegv);
            }
        }).Start();
        guest.Run(loop, 0);
    }

    private static void OnlyInAChild() =>
        Assert.SkipUnless(Environment.GetEnvironmentVariable(ChildVariable) is not null, "ends the process: run by another test");

    // A handler as the engine writes it, with another predecessor.
    private static void Replace(nint previous)
    {
        Assert.True(NativeCode.IsSupported, NativeCode.Reason);
        var block = NativeCode.Space.TryAllocate(CodeKind.Stubs, 1000)!;
        var handler = SignalHandlers.WriteHandler(NativeCode.Space, NativeCode.Stubs.SignalLanding, previous).TryPlace(block)!;
        var action = stackalloc byte[ActionSize];
        new Span<byte>(action, ActionSize).Clear();
        *(nint*)action = handler.Address;
        *(int*)(action + 136) = 4;
        Assert.Equal(0, Sigaction(Sigsegv, action, null));
    }

    // In native code, so that nothing of the runtime looks at it.
    private static void TouchNull()
    {
        var block = NativeCode.Space.TryAllocate(CodeKind.Stubs, 100)!;
        var writer = new StubWriter();
        writer.MoveImmediate32(Rax, 0);
        writer.Load(Rax, Rax, 0);
        ((delegate* unmanaged<void>)writer.TryPlace(block)!.Address)();
    }

    private static void Expect(string child, int? exitCode, string output)
    {
        Assert.SkipUnless(NativeCode.IsSupported, NativeCode.Reason);
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var argument in (string[])["--filter-method", $"{typeof(SignalTests).FullName}.{child}", "--explicit", "only"])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment[ChildVariable] = "1";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var standard = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(60_000))
        {
            process.Kill();
            Assert.Fail("the child hangs");
        }

        var text = standard.Result + error.Result;
        if (exitCode is { } code)
        {
            Assert.True(code == process.ExitCode, $"{process.ExitCode}: {text}");
        }
        else
        {
            Assert.True(process.ExitCode > 128, $"{process.ExitCode}: {text}");
            Assert.DoesNotContain("trap site", text);
        }

        Assert.Contains(output, text);
    }

    private static void Query(byte* actions)
    {
        Assert.Equal(0, Sigaction(Sigsegv, null, actions));
        Assert.Equal(0, Sigaction(Sigbus, null, actions + ActionSize));
    }

    [LibraryImport("libc", EntryPoint = "sigaction")]
    private static partial int Sigaction(int signal, void* action, void* previous);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "pthread_self")]
    private static partial nint Pthread();

    [LibraryImport("libc", EntryPoint = "pthread_kill")]
    private static partial int PthreadKill(nint thread, int signal);
}
