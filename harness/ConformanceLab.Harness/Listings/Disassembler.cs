using System.Globalization;
using ConformanceLab.Wasm;
using Iced.Intel;

namespace ConformanceLab.Harness.Listings;

/// <summary>Reads the machine code of one function, range by range from the front.</summary>
internal sealed class Disassembler
{
    private const int DataLine = 16;

    // A map may name thousands of slots, at each of thousands of calls.
    private const int ShownReferences = 12;

    private readonly FunctionExplanation _function;
    private readonly FrameNames _frame;
    private readonly OperandNames _operands;
    private readonly NasmFormatter _formatter;
    private readonly StringOutput _output = new();
    private readonly byte[] _code;
    private readonly HashSet<int> _targets;
    private readonly Dictionary<int, TrapPoint> _faults;
    private readonly Dictionary<int, TrapPoint> _explicitTraps;
    private readonly Dictionary<int, CallPoint> _calls;
    private readonly Dictionary<int, MachineNote> _outOfLine;
    private readonly ILookup<int, int> _landingPads;

    public Disassembler(FunctionExplanation function)
    {
        _function = function;
        _code = function.Code.ToArray();
        _frame = new FrameNames(function);
        _operands = new OperandNames(function, _frame);
        _formatter = CreateFormatter(_operands);
        _faults = function.Traps.Where(static trap => trap.IsFault).ToDictionary(static trap => trap.Offset);
        _explicitTraps = function.Traps.Where(static trap => !trap.IsFault).ToDictionary(static trap => trap.Offset);
        _calls = function.Calls.ToDictionary(static call => call.Offset);
        _outOfLine = FindOutOfLine(function);
        _landingPads = function.Handlers.Index()
            .Where(static entry => entry.Item.LandingPad is not null)
            .ToLookup(static entry => entry.Item.LandingPad!.Value, static entry => entry.Index);
        _targets = FindTargets();
    }

    /// <summary>The instructions of a range, or its data.</summary>
    public IReadOnlyList<MachineLine> Read(CodeRange range) => range.Part == CodePart.Constants ? ReadData(range) : ReadCode(range);

    private static NasmFormatter CreateFormatter(OperandNames operands)
    {
        var formatter = new NasmFormatter(new AddressNames(operands));
        formatter.Options.HexPrefix = "0x";
        formatter.Options.HexSuffix = null;
        formatter.Options.UppercaseHex = false;
        formatter.Options.SpaceAfterOperandSeparator = true;
        formatter.Options.BranchLeadingZeros = false;
        formatter.Options.ShowBranchSize = false;
        formatter.Options.SmallHexNumbersInDecimal = true;
        return formatter;
    }

    // What a jump to the start of code out of line means.
    private static Dictionary<int, MachineNote> FindOutOfLine(FunctionExplanation function)
    {
        var traps = function.Traps.Where(static trap => !trap.IsFault).ToDictionary(static trap => trap.Offset, static trap => trap.Code);
        var notes = new Dictionary<int, MachineNote>();
        foreach (var range in function.Ranges)
        {
            var note = range.Part switch
            {
                CodePart.Trap => new MachineNote(
                    NoteKind.Trap,
                    traps.TryGetValue(range.Offset + range.Length, out var code) ? $"to trap: {code.Message()}" : "to trap"),
                CodePart.Interruption => new MachineNote(NoteKind.OutOfLine, "to interruption"),
                CodePart.Veneer => new MachineNote(NoteKind.OutOfLine, NameOfVeneer(function, range)),
                CodePart.SlowPath => new MachineNote(NoteKind.OutOfLine, "to slow path"),
                _ => null,
            };
            if (note is not null)
            {
                notes.Add(range.Offset, note);
            }
        }

        return notes;
    }

    // It begins with the address of the slot that it goes through: mov r11, slot.
    private static string NameOfVeneer(FunctionExplanation function, CodeRange range)
    {
        var decoder = Decoder.Create(64, new ByteArrayCodeReader(function.Code.ToArray(), range.Offset, range.Length));
        return function.Symbols.Find((long)decoder.Decode().Immediate64) is { } address ? OperandNames.Describe(address) : "elsewhere";
    }

    private HashSet<int> FindTargets()
    {
        var targets = new HashSet<int>();
        foreach (var range in _function.Ranges.Where(static range => range.Part != CodePart.Constants))
        {
            foreach (var instruction in Decode(range))
            {
                if (TargetOf(instruction) is { } target)
                {
                    targets.Add(target);
                }
            }
        }

        return targets;
    }

    // The code is taken to begin at address 0: then addresses are offsets.
    private IEnumerable<Instruction> Decode(CodeRange range)
    {
        var decoder = Decoder.Create(64, new ByteArrayCodeReader(_code, range.Offset, range.Length), (ulong)range.Offset);
        var end = (ulong)(range.Offset + range.Length);
        while (decoder.IP < end)
        {
            yield return decoder.Decode();
        }
    }

    private static int? TargetOf(in Instruction instruction) =>
        instruction.FlowControl is FlowControl.ConditionalBranch or FlowControl.UnconditionalBranch or FlowControl.Call
            ? (int)instruction.NearBranchTarget
            : null;

    private List<MachineLine> ReadCode(CodeRange range)
    {
        var lines = new List<MachineLine>();
        _operands.Forget();
        foreach (var instruction in Decode(range))
        {
            var offset = (int)instruction.IP;
            if (_targets.Contains(offset))
            {
                _operands.Forget();
            }

            _formatter.Format(instruction, _output);
            var text = _output.ToStringAndReset();
            var target = TargetOf(instruction);
            lines.Add(new MachineLine(offset, instruction.Length, text, target, NotesOf(instruction, target)));
        }

        return lines;
    }

    private List<MachineNote> NotesOf(in Instruction instruction, int? target)
    {
        var notes = new List<MachineNote>();
        foreach (var handler in _landingPads[(int)instruction.IP])
        {
            notes.Add(new MachineNote(NoteKind.LandingPad, $"landing pad of {NameOfHandler(handler)}"));
        }

        if (_operands.Next(instruction) is { } operand)
        {
            notes.Add(new MachineNote(NoteKind.Operand, operand));
        }

        if (_faults.TryGetValue((int)instruction.IP, out var fault))
        {
            notes.Add(new MachineNote(NoteKind.Trap, $"may fault: {fault.Code.Message()}"));
        }

        if (_explicitTraps.TryGetValue((int)instruction.NextIP, out var trap))
        {
            notes.Add(new MachineNote(NoteKind.Trap, $"traps: {trap.Code.Message()}"));
        }

        if (target is { } place && _outOfLine.TryGetValue(place, out var aim))
        {
            notes.Add(aim);
        }

        if (target == 0 && instruction.FlowControl == FlowControl.Call)
        {
            notes.Add(new MachineNote(NoteKind.Operand, "calls itself"));
        }

        if (_calls.TryGetValue((int)instruction.NextIP, out var call))
        {
            notes.Add(new MachineNote(NoteKind.References, DescribeReferences(call)));
            if (call.Handler is { } handler)
            {
                notes.Add(new MachineNote(NoteKind.Handler, NameOfHandler(handler)));
            }
        }

        return notes;
    }

    private string NameOfHandler(int handler) =>
        string.Create(CultureInfo.InvariantCulture, $"handler {handler} ({_function.Handlers[handler].Kind})");

    private string DescribeReferences(CallPoint call)
    {
        var shown = call.References.Take(ShownReferences + 1).Select(
            offset => _frame.Find(offset) is { } name ? $"{name} {FrameNames.Address(offset)}" : FrameNames.Address(offset)).ToList();
        return shown.Count == 0 ? "no references"
            : shown.Count <= ShownReferences ? $"references: {string.Join(", ", shown)}"
            : $"references: {string.Join(", ", shown.Take(ShownReferences))} and more";
    }

    private List<MachineLine> ReadData(CodeRange range)
    {
        var lines = new List<MachineLine>();
        for (var offset = range.Offset; offset < range.Offset + range.Length; offset += DataLine)
        {
            var length = Math.Min(DataLine, range.Offset + range.Length - offset);
            var text = string.Join(' ', _code.AsSpan(offset, length).ToArray().Select(
                static value => value.ToString("x2", CultureInfo.InvariantCulture)));
            lines.Add(new MachineLine(offset, length, text, null, []));
        }

        return lines;
    }

    /// <summary>Names instead of addresses, which would be others in every process.</summary>
    private sealed class AddressNames(OperandNames operands) : ISymbolResolver
    {
        public bool TryGetSymbol(
            in Instruction instruction, int operand, int instructionOperand, ulong address, int addressSize, out SymbolResult symbol)
        {
            if (operands.AddressIn(instruction) is { } known)
            {
                symbol = new SymbolResult(address, OperandNames.Describe(known));
                return true;
            }

            symbol = default;
            return false;
        }
    }
}
