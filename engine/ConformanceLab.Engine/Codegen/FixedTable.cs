using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Codegen;

/// <summary>
/// A table that never changes (<see cref="FixedTables"/>), as code of its module reads it, whatever the instance. A call through it looks for
/// neither the table nor an instance.
/// <code>
///   Address ─▶ │ slot │ slot │ slot │ …   length × 8 bytes     0 where there is no function
///              │ type │ type │ type │ …   length × 4 bytes     canonical; of no type where there is none
/// </code>
/// </summary>
internal sealed unsafe class FixedTable
{
    private const int NoType = -1;

    private readonly LoadedModule _module;
    private readonly int[] _functions;
    private readonly int[] _types;
    private readonly bool _isOfOneType;

    /// <summary>Lays a table out.</summary>
    /// <param name="native">The module.</param>
    /// <param name="functions">What <see cref="FixedTables.ContentsOf"/> says.</param>
    /// <param name="arena">Where the memory is from.</param>
    public FixedTable(Baseline.NativeModule native, int[] functions, NativeArena arena)
    {
        _module = native.Module;
        _functions = functions;
        _types = new int[functions.Length];
        var slots = arena.AllocateUninitialized<nint>(functions.Length + ((functions.Length + 1) / 2));
        Address = (nint)slots;
        for (var index = 0; index < functions.Length; index++)
        {
            var function = functions[index];
            var isNull = function == FixedTables.Null;
            slots[index] = isNull ? 0 : native.SlotOf(function - _module.ImportedFunctions);
            _types[index] = isNull ? NoType : _module.Types[_module.FunctionTypeIndices[function]];
        }

        HasNulls = _types.Contains(NoType);
        _isOfOneType = _types.Length > 0 && !_types.AsSpan().ContainsAnyExcept(_types[0]);
        _types.CopyTo(new Span<int>(slots + functions.Length, functions.Length));
    }

    /// <summary>Number of elements.</summary>
    public int Length => _functions.Length;

    /// <summary>Where its slots and types are.</summary>
    public nint Address { get; }

    /// <summary>Whether some element is null.</summary>
    public bool HasNulls { get; }

    /// <summary>The function at an index, which counts imports, if it is there and of exactly a type of the module; otherwise null.</summary>
    public int? Find(long index, int type) =>
        index >= 0 && index < _functions.Length && _types[index] == _module.Types[type] ? _functions[index] : null;

    /// <summary>The index of a function that is there once; otherwise null.</summary>
    public int? IndexOf(int function)
    {
        var first = Array.IndexOf(_functions, function);
        return first >= 0 && Array.LastIndexOf(_functions, function) == first ? first : null;
    }

    /// <summary>The functions of exactly a type of the module, each once, if they are not more than a few; otherwise null.</summary>
    public IReadOnlyList<int>? FunctionsOf(int type, int few)
    {
        var found = new List<int>(few);
        for (var index = 0; index < _functions.Length; index++)
        {
            if (_types[index] == _module.Types[type] && !found.Contains(_functions[index]))
            {
                if (found.Count == few)
                {
                    return null;
                }

                found.Add(_functions[index]);
            }
        }

        return found;
    }

    /// <summary>
    /// rax: the slot of the function at an index, which is of exactly a type of the module. Destroys r11. spec: exec-call_indirect
    /// <para>DANGER: the sandbox depends on the next lines, as on those that look into a table that may change.</para>
    /// </summary>
    /// <param name="assembler">Where the code goes.</param>
    /// <param name="index">The index, all 64 bits of it.</param>
    /// <param name="type">The type, which is final.</param>
    /// <param name="outside">Where it goes if there is no such element.</param>
    /// <param name="wrong">Where it goes if the element is null or of another type; r11 is the address of the slots there.</param>
    public void EmitTake(Assembler assembler, Register index, int type, Label outside, Label wrong)
    {
        var canonical = _module.Types[type];
        assembler.Emit(Cmp, Qword, index, Length);
        assembler.Jcc(Condition.AboveOrEqual, outside);
        assembler.Mov(R11, Address);
        if (!_isOfOneType || _types[0] != canonical)
        {
            assembler.Emit(Cmp, Dword, new MemoryOperand(R11, index, 4, Length * sizeof(nint)), canonical);
            assembler.Jcc(Condition.NotEqual, wrong);
        }

        assembler.Mov(Qword, Rax, new MemoryOperand(R11, index, 8));
    }

    /// <summary>Where an element is null or of another type: goes on if it is null.</summary>
    public static void EmitWrong(Assembler assembler, Register index, Label mismatch)
    {
        assembler.Emit(Cmp, Qword, new MemoryOperand(R11, index, 8), 0);
        assembler.Jcc(Condition.NotEqual, mismatch);
    }
}
