using System.Globalization;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text.Printing;

namespace ConformanceLab.Wasm.Text;

/// <summary>
/// The functions of a module in pieces, for listings that put something between them: each instruction with its place, and how things are
/// called. Says what <see cref="ModulePrinter"/> says. For one thread; functions may be listed in any order.
/// </summary>
internal sealed class FunctionLister
{
    private readonly WasmModule _module;
    private readonly StringWriter _writer = new(CultureInfo.InvariantCulture);
    private readonly PrintOutput _output;
    private readonly FieldPrinter _printer;

    /// <summary>A lister of a module, which need not be valid.</summary>
    public FunctionLister(WasmModule module, PrintOptions? options = null)
    {
        _module = module;
        options = (options ?? PrintOptions.Default) with { Indentation = 0 };
        _output = new PrintOutput(_writer, options, long.MaxValue);
        _printer = new FieldPrinter(module, _output, options);
    }

    /// <summary>The instructions of a function, its final <c>end</c> included.</summary>
    /// <param name="functionIndex">A function defined in the module; imports count.</param>
    /// <exception cref="ArgumentOutOfRangeException">The module defines no such function.</exception>
    /// <exception cref="ModuleException">The body is malformed.</exception>
    public List<PrintedInstruction> List(int functionIndex)
    {
        var function = Find(functionIndex);
        return _printer.ListInstructions(functionIndex, function, Take);
    }

    /// <summary>The line that declares a function, without parentheses: <c>func $f (;3;) (type 0) (param $x i32)</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The module defines no such function.</exception>
    public string Declare(int functionIndex)
    {
        _printer.WriteDeclaration(functionIndex, Find(functionIndex));
        return Take();
    }

    /// <summary>Names (<c>$x</c>, or the index where there is no identifier) and types of a function's locals, parameters first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The module defines no such function.</exception>
    public IEnumerable<(string Name, string Type)> Locals(int functionIndex)
    {
        var function = Find(functionIndex);
        foreach (var (index, type) in _printer.LocalsOf(functionIndex, function))
        {
            _printer.WriteLocalName(index);
            var name = Take();
            _printer.WriteType(type);
            yield return (name, Take());
        }
    }

    /// <summary>How the text format refers to something: <c>$f</c>, or its index.</summary>
    public string NameOf(ExternKind kind, int index)
    {
        _printer.WriteName(kind, index);
        return Take();
    }

    private FunctionDefinition Find(int functionIndex)
    {
        var index = functionIndex - _module.CountImports(ExternKind.Function);
        ArgumentOutOfRangeException.ThrowIfNegative(index, nameof(functionIndex));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _module.Functions.Count, nameof(functionIndex));
        return _module.Functions[index];
    }

    private string Take()
    {
        _output.Flush();
        var text = _writer.ToString();
        _writer.GetStringBuilder().Clear();
        return text;
    }
}

/// <summary>An instruction as text.</summary>
/// <param name="Offset">Where it stands in the function's <see cref="FunctionDefinition.Body"/>.</param>
/// <param name="Depth">How many blocks it is in; <c>else</c> and <c>end</c> stand where their block does.</param>
/// <param name="Text">The instruction with its immediates, without indentation.</param>
internal readonly record struct PrintedInstruction(int Offset, int Depth, string Text);
