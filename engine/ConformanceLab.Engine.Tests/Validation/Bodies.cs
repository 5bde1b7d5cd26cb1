using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Engine.Tests.Validation;

/// <summary>Modules around bodies given in bytes.</summary>
internal static class Bodies
{
    /// <summary>A module with one function <c>[] -> []</c> of this body.</summary>
    public static WasmModule ModuleOf(byte[] body, int offset = -1)
    {
        var module = new WasmModule { Features = WasmFeatures.All };
        module.Types.Add(new SubType(FunctionType.Empty));
        module.RecursiveGroups.Add(new RecursiveGroup(0, 1, false));
        module.Functions.Add(new FunctionDefinition(0, [], new Code(body, offset)));
        return module;
    }
}
