using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Fuzzing;

/// <summary>Copies of modules, to be changed.</summary>
public static class ModuleCopies
{
    /// <summary>A copy that shares nothing that can be changed. Names, branch hints and custom sections are left behind.</summary>
    public static WasmModule Copy(this WasmModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        var copy = new WasmModule { Features = module.Features, Start = module.Start, DataCount = module.DataCount };
        copy.Types.AddRange(module.Types);
        copy.RecursiveGroups.AddRange(module.RecursiveGroups);
        copy.Imports.AddRange(module.Imports);
        copy.Functions.AddRange(module.Functions);
        copy.Tables.AddRange(module.Tables);
        copy.Memories.AddRange(module.Memories);
        copy.Tags.AddRange(module.Tags);
        copy.Globals.AddRange(module.Globals);
        copy.Exports.AddRange(module.Exports);
        copy.Elements.AddRange(module.Elements);
        copy.Data.AddRange(module.Data);
        return copy;
    }
}
