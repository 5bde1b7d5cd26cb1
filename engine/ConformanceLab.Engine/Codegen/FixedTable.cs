using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Codegen;

/// <summary>
/// A table that never changes (<see cref="FixedTables"/>), as code of its module reads it, whatever the instance. A call through it looks
/// for neither the table nor an instance, nor, where calls are not noted, for the function's slot: what the slots hold stands here as well, one
/// load nearer to a jump that was perhaps predicted wrong (<see cref="CodeCopies"/>). Thread-safe.
/// <code>
///   Address ─▶ │ code │ code │ code │ …   length × 8 bytes     0 where there is no function
///              │ slot │ slot │ slot │ …   length × 8 bytes     if calls are noted, which are known by slots
///              │ type │ type │ type │ …   length × 4 bytes     canonical; of no type where there is none
/// </code>
/// </summary>
internal sealed unsafe class FixedTable
{
    /// <summary>So many functions of a type may be told apart without knowing which of them are called.</summary>
    public const int Few = 4;

    private const int NoType = -1;

    private readonly LoadedModule _module;
    private readonly int[] _functions;
    private readonly int[] _types;
    private readonly int _slots;
    private readonly int _typesOffset;
    private readonly bool _isOfOneType;
    private readonly Lazy<Dictionary<int, List<int>>> _functionsOfTypes;

    /// <summary>Lays a table out.</summary>
    /// <param name="native">The module.</param>
    /// <param name="functions">What <see cref="FixedTables.ContentsOf"/> says.</param>
    /// <param name="arena">Where the memory is from.</param>
    public FixedTable(Baseline.NativeModule native, int[] functions, NativeArena arena)
    {
        _module = native.Module;
        _functions = functions;
        _types = new int[functions.Length];
        _slots = native.Tiering is null ? 0 : functions.Length;
        _typesOffset = (functions.Length + _slots) * sizeof(nint);
        var cells = arena.AllocateUninitialized<nint>(functions.Length + _slots + ((functions.Length + 1) / 2));
        Address = (nint)cells;
        var defined = new int[functions.Length];
        for (var index = 0; index < functions.Length; index++)
        {
            var function = functions[index];
            var isNull = function == FixedTables.Null;
            defined[index] = isNull ? -1 : function - _module.ImportedFunctions;
            if (_slots > 0)
            {
                cells[_slots + index] = isNull ? 0 : native.SlotOf(defined[index]);
            }

            _types[index] = isNull ? NoType : _module.Types[_module.FunctionTypeIndices[function]];
        }

        native.Copies.Add(defined, cells);
        HasNulls = _types.Contains(NoType);
        _isOfOneType = _types.Length > 0 && !_types.AsSpan().ContainsAnyExcept(_types[0]);
        _functionsOfTypes = new Lazy<Dictionary<int, List<int>>>(GroupByType);
        _types.CopyTo(new Span<int>((byte*)Address + _typesOffset, functions.Length));
    }

    /// <summary>Where its cells are.</summary>
    public nint Address { get; }

    // Whether some element is null.
    private bool HasNulls { get; }

    /// <summary>The function at an index, which counts imports, if it is there and of exactly a type of the module; otherwise null.</summary>
    public int? Find(long index, int type) =>
        index >= 0 && index < _functions.Length && _types[index] == _module.Types[type] ? _functions[index] : null;

    /// <summary>The index of a function that is there once; otherwise null.</summary>
    public int? IndexOf(int function)
    {
        var first = Array.IndexOf(_functions, function);
        return first >= 0 && Array.LastIndexOf(_functions, function) == first ? first : null;
    }

    /// <summary>
    /// The functions of exactly a type of the module, each once, if they are not more than <see cref="Few"/>; otherwise null. The table is
    /// looked through once.
    /// </summary>
    public IReadOnlyList<int>? FunctionsOf(int type)
    {
        var found = _functionsOfTypes.Value.GetValueOrDefault(_module.Types[type], []);
        return found.Count > Few ? null : found;
    }

    /// <summary>Whether a call must compare an element's type with one of the module: others are in the table, or nulls.</summary>
    public bool NeedsCheck(int type) => !_isOfOneType || _types[0] != _module.Types[type];

    // One more than a few, where there are more.
    private Dictionary<int, List<int>> GroupByType()
    {
        var groups = new Dictionary<int, List<int>>();
        for (var index = 0; index < _functions.Length; index++)
        {
            ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, _types[index], out _);
            group ??= [];
            if (_types[index] != NoType && group.Count <= Few && !group.Contains(_functions[index]))
            {
                group.Add(_functions[index]);
            }
        }

        return groups;
    }

    /// <summary>
    /// rax: the code of the function at an index, which is of exactly a type of the module; or its slot. Destroys r11. spec: exec-call_indirect
    /// <para>DANGER: the sandbox depends on the next lines, as on those that look into a table that may change.</para>
    /// </summary>
    /// <param name="assembler">Where the code goes.</param>
    /// <param name="index">The index, all 64 bits of it; it may be in rax, not in r11.</param>
    /// <param name="type">The type, which is final.</param>
    /// <param name="outside">Where it goes if there is no such element.</param>
    /// <param name="mismatch">Where it goes if the element is of another type. Needed if <see cref="NeedsCheck"/>.</param>
    /// <param name="takesSlot">Whether the slot is wanted; only where calls are noted.</param>
    /// <returns>If there are nulls, where it goes for these and for other types, to <see cref="EmitWrong"/>.</returns>
    public Label? EmitTake(Assembler assembler, Register index, int type, Label outside, Label? mismatch, bool takesSlot = false)
    {
        if (takesSlot && _slots != _functions.Length)
        {
            throw new InvalidOperationException("calls are not noted: the table has no slots");
        }

        Label? wrong = HasNulls ? assembler.NewLabel() : null;
        assembler.Emit(Cmp, Qword, index, _functions.Length);
        assembler.Jcc(Condition.AboveOrEqual, outside);
        assembler.Mov(R11, Address);
        if (NeedsCheck(type))
        {
            assembler.Emit(Cmp, Dword, new MemoryOperand(R11, index, 4, _typesOffset), _module.Types[type]);
            assembler.Jcc(Condition.NotEqual, (wrong ?? mismatch)!.Value);
        }

        assembler.Mov(Qword, Rax, new MemoryOperand(R11, index, 8, takesSlot ? _slots * sizeof(nint) : 0));
        return wrong;
    }

    /// <summary>Where an element is null or of another type, and r11 the address of the cells: goes on if it is null.</summary>
    public static void EmitWrong(Assembler assembler, Register index, Label mismatch)
    {
        assembler.Emit(Cmp, Qword, new MemoryOperand(R11, index, 8), 0);
        assembler.Jcc(Condition.NotEqual, mismatch);
    }
}
