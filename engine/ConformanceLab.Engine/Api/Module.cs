using System.Text;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Runtime;
using ConformanceLab.Wasm.Text;
using ConformanceLab.Wasm.Validation;

namespace ConformanceLab.Wasm;

/// <summary>
/// A valid module, ready to be instantiated any number of times in any store of its engine. Immutable and thread-safe. Instances keep
/// what they need
/// of it: it may be disposed while they live.
/// </summary>
public sealed class Module : IDisposable
{
    private LoadedModule? _loaded;

    private Module(Engine engine, ValidatedModule validated)
    {
        var syntax = validated.Module;
        _loaded = new LoadedModule(engine, validated);
        Imports = [.. syntax.Imports.Select(import => new ImportType(import.Module, import.Name, TypeOf(_loaded, import)))];
        Exports = [.. syntax.Exports.Select(export => new ExportType(export.Name, TypeOf(_loaded, export)))];
    }

    /// <summary>What it imports, in order.</summary>
    public IReadOnlyList<ImportType> Imports { get; }

    /// <summary>What its instances export, in order.</summary>
    public IReadOnlyList<ExportType> Exports { get; }

    /// <summary>Its custom sections, in order.</summary>
    /// <exception cref="ObjectDisposedException">The module is disposed; so too for the following.</exception>
    public IReadOnlyList<CustomSection> CustomSections => Loaded.Syntax.CustomSections;

    /// <summary>How many functions it defines; imports don't count.</summary>
    /// <exception cref="ObjectDisposedException">The module is disposed.</exception>
    public int FunctionCount => Loaded.Syntax.Functions.Count;

    /// <summary>Names for people: from the name section, or the identifiers of the text.</summary>
    /// <exception cref="ObjectDisposedException">The module is disposed.</exception>
    public NameMap Names => Loaded.Syntax.Names;

    /// <summary>Its name, if it has one.</summary>
    public string? Name => Names.Module;

    internal LoadedModule Loaded
    {
        get
        {
            var loaded = Volatile.Read(ref _loaded);
            ObjectDisposedException.ThrowIf(loaded is null, this);
            return loaded;
        }
    }

    /// <summary>Reads and validates a module in the binary format.</summary>
    /// <param name="engine">The engine that it is for.</param>
    /// <param name="bytes">The module; they are copied.</param>
    /// <exception cref="ModuleException">It is malformed, invalid, or beyond the implementation's limits.</exception>
    /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
    public static Module FromBytes(Engine engine, ReadOnlySpan<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(engine);
        CheckSize(bytes.Length);
        return new Module(engine, ReadBinary(bytes.ToArray(), engine.Options.Features));
    }

    /// <summary>Reads and validates a module in the text format.</summary>
    /// <param name="engine">The engine that it is for.</param>
    /// <param name="text">One module, or the fields of one.</param>
    /// <exception cref="ModuleException">It is malformed, invalid, or beyond the implementation's limits.</exception>
    /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
    public static Module FromText(Engine engine, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return FromText(engine, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Reads and validates a module in the text format.</summary>
    /// <param name="engine">The engine that it is for.</param>
    /// <param name="utf8">One module, or the fields of one; it is copied.</param>
    /// <exception cref="ModuleException">It is malformed, invalid, or beyond the implementation's limits.</exception>
    /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
    public static Module FromText(Engine engine, ReadOnlySpan<byte> utf8)
    {
        ArgumentNullException.ThrowIfNull(engine);
        CheckSize(utf8.Length);
        return new Module(engine, ReadText(utf8.ToArray(), engine.Options.Features));
    }

    /// <summary>Reads and validates a module from a file: in the binary format if it begins so, otherwise in the text format.</summary>
    /// <exception cref="ModuleException">It is malformed, invalid, or beyond the implementation's limits.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
    public static Module FromFile(Engine engine, string path)
    {
        ArgumentNullException.ThrowIfNull(engine);
        CheckSize(new FileInfo(path).Length);
        var bytes = File.ReadAllBytes(path);
        var syntax = bytes.AsSpan().StartsWith("\0asm"u8)
            ? ReadBinary(bytes, engine.Options.Features)
            : ReadText(bytes, engine.Options.Features);
        return new Module(engine, syntax);
    }

    /// <summary>Takes a module over that has been read already, by the reader or the text parser, and validates it.</summary>
    /// <exception cref="ModuleException">It is invalid, or beyond the implementation's limits.</exception>
    /// <exception cref="ObjectDisposedException">The engine is disposed.</exception>
    public static Module FromSyntax(Engine engine, WasmModule syntax)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(syntax);
        return new Module(engine, Validate(syntax));
    }

    /// <summary>Whether bytes are a valid module with the engine's features; if not, why.</summary>
    /// <returns>Null if it is valid.</returns>
    public static ModuleException? Validate(Engine engine, ReadOnlySpan<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(engine);
        try
        {
            CheckSize(bytes.Length);
            ReadBinary(bytes.ToArray(), engine.Options.Features);
            return null;
        }
        catch (ModuleException error)
        {
            return error;
        }
    }

    /// <summary>
    /// Compiles all functions now, on all processors, if the engine's tier compiles; what has been compiled is not compiled again. Without
    /// it that is done when <see cref="EngineOptions.Compilation"/> says. Thread-safe.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The module is disposed.</exception>
    /// <exception cref="OutOfMemoryException">There is no room for code.</exception>
    public void CompileAll() => Runtime.Executors.CompileAll(Loaded);

    /// <summary>
    /// Shows what the engine's tier makes of a function: machine code beside text. For people; to run a function nothing of it is needed.
    /// Thread-safe.
    /// </summary>
    /// <param name="functionIndex">A function that the module defines; imports count.</param>
    /// <exception cref="ArgumentOutOfRangeException">The module defines no such function.</exception>
    /// <exception cref="NotSupportedException">The engine's tier makes no machine code.</exception>
    /// <exception cref="ObjectDisposedException">The module is disposed.</exception>
    /// <exception cref="OutOfMemoryException">There is no room for code.</exception>
    public FunctionExplanation Explain(int functionIndex) => Explain([functionIndex]).Single();

    /// <summary>
    /// The same for many functions, each when it is asked for: what they share is prepared once. The sequence is for one thread at a time.
    /// </summary>
    /// <param name="functionIndices">Functions that the module defines; imports count.</param>
    /// <param name="withStages">Whether <see cref="FunctionExplanation.Stages"/> are wanted too, which are most of the work.</param>
    /// <exception cref="NotSupportedException">The engine's tier makes no machine code.</exception>
    /// <exception cref="ObjectDisposedException">The module is disposed.</exception>
    public IEnumerable<FunctionExplanation> Explain(IEnumerable<int> functionIndices, bool withStages = true)
    {
        ArgumentNullException.ThrowIfNull(functionIndices);
        return Runtime.Executors.Explain(Loaded, functionIndices, withStages);
    }

    /// <summary>
    /// How often each basic block of the module's machine code has been executed so far, by all its instances: a list of the functions
    /// that have been compiled, in the order in which they were. Exact as long as one thread at a time runs the module. Thread-safe.
    /// </summary>
    /// <exception cref="InvalidOperationException">The engine was made without <see cref="EngineOptions.CountBlocks"/>.</exception>
    /// <exception cref="NotSupportedException">The engine's tier makes no machine code.</exception>
    /// <exception cref="ObjectDisposedException">The module is disposed.</exception>
    public IReadOnlyList<FunctionBlocks> ReadBlockCounts() => Runtime.Executors.ReadBlockCounts(Loaded);

    /// <summary>Lets go of types and code, as far as no instance needs them.</summary>
    public void Dispose() => Interlocked.Exchange(ref _loaded, null)?.RemoveOwner();

    private static ValidatedModule ReadBinary(byte[] bytes, WasmFeatures features)
    {
        // One traversal of the bodies is enough: the validator's. Only after an error it matters whether something was malformed.
        var syntax = ModuleReader.Read(bytes, features, checkBodies: false);
        return Validate(syntax);
    }

    private static ValidatedModule ReadText(byte[] text, WasmFeatures features)
    {
        try
        {
            return ModuleValidator.Validate(TextParser.ParseModule(text, features));
        }
        catch (ModuleException error) when (error.Kind == ModuleErrorKind.InvalidCustom)
        {
            // Found while the text was parsed; what is invalid without its annotations is invalid before all else.
            ModuleValidator.Validate(TextParser.ParseModule(text, features, readAnnotations: false));
            throw;
        }
    }

    private static ValidatedModule Validate(WasmModule syntax)
    {
        try
        {
            return ModuleValidator.Validate(syntax);
        }
        catch (ModuleException)
        {
            // A malformed body comes before anything that is invalid, and a body without its end is reported as read in place.
            ModuleReader.CheckBodies(syntax);
            throw;
        }
    }

    private static void CheckSize(long size)
    {
        if (size > ImplementationLimits.ModuleBytes)
        {
            throw new ModuleException(
                ModuleErrorKind.LimitExceeded, "implementation limit", $"{size} bytes, at most {ImplementationLimits.ModuleBytes}");
        }
    }

    private static ExternType TypeOf(LoadedModule module, Import import) => import.Kind switch
    {
        ExternKind.Function => new FunctionExternType(module.FunctionTypeOf(import.TypeIndex)),
        ExternKind.Table => new TableExternType(import.Table with { Element = module.Types.ToCanonical(import.Table.Element) }),
        ExternKind.Memory => new MemoryExternType(import.Memory),
        ExternKind.Global => new GlobalExternType(import.Global with { Value = module.Types.ToCanonical(import.Global.Value) }),
        _ => new TagExternType(module.FunctionTypeOf(import.TypeIndex)),
    };

    private static ExternType TypeOf(LoadedModule module, Export export)
    {
        switch (export.Kind)
        {
            case ExternKind.Function:
                return new FunctionExternType(module.FunctionTypeOf(module.FunctionTypeIndices[export.Index]));
            case ExternKind.Table:
                var table = module.Tables[export.Index];
                return new TableExternType(table with { Element = module.Types.ToCanonical(table.Element) });
            case ExternKind.Memory:
                return new MemoryExternType(module.Memories[export.Index]);
            case ExternKind.Global:
                var global = module.Globals[export.Index];
                return new GlobalExternType(global with { Value = module.Types.ToCanonical(global.Value) });
            default:
                return new TagExternType(module.FunctionTypeOf(module.TagTypeIndices[export.Index]));
        }
    }
}
