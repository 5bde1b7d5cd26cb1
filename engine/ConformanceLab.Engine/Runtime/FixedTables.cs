using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Validation;

namespace ConformanceLab.Wasm.Runtime;

/// <summary>
/// Tables that never change and are alike in all instances of a module, which is how compilers of C, C++ and Rust make theirs: the module
/// defines them and does not export them, no instruction changes them, and its segments put its own functions at places that are numbers. So
/// a compiler knows which function is at which index. Thread-safe.
/// <para>
/// DANGER: calls that depend on it check neither the instance nor the type of what is really in the table. An instance whose segments trap
/// halfway may be called all the same, where they have put functions into a table of somebody else before: a table is fixed only if all of
/// its segments come before the first one that goes there.
/// </para>
/// </summary>
internal sealed class FixedTables
{
    /// <summary>What stands for an element that is null.</summary>
    public const int Null = -1;

    // Of all tables together: what is larger costs more memory than it saves time.
    private const long MaximumElements = 1 << 16;

    // spec: binary-expr
    private const byte End = 0x0B;
    private const byte RefNull = 0xD0;
    private const byte RefFunc = 0xD2;

    private readonly Lock _lock = new();

    private readonly LoadedModule _module;
    private readonly bool[] _mayChange;
    private int[]?[]? _contents;

    /// <summary>The tables of a module; they are looked at when they are first asked for.</summary>
    /// <param name="module">The module.</param>
    /// <param name="validated">What validation found, which is not held.</param>
    public FixedTables(LoadedModule module, ValidatedModule validated)
    {
        _module = module;
        _mayChange = new bool[validated.Tables.Length];
        for (var table = 0; table < _mayChange.Length; table++)
        {
            _mayChange[table] = validated.MayChangeTable(table);
        }
    }

    /// <summary>
    /// The functions at the indices of a table, <see cref="Null"/> where there is none; null if that may change or differ. Not to be changed.
    /// </summary>
    public int[]? ContentsOf(int table)
    {
        lock (_lock)
        {
            _contents ??= Find();
            return _contents[table];
        }
    }

    private int[]?[] Find()
    {
        var contents = new int[]?[_module.Tables.Length];
        var syntax = _module.Syntax;
        var isExported = new bool[contents.Length];
        foreach (var export in syntax.Exports)
        {
            if (export.Kind == ExternKind.Table)
            {
                isExported[export.Index] = true;
            }
        }

        var room = MaximumElements;
        for (var table = _module.ImportedTables; table < contents.Length; table++)
        {
            var length = _module.Tables[table].Limits.Minimum;
            if (!isExported[table] && !_mayChange[table] && length <= (ulong)room
                && TryReadFunction(syntax.Tables[table - _module.ImportedTables].Initializer, out var initial)
                && (initial == Null || initial >= _module.ImportedFunctions))
            {
                room -= (long)length;
                contents[table] = new int[length];
                contents[table].AsSpan().Fill(initial);
            }
        }

        // Whether somebody else may have functions of the instance by now.
        var isKnown = false;
        foreach (var segment in syntax.Elements)
        {
            if (segment.Mode != SegmentMode.Active)
            {
                continue;
            }

            if (segment.TableIndex < _module.ImportedTables)
            {
                isKnown = true;
            }
            else if (contents[segment.TableIndex] is { } functions && (isKnown || !TryApply(segment, functions)))
            {
                contents[segment.TableIndex] = null;
            }
        }

        return contents;
    }

    private bool TryApply(ElementSegment segment, Span<int> functions)
    {
        if (!ConstantExpressions.TryReadNumber(segment.Offset!.Value, out var offset) || offset > (ulong)functions.Length
            || (ulong)segment.Count > (ulong)functions.Length - offset)
        {
            return false;
        }

        var elements = functions.Slice((int)offset, segment.Count);
        for (var i = 0; i < elements.Length; i++)
        {
            if (segment.FunctionIndices.IsDefault)
            {
                if (!TryReadFunction(segment.Expressions[i], out elements[i]))
                {
                    return false;
                }
            }
            else
            {
                elements[i] = segment.FunctionIndices[i];
            }

            if (elements[i] != Null && elements[i] < _module.ImportedFunctions)
            {
                return false;
            }
        }

        return true;
    }

    // An expression that is a function alone, or null. A table without one begins with nulls.
    private bool TryReadFunction(Code? expression, out int function)
    {
        function = Null;
        if (expression is not { } code)
        {
            return true;
        }

        var reader = new ByteReader(code.Bytes.Span);
        switch (reader.ReadByte())
        {
            case RefNull:
                TypeReader.ReadHeapType(ref reader, _module.Syntax.Features);
                return IsOver(ref reader);
            case RefFunc:
                function = (int)reader.ReadU32();
                return IsOver(ref reader);
            default:
                return false;
        }
    }

    private static bool IsOver(ref ByteReader reader) => reader.ReadByte() == End && reader.IsAtEnd;
}
