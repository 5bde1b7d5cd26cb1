using System.Text;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Wasm.Text;

/// <summary>How modules are printed.</summary>
public sealed record PrintOptions
{
    /// <summary>The options that are used where none are given.</summary>
    public static PrintOptions Default { get; } = new();

    /// <summary>Whether names (of the module, or of its name section) are printed as identifiers; otherwise all is by index.</summary>
    public bool Identifiers { get; init; } = true;

    /// <summary>Whether custom sections are printed as annotations.</summary>
    public bool CustomSections { get; init; } = true;

    /// <summary>Whether the name section is printed as an annotation too, which keeps its bytes; it needs <see cref="CustomSections"/>.</summary>
    public bool NameSection { get; init; }

    /// <summary>Whether branch hints are printed as annotations.</summary>
    public bool BranchHints { get; init; } = true;

    /// <summary>Whether definitions show their index in a comment.</summary>
    public bool IndexComments { get; init; } = true;

    /// <summary>Spaces for each level; levels beyond the 40th are not indented further, so that size stays linear.</summary>
    public int Indentation { get; init; } = 2;
}

/// <summary>
/// Prints modules in the text format, instructions unfolded. What is printed reads back as the same module: literals keep their bits,
/// types their indices. Names become identifiers, made unique where they are not. Source: specification, "Text Format".
/// </summary>
public static class ModulePrinter
{
    /// <summary>Prints a module, which need not be valid.</summary>
    /// <exception cref="ModuleException">A body is malformed, which can only be if it was read unchecked.</exception>
    public static string Print(WasmModule module, PrintOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        var output = new TextOutput(options ?? PrintOptions.Default);
        new FieldPrinter(module, output).Print(static _ => { });
        return output.ToString();
    }

    /// <summary>Prints a module field by field.</summary>
    /// <inheritdoc cref="Print(WasmModule, PrintOptions?)"/>
    public static void Print(WasmModule module, TextWriter writer, PrintOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(writer);
        var output = new TextOutput(options ?? PrintOptions.Default);
        new FieldPrinter(module, output).Print(output => output.Flush(writer));
        output.Flush(writer);
    }

    /// <summary>Prints one function's instructions, one to a line, without its header: for listings and explanations.</summary>
    /// <param name="module">The module.</param>
    /// <param name="function">Index among the functions defined in it.</param>
    /// <param name="options">How.</param>
    public static string PrintBody(WasmModule module, int function, PrintOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        var output = new TextOutput(options ?? PrintOptions.Default);
        new FieldPrinter(module, output).PrintBodyOf(function);
        return output.ToString();
    }
}

/// <summary>Text being printed.</summary>
internal sealed class TextOutput(PrintOptions options)
{
    private const int DeepestIndentation = 40;

    private readonly StringBuilder _text = new();

    public PrintOptions Options => options;

    public int Level { get; set; }

    public TextOutput Write(string text)
    {
        _text.Append(text);
        return this;
    }

    public TextOutput Write(char character)
    {
        _text.Append(character);
        return this;
    }

    public TextOutput Write(ulong value)
    {
        _text.Append(value);
        return this;
    }

    public TextOutput Space(string text)
    {
        _text.Append(' ').Append(text);
        return this;
    }

    public TextOutput Line()
    {
        _text.Append('\n').Append(' ', Math.Min(Level, DeepestIndentation) * options.Indentation);
        return this;
    }

    public TextOutput String(ReadOnlySpan<byte> bytes)
    {
        LiteralFormatter.AppendString(_text, bytes);
        return this;
    }

    public TextOutput Name(string name) => String(Encoding.UTF8.GetBytes(name));

    public TextOutput Comment(int index)
    {
        if (options.IndexComments)
        {
            _text.Append(" (;").Append(index).Append(";)");
        }

        return this;
    }

    public void Flush(TextWriter writer)
    {
        foreach (var chunk in _text.GetChunks())
        {
            writer.Write(chunk.Span);
        }

        _text.Clear();
    }

    public override string ToString() => _text.ToString();
}
