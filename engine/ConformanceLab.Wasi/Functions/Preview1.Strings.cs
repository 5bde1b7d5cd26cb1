namespace ConformanceLab.Wasm.Wasi.Functions;

/// <content>args_*, environ_*.</content>
internal sealed partial class Preview1
{
    private void DefineStrings(Linker linker)
    {
        linker.DefineFunction(ModuleName, "args_get", (Caller caller, int pointers, int buffer) =>
            (int)WriteStrings(caller, _arguments, (uint)pointers, (uint)buffer));
        linker.DefineFunction(ModuleName, "args_sizes_get", (Caller caller, int count, int size) =>
            (int)WriteSizes(caller, _arguments, count, size));
        linker.DefineFunction(ModuleName, "environ_get", (Caller caller, int pointers, int buffer) =>
            (int)WriteStrings(caller, _environment, (uint)pointers, (uint)buffer));
        linker.DefineFunction(ModuleName, "environ_sizes_get", (Caller caller, int count, int size) =>
            (int)WriteSizes(caller, _environment, count, size));
    }

    private static Errno WriteStrings(in Caller caller, byte[][] strings, ulong pointers, ulong buffer)
    {
        var memory = MemoryOf(caller);
        foreach (var text in strings)
        {
            memory.Write(buffer, text);
            memory.Write(pointers, (uint)buffer);
            pointers += sizeof(uint);
            buffer += (ulong)text.Length;
        }

        return Errno.Success;
    }

    private static Errno WriteSizes(in Caller caller, byte[][] strings, int count, int size)
    {
        WriteResult(caller, count, (uint)strings.Length);
        return WriteResult(caller, size, (uint)strings.Sum(text => text.Length));
    }
}
