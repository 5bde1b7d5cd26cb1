namespace ConformanceLab.Wasm.Wasi.Functions;

/// <content>clock_*, random_get.</content>
internal sealed partial class Preview1
{
    // Between two parts an interruption is looked for.
    private const int RandomPart = 1 << 20;

    private void DefineClocks(Linker linker)
    {
        linker.DefineFunction(ModuleName, "clock_res_get", (Caller caller, int id, int result) =>
            (int)(_clock.TryGetResolution((ClockId)id, out var resolution) is var errno and not Errno.Success
                ? errno
                : WriteResult(caller, result, resolution)));
        linker.DefineFunction(ModuleName, "clock_time_get", (Caller caller, int id, long _, int result) =>
            (int)(_clock.TryRead((ClockId)id, out var now) is var errno and not Errno.Success ? errno : WriteResult(caller, result, now)));
        linker.DefineFunction(ModuleName, "random_get", (Caller caller, int buffer, int length) =>
            (int)FillRandom(caller, (uint)buffer, (uint)length));
    }

    private Errno FillRandom(in Caller caller, uint address, uint length)
    {
        var memory = MemoryOf(caller);
        RequireInBounds(memory, address, length);
        for (var done = 0UL; done < length; done += RandomPart)
        {
            caller.ThrowIfInterrupted();
            _random.Fill(memory.GetSpan(address + done, (int)Math.Min(RandomPart, length - done)));
        }

        return Errno.Success;
    }
}
