using System.Globalization;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text.Printing;

namespace ConformanceLab.Wasm.Text;

/// <summary>
/// Prints modules in the text format, one field after the other in the order of the binary format, instructions unfolded. The text parses
/// back to the same module: what <see cref="Binary.ModuleWriter"/> writes for both is the same, up to what text cannot say (longer forms of
/// integers, runs of locals of one type that are split up, a data count that nothing needs). Custom sections are kept as annotations,
/// the name section too; names are identifiers besides.
/// </summary>
public static class ModulePrinter
{
    /// <summary>Prints a module, which need not be valid.</summary>
    /// <exception cref="ModuleException">
    /// An instruction sequence is malformed (possible only if bodies were not checked when the module was read), or the text is larger than
    /// <see cref="ImplementationLimits.ModuleBytes"/> characters.
    /// </exception>
    public static string Print(WasmModule module, PrintOptions? options = null)
    {
        var writer = new StringWriter(CultureInfo.InvariantCulture);
        Print(module, writer, options);
        return writer.ToString();
    }

    /// <summary>Prints a module, which need not be valid. The writer is not flushed.</summary>
    /// <exception cref="ModuleException">As in <see cref="Print(WasmModule, PrintOptions?)"/>.</exception>
    public static void Print(WasmModule module, TextWriter writer, PrintOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(writer);
        options ??= PrintOptions.Default;
        var output = new PrintOutput(writer, options);
        new FieldPrinter(module, output, options).PrintModule();
        output.Flush();
    }
}
