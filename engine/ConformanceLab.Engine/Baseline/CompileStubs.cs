using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;
using CallingConvention = ConformanceLab.Wasm.Codegen.Abi.CallingConvention;

namespace ConformanceLab.Wasm.Baseline;

/// <summary>
/// Where the slots of functions lead that are not compiled yet: a stub for each index, which compiles the function and goes on in it as if
/// nothing had happened. r15 says whose function it is, so the stubs serve all modules of the process; they are written as far as the
/// largest one needs them, and never freed. Thread-safe.
/// <code>
///  call [slot] ──▶ stub i: mov eax, i ──▶ common: argument registers saved, exit record ──▶ Compile (managed) ──▶ slot
///                                                                                               │ code's address
///                  function ◀───────────────────── registers back ◀─────────────────────────────┘
/// </code>
/// </summary>
/// <remarks>
/// References in the saved registers are not roots, and need not be: compiling allocates nothing on the guest's heap and runs nobody's
/// code. It runs on the stack of the caller, where prologues have left what helpers may use.
/// </remarks>
internal static unsafe class CompileStubs
{
    // With the common part a little less than a granule of code space.
    private const int ChunkFunctions = 1600;
    private const int StubBytes = 10;
    private const int VectorBytes = 16;

    private static readonly nint s_compile = (nint)(delegate* unmanaged<InstanceData*, int, nint*, int>)&Compile;
    private static readonly Lock s_lock = new();

    // Where the chunks begin: replaced, never changed.
    private static nint[] s_chunks = [];

    private static ReadOnlySpan<Register> Saved => [Rdi, Rsi, Rdx, Rcx, R8, R9];

    /// <summary>The stub of the function of an index among those that a module defines.</summary>
    /// <exception cref="OutOfMemoryException">There is no room for code.</exception>
    public static nint Of(int index)
    {
        var chunk = index / ChunkFunctions;
        var chunks = Volatile.Read(ref s_chunks);
        return (chunk < chunks.Length ? chunks[chunk] : Grow(chunk)) + (index % ChunkFunctions * StubBytes);
    }

    /// <summary>Lets the slots of a module's functions lead to their stubs.</summary>
    /// <exception cref="OutOfMemoryException">There is no room for code.</exception>
    public static void Fill(nint* slots, int count)
    {
        for (var index = 0; index < count;)
        {
            var stub = Of(index);
            for (var end = Math.Min(count, index + ChunkFunctions); index < end; index++, stub += StubBytes)
            {
                CodeSlots.Publish(slots + index, stub);
            }
        }
    }

    private static nint Grow(int chunk)
    {
        lock (s_lock)
        {
            while (chunk >= s_chunks.Length)
            {
                Volatile.Write(ref s_chunks, [.. s_chunks, Write(s_chunks.Length * ChunkFunctions, s_compile).Address]);
            }

            return s_chunks[chunk];
        }
    }

    /// <summary>A chunk of stubs.</summary>
    /// <param name="first">Index of the function of the first one.</param>
    /// <param name="compile">What they call: <c>int (InstanceData*, int index, nint* code)</c> by the convention of System V.</param>
    /// <exception cref="OutOfMemoryException">There is no room for code.</exception>
    internal static CompiledCode Write(int first, nint compile)
    {
        var assembler = new Assembler();
        var common = assembler.NewLabel();
        for (var index = 0; index < ChunkFunctions; index++)
        {
            // rax is free in prologues; calls through a record have the record there, which functions of wasm do not ask for.
            assembler.Mov(Rax, first + index);
            assembler.Jmp(common);
        }

        if (assembler.Offset != ChunkFunctions * StubBytes)
        {
            throw new InvalidOperationException("the stubs are not of one size");
        }

        assembler.Bind(common);
        WriteCommon(assembler, compile);
        return NativeCode.Space.PlaceStub(assembler.Finish(), "compile");
    }

    // Entered like the function itself, which may have been called or jumped to: the return address and rbp are those of the frame around.
    private static void WriteCommon(Assembler assembler, nint compile)
    {
        var failed = assembler.NewLabel();
        var activation = new MemoryOperand(R10, LayoutOffsets.StoreActivations);
        var vectors = VectorBytes * CallingConvention.VectorRegisters;
        assembler.Push(Rbp);
        assembler.Mov(Qword, Rbp, Rsp);
        foreach (var register in Saved)
        {
            assembler.Push(register);
        }

        // Vectors, and below them the place for the code's address.
        assembler.Emit(ArithmeticOperation.Sub, Qword, Rsp, vectors + VectorBytes);
        for (var vector = 0; vector < CallingConvention.VectorRegisters; vector++)
        {
            assembler.Emit(VexMove.Vmovups, VectorHome(vector), (VectorRegister)vector);
        }

        // activation.Exit: the rbp and the place of the frame around are where rbp is.
        assembler.Mov(Qword, R10, new MemoryOperand(R15, LayoutOffsets.InstanceStore));
        assembler.Mov(Qword, R10, activation);
        assembler.Mov(Qword, new MemoryOperand(R10, LayoutOffsets.ActivationExit), Rbp);

        // int Compile(InstanceData*, int, nint*), which keeps r15, r14 and rbp as System V says
        assembler.Mov(Qword, Rdi, R15);
        assembler.Mov(Dword, Rsi, Rax);
        assembler.Mov(Qword, Rdx, Rsp);
        assembler.Mov(Rax, compile);
        assembler.Call(Rax);
        assembler.Test(Dword, Rax, Rax);
        assembler.Jcc(Condition.NotEqual, failed);

        assembler.Mov(Qword, R11, new MemoryOperand(Rsp));
        for (var vector = 0; vector < CallingConvention.VectorRegisters; vector++)
        {
            assembler.Emit(VexMove.Vmovups, (VectorRegister)vector, VectorHome(vector));
        }

        assembler.Emit(ArithmeticOperation.Add, Qword, Rsp, vectors + VectorBytes);
        for (var index = Saved.Length - 1; index >= 0; index--)
        {
            assembler.Pop(Saved[index]);
        }

        assembler.Pop(Rbp);
        assembler.Jmp(R11);
        assembler.Bind(failed);
        assembler.Mov(Qword, R10, new MemoryOperand(R15, LayoutOffsets.InstanceStore));
        assembler.Jmp(new MemoryOperand(R10, LayoutOffsets.StoreLandingStub));
    }

    private static MemoryOperand VectorHome(int vector) => new(Rsp, VectorBytes * (vector + 1));

    // No exception may pass compiled code.
    [UnmanagedCallersOnly]
    private static int Compile(InstanceData* instance, int index, nint* code)
    {
        var calls = NativeCalls.Of(instance->Store);
        try
        {
            // So much may be used below the limit; the prologues of functions that use more look for themselves.
            if ((nuint)code + CallingConvention.LeafFrame < instance->Store->StackLimit)
            {
                TrapException.Throw(TrapCode.CallStackExhausted);
            }

            *code = BaselineExecutor.CodeOf(BaselineExecutor.InstanceOf(calls, instance).Module, index);
            return 0;
        }
        catch (Exception error)
        {
            return (int)calls.Park(error);
        }
    }
}
