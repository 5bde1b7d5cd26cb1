using ConformanceLab.Wasm.Codegen.Abi;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.StubRegister;

namespace ConformanceLab.Wasm.Codegen;

/// <summary>The code between buffers of slots and the calling convention, for one signature each.</summary>
internal static class Thunks
{
    /// <summary>
    /// How far behind the start of a host function's thunk calls enter it. Tail calls enter at the start, with their instance in r10: nothing else is
    /// left of who calls.
    /// </summary>
    public const int HostCallEntry = 32;

    // Vector register for copies: not one of arguments or results.
    private const byte ScratchVector = 8;

    /// <summary>
    /// From managed code into wasm: <c>int (InstanceData*, nint code, Slot* slots)</c> by the convention of System V. Links an activation,
    /// calls, writes the results over the arguments, returns 0; or, by way of the landing stub, another status.
    /// </summary>
    /// <param name="signature">The signature.</param>
    /// <param name="isBrief">Whether for code that is brief: managed code must not run on top of its activation.</param>
    public static StubWriter WriteEntry(SignatureLayout signature, bool isBrief = false)
    {
        var writer = new StubWriter();
        writer.Push(Rbp);
        writer.Move(Rbp, Rsp);
        writer.Push(Rdi);
        foreach (var register in EntryFrame.Saved)
        {
            writer.Push(register);
        }

        writer.Push(Rdx);
        var outgoing = signature.ResultStackBytes + signature.ParameterStackBytes;
        writer.SubtractImmediate(Rsp, EntryFrame.Size + EntryFrame.Slots + outgoing);

        // r15, r14, and what is needed after the argument registers are filled
        writer.Move(R15, Rdi);
        writer.Load(R14, R15, LayoutOffsets.InstanceBase);
        writer.Move(R10, Rsi);
        writer.Move(Rbx, Rdx);

        // activation = { store.Activations, rbp, no exit yet, or never }; store.Activations = &activation
        writer.Load(Rax, R15, LayoutOffsets.InstanceStore);
        writer.Load(Rcx, Rax, LayoutOffsets.StoreActivations);
        writer.Store(Rbp, EntryFrame.Activation + LayoutOffsets.ActivationPrevious, Rcx);
        writer.Store(Rbp, EntryFrame.Activation + LayoutOffsets.ActivationEntryFrame, Rbp);
        writer.StoreImmediate(Rbp, EntryFrame.Activation + LayoutOffsets.ActivationExit, isBrief ? Activation.Brief : 0);
        writer.LoadAddress(Rcx, Rbp, EntryFrame.Activation);
        writer.Store(Rax, LayoutOffsets.StoreActivations, Rcx);

        foreach (var parameter in signature.Parameters)
        {
            if (parameter.IsOnStack)
            {
                Copy(writer, parameter, Rbx, Slot.Size * parameter.Slot, Rsp, parameter.Index);
            }
            else
            {
                Load(writer, parameter, Rbx, Slot.Size * parameter.Slot);
            }
        }

        writer.CallRegister(R10);

        // Registers first: copying the others needs one.
        writer.Load(R10, Rbp, EntryFrame.Slots);
        StoreRegisters(writer, signature.Results.AsSpan(), R10);
        foreach (var result in signature.Results)
        {
            if (result.IsOnStack)
            {
                Copy(writer, result, Rsp, result.Index, R10, Slot.Size * result.Slot);
            }
        }

        writer.ClearEax();
        LandingStubs.WriteExit(writer);
        return writer;
    }

    /// <summary>
    /// What the record of a host function leads to: from wasm into managed code. Called through the function's record (rax), in the host's
    /// instance (r15). Writes the exit record, calls <see cref="StoreContext.HostDispatcher"/> with a buffer of slots; a status other
    /// than 0 abandons the activation.
    /// <code>
    ///   │ return address  │
    ///   │ caller's rbp    │ ◀ rbp, Activation.Exit
    ///   │ r15: the host's │
    ///   │ r10             │   behind a tail call: the instance whose code has made it
    ///   │ slots …         │ ◀ rsp
    /// </code>
    /// </summary>
    public static StubWriter WriteHostCall(SignatureLayout signature, LandingStubs stubs)
    {
        var writer = new StubWriter();
        var body = writer.NewLabel();

        // r10: what looks like the frame that calls.
        writer.Push(Rbp);
        writer.Move(Rbp, Rsp);
        writer.Push(R15);
        writer.Push(R10);
        writer.LoadAddress(R10, Rbp, -16 - CallingConvention.Instance);
        writer.Jump(body);
        while (writer.Length < HostCallEntry)
        {
            writer.Breakpoint();
        }

        writer.Push(Rbp);
        writer.Move(Rbp, Rsp);
        writer.Push(R15);
        writer.Load(R10, Rbp, 0);
        writer.Bind(body);
        writer.LoadAddress(Rsp, Rbp, -((16 + (Slot.Size * signature.BufferSlots) + 15) & -16));

        StoreRegisters(writer, signature.Parameters.AsSpan(), Rsp);
        foreach (var parameter in signature.Parameters)
        {
            if (parameter.IsOnStack)
            {
                Copy(writer, parameter, Rbp, CallingConvention.FirstStackArgument + parameter.Index, Rsp, Slot.Size * parameter.Slot);
            }
        }

        // activation.Exit: the caller's rbp and the return address are where rbp is.
        writer.Load(Rdi, R15, LayoutOffsets.InstanceStore);
        writer.Load(R8, Rdi, LayoutOffsets.StoreActivations);
        writer.Store(R8, LayoutOffsets.ActivationExit, Rbp);

        // int HostDispatcher(StoreContext*, FunctionRecord*, Slot*, frame that calls), which keeps r15 and rbp as System V says
        writer.Move(Rsi, Rax);
        writer.Move(Rdx, Rsp);
        writer.Move(Rcx, R10);
        writer.CallMemory(Rdi, LayoutOffsets.StoreHostDispatcher);
        writer.TestEax();
        writer.JumpIf(StubCondition.NotEqual, stubs.Landing);

        var resultArea = CallingConvention.FirstStackArgument + signature.ParameterStackBytes;
        foreach (var result in signature.Results)
        {
            if (result.IsOnStack)
            {
                Copy(writer, result, Rsp, Slot.Size * result.Slot, Rbp, resultArea + result.Index);
            }
            else
            {
                Load(writer, result, Rsp, Slot.Size * result.Slot);
            }
        }

        writer.Leave();
        writer.Return(signature.ParameterStackBytes);
        return writer;
    }

    private static void Load(StubWriter writer, ValueLocation value, StubRegister buffer, int offset)
    {
        switch (value.Representation)
        {
            case Representation.I32:
                // DANGER: 32 bits, so that the upper half is 0, as code that makes addresses of it relies on.
                writer.Load32((StubRegister)value.Index, buffer, offset);
                break;
            case Representation.I64:
                writer.Load((StubRegister)value.Index, buffer, offset);
                break;
            default:
                writer.LoadVector(MoveOf(value.Representation), (byte)value.Index, buffer, offset);
                break;
        }
    }

    private static void StoreRegisters(StubWriter writer, ReadOnlySpan<ValueLocation> values, StubRegister buffer)
    {
        foreach (var value in values)
        {
            if (value.IsOnStack)
            {
                continue;
            }

            var offset = Slot.Size * value.Slot;
            if (value.Representation.IsVector())
            {
                writer.StoreVector(MoveOf(value.Representation), buffer, offset, (byte)value.Index);
            }
            else
            {
                writer.Store(buffer, offset, (StubRegister)value.Index);
            }
        }
    }

    private static void Copy(StubWriter writer, ValueLocation value, StubRegister from, int offset, StubRegister to, int toOffset)
    {
        if (value.Representation == Representation.V128)
        {
            writer.LoadVector(VectorMove.V128, ScratchVector, from, offset);
            writer.StoreVector(VectorMove.V128, to, toOffset, ScratchVector);
        }
        else
        {
            writer.Load(R11, from, offset);
            writer.Store(to, toOffset, R11);
        }
    }

    private static VectorMove MoveOf(Representation representation) => representation switch
    {
        Representation.F32 => VectorMove.F32,
        Representation.F64 => VectorMove.F64,
        _ => VectorMove.V128,
    };
}
