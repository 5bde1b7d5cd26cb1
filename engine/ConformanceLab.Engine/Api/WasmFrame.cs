using System.Globalization;

namespace ConformanceLab.Wasm;

/// <summary>A wasm function on the stack.</summary>
/// <param name="ModuleName">Name of its module, if the module has one.</param>
/// <param name="FunctionIndex">Its index in the module's function space (imports come first).</param>
/// <param name="FunctionName">Its name from the name section, if it has one.</param>
/// <param name="Offset">
/// Where it was: offset of the instruction in the binary module, or in the function's body if the module came from text.
/// </param>
public sealed record WasmFrame(string? ModuleName, int FunctionIndex, string? FunctionName, int Offset)
{
    /// <summary>The form <c>module!name (function 3) @ 0x1f</c>.</summary>
    public override string ToString()
    {
        var name = FunctionName is null
            ? string.Create(CultureInfo.InvariantCulture, $"function {FunctionIndex}")
            : string.Create(CultureInfo.InvariantCulture, $"{FunctionName} (function {FunctionIndex})");
        return string.Create(CultureInfo.InvariantCulture, $"{ModuleName ?? "wasm"}!{name} @ 0x{Offset:x}");
    }
}
