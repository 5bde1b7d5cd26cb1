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

    /// <summary>The instructions of one function with their places, for listings that put something between them.</summary>
    /// <param name="module">The module, which need not be valid.</param>
    /// <param name="functionIndex">A function defined in the module; imports count.</param>
    /// <param name="options">How to print.</param>
    /// <exception cref="ArgumentOutOfRangeException">The module defines no such function.</exception>
    /// <exception cref="ModuleException">The body is malformed.</exception>
    internal static List<PrintedInstruction> PrintInstructions(WasmModule module, int functionIndex, PrintOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        var index = functionIndex - module.CountImports(ExternKind.Function);
        ArgumentOutOfRangeException.ThrowIfNegative(index, nameof(functionIndex));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, module.Functions.Count, nameof(functionIndex));
        options ??= PrintOptions.Default;
        var writer = new StringWriter(CultureInfo.InvariantCulture);
        var output = new PrintOutput(writer, options with { Indentation = 0 });
        return new FieldPrinter(module, output, options).ListInstructions(functionIndex, module.Functions[index], () =>
        {
            output.Flush();
            var text = writer.ToString();
            writer.GetStringBuilder().Clear();
            return text;
        });
    }
}

/// <summary>An instruction as text.</summary>
/// <param name="Offset">Where it stands in the function's <see cref="FunctionDefinition.Body"/>.</param>
/// <param name="Depth">How many blocks it is in; <c>else</c> and <c>end</c> stand where their block does.</param>
/// <param name="Text">The instruction with its immediates, without indentation.</param>
internal readonly record struct PrintedInstruction(int Offset, int Depth, string Text);
