using System.Runtime.InteropServices;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Codegen;

/// <summary>
/// How the code of a function calls others of its module. One compiler's, for one function after another.
/// <code>
///   code that stays      call code, jmp code                 the distance is filled in where the code is placed
///   the first few        mov r11, slot; call [r11]
///   all others           call veneer            …  behind the code, once a function:  veneer:  mov r11, slot; jmp [r11]
/// </code>
/// A processor predicts an indirect call by what it remembers of this one call, and it remembers some thousands. In code that has as many, each
/// executed now and then, it has to wait for the slot at every other one; where a direct call goes stands in the code.
/// </summary>
/// <param name="native">The module.</param>
internal sealed class OwnCalls(NativeModule native)
{
    // A jump more is dearer than to remember a few calls.
    private const int Few = 3;

    // Functions that are told apart: of others the last one counts. No more, because a module has up to a million, and compilers come and go.
    private const int Places = 1024;

    private readonly Callee[] _callees = new Callee[Places];
    private int _caller;
    private readonly Buffer<Veneer> _veneers = new(16);
    private readonly Buffer<DirectCall> _directCalls = new(16);
    private bool _isAlone;
    private Label _start;
    private Label _elsewhere;
    private bool _hasJumps;

    // How often a caller has called a function through its slot so far; behind Few the number of its veneer, from 1.
    private record struct Callee(int Caller, int Function, int Calls);

    // A jump that calls share: where it is, where it goes, the first of the calls.
    private readonly record struct Veneer(Label Label, nint Slot, int Bytecode);

    /// <summary>The calls and jumps whose distance is to be filled in.</summary>
    public ReadOnlySpan<DirectCall> DirectCalls => _directCalls.Items;

    /// <summary>Begins with another function.</summary>
    /// <param name="start">A label of its code.</param>
    /// <param name="isAlone">Whether its code must not depend on what has been compiled before: it is counted, or explained.</param>
    public void Reset(Label start, bool isAlone)
    {
        _caller++;
        _veneers.Clear();
        _directCalls.Clear();
        (_start, _isAlone, _hasJumps) = (start, isAlone, false);
    }

    /// <summary>Whether the code of a function, by its index among those that the module defines, is called and jumped to without its slot.</summary>
    public bool IsDirect(int function) => !_isAlone && native.FinalCodeOf(function) != 0;

    /// <summary>Jumps to the code of a function that is reached without its slot.</summary>
    /// <param name="assembler">Where the code goes.</param>
    /// <param name="function">Its index among the functions that the module defines.</param>
    public void Jump(Assembler assembler, int function)
    {
        // Not to a label that is bound: the jump might be a short one.
        if (!_hasJumps)
        {
            _hasJumps = true;
            _elsewhere = assembler.NewLabel();
        }

        assembler.Jmp(_elsewhere);
        _directCalls.Add(new DirectCall(assembler.Offset, native.FinalCodeOf(function)));
    }

    /// <summary>Calls a function. Destroys r11.</summary>
    /// <param name="assembler">Where the code goes.</param>
    /// <param name="function">Its index among the functions that the module defines.</param>
    /// <param name="bytecode">The call, in bytes from the body's start.</param>
    public void Call(Assembler assembler, int function, int bytecode)
    {
        if (IsDirect(function))
        {
            // Any label does: the distance is another one.
            assembler.Call(_start);
            _directCalls.Add(new DirectCall(assembler.Offset, native.FinalCodeOf(function)));
            return;
        }

        ref var callee = ref _callees[function % Places];
        if (callee.Caller != _caller || callee.Function != function)
        {
            callee = new Callee(_caller, function, 0);
        }

        if (callee.Calls < Few)
        {
            callee.Calls++;
            assembler.Mov(R11, native.SlotOf(function));
            assembler.Call(new MemoryOperand(R11));
            return;
        }

        if (callee.Calls == Few)
        {
            _veneers.Add(new Veneer(assembler.NewLabel(), native.SlotOf(function), bytecode));
            callee.Calls = Few + _veneers.Count;
        }

        assembler.Call(_veneers[callee.Calls - Few - 1].Label);
    }

    /// <summary>Writes what the function needs behind its code: the veneers.</summary>
    public void End(Assembler assembler, CompilationTrace? trace)
    {
        foreach (var (label, slot, bytecode) in _veneers.Items)
        {
            trace?.Begin(assembler.Offset, CodePart.Veneer, bytecode);
            assembler.Bind(label);
            assembler.Mov(R11, slot);
            assembler.Jmp(new MemoryOperand(R11));
        }

        if (_hasJumps)
        {
            assembler.Bind(_elsewhere);
        }
    }
}
