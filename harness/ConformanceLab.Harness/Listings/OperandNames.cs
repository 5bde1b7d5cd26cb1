using System.Globalization;
using ConformanceLab.Wasm;
using Iced.Intel;

namespace ConformanceLab.Harness.Listings;

/// <summary>
/// Names for what machine instructions access. Follows pointers from the instance through registers, along straight code: a register that
/// is not known to hold a pointer has no name, and <see cref="Forget"/> says where nothing is known any more.
/// </summary>
internal sealed class OperandNames
{
    private const string InstanceStructure = "Instance";

    private readonly FunctionExplanation _function;
    private readonly FrameNames _frame;
    private readonly Dictionary<(string Structure, long Offset), LayoutField> _fields;
    private readonly Dictionary<Register, Pointer> _pointers = [];
    private readonly InstructionInfoFactory _info = new();

    /// <summary>What a register holds.</summary>
    /// <param name="Label">What it points to, for people.</param>
    /// <param name="Structure">The structure, or those that the elements of an array point to.</param>
    /// <param name="ElementBytes">Of an array: bytes of an element; otherwise 0.</param>
    /// <param name="Address">Known as a number in the code.</param>
    private readonly record struct Pointer(string Label, string? Structure, int ElementBytes = 0, CodeAddress? Address = null);

    public OperandNames(FunctionExplanation function, FrameNames frame)
    {
        _function = function;
        _frame = frame;
        _fields = function.Symbols.Fields.ToDictionary(static field => (field.Structure, (long)field.Offset));
        Forget();
    }

    /// <summary>Nothing is known of registers: code may come here from elsewhere.</summary>
    public void Forget()
    {
        // The convention: at every instruction r15 is the instance, r14 its base.
        _pointers.Clear();
        _pointers[Register.R15] = new Pointer("instance", InstanceStructure);
    }

    /// <summary>What the instruction accesses or calls, if that has a name; then takes it as executed.</summary>
    public string? Next(in Instruction instruction)
    {
        var memory = MemoryOperand(instruction);
        var (label, loaded) = memory < 0 ? default : Find(instruction);
        if (instruction.FlowControl == FlowControl.IndirectCall
            && memory < 0
            && _pointers.TryGetValue(instruction.Op0Register, out var called))
        {
            // The stub calls what r11 says.
            label = called.Address?.Kind == CodeAddressKind.HelperStub && _pointers.TryGetValue(Register.R11, out var helper)
                ? $"calls {helper.Label}"
                : $"calls {called.Label}";
        }

        Execute(instruction, memory, loaded);
        return label;
    }

    /// <summary>What a 64-bit number in an instruction is the address of.</summary>
    public CodeAddress? AddressIn(in Instruction instruction) =>
        instruction.OpCount == 2 && instruction.Op1Kind == OpKind.Immediate64
            ? _function.Symbols.Find((long)instruction.Immediate64)
            : null;

    /// <summary>An address for people.</summary>
    public static string Describe(CodeAddress address) => address.Kind switch
    {
        CodeAddressKind.FunctionSlot => $"slot of {address.Name}",
        CodeAddressKind.Helper => $"helper {address.Name}",
        CodeAddressKind.HelperStub => "helper stub",
        CodeAddressKind.Table => $"functions of table {address.Name}",
        _ => address.Name,
    };

    private static int MemoryOperand(in Instruction instruction)
    {
        for (var operand = 0; operand < instruction.OpCount; operand++)
        {
            if (instruction.GetOpKind(operand) == OpKind.Memory)
            {
                return operand;
            }
        }

        return -1;
    }

    // The name of the memory operand, and what the value there points to.
    private (string? Label, Pointer? Loaded) Find(in Instruction instruction)
    {
        if (instruction.IsIPRelativeMemoryOperand)
        {
            return (DescribeConstant(instruction), null);
        }

        var displacement = (long)instruction.MemoryDisplacement64;
        if (instruction.MemoryBase == Register.R14)
        {
            return (_function.Symbols.IsHeapTheBase ? "heap" : $"memory {_function.Symbols.NameOf(ExternKind.Memory, 0)}", null);
        }

        if (instruction.MemoryIndex != Register.None)
        {
            return _pointers.TryGetValue(instruction.MemoryBase, out var array) && array.Address?.Kind == CodeAddressKind.Table
                ? (array.Label, null)
                : default;
        }

        if (instruction.MemoryBase == Register.RBP)
        {
            return (_frame.Find((int)displacement), null);
        }

        if (instruction.MemoryBase == Register.R15 && _function.Symbols.FindInInstance((int)displacement) is { } member)
        {
            var name = $"{NameOf(member.Kind.ToString())} {_function.Symbols.NameOf(member.Kind, member.Index)}";
            var own = new Pointer(name, member.Kind.ToString());
            return member.Kind == ExternKind.Function ? (name, own) : Find(own, member.Offset);
        }

        return _pointers.TryGetValue(instruction.MemoryBase, out var pointer) ? Find(pointer, displacement) : default;
    }

    private (string? Label, Pointer? Loaded) Find(Pointer pointer, long displacement)
    {
        if (pointer.ElementBytes > 0)
        {
            var index = (int)(displacement / pointer.ElementBytes);
            var element = Enum.TryParse<ExternKind>(pointer.Structure, out var kind)
                ? $"{NameOf(pointer.Structure)} {_function.Symbols.NameOf(kind, index)}"
                : string.Create(CultureInfo.InvariantCulture, $"{pointer.Label}[{index}]");
            return (element, pointer.Structure is null ? null : new Pointer(element, pointer.Structure));
        }

        if (pointer.Structure is null || !_fields.TryGetValue((pointer.Structure, displacement), out var field))
        {
            return (pointer.Label, null);
        }

        var label = $"{pointer.Label}.{field.Name}";
        return (label, field.ElementBytes > 0 ? new Pointer(label, field.Target, field.ElementBytes)
            : field.Target is { } target ? new Pointer(NameOf(target), target)
            : null);
    }

    private void Execute(in Instruction instruction, int memory, Pointer? loaded)
    {
        if (instruction.FlowControl is FlowControl.Call or FlowControl.IndirectCall)
        {
            Forget();
            return;
        }

        Pointer? result = null;
        if (instruction.Op0Kind == OpKind.Register && instruction.Op0Register.IsGPR64())
        {
            // What is added to an offset is where that counts from.
            var isLoad = instruction.Mnemonic is Mnemonic.Mov or Mnemonic.Add && memory == 1;
            result = isLoad && !(instruction.Mnemonic == Mnemonic.Add && loaded?.ElementBytes > 0) ? loaded
                : instruction.Mnemonic == Mnemonic.Mov && instruction.Op1Kind == OpKind.Register
                    ? _pointers.TryGetValue(instruction.Op1Register, out var copied) ? copied : null
                : AddressIn(instruction) is { } address ? new Pointer(Describe(address), null, 0, address)
                : null;
        }

        foreach (var register in _info.GetInfo(instruction).GetUsedRegisters())
        {
            if (register.Access is not (OpAccess.Read or OpAccess.CondRead or OpAccess.None or OpAccess.NoMemAccess)
                && register.Register.GetFullRegister() is var written && written != Register.R15)
            {
                _pointers.Remove(written);
            }
        }

        if (result is { } pointer && instruction.Op0Register != Register.R15)
        {
            _pointers[instruction.Op0Register] = pointer;
        }
    }

    private string? DescribeConstant(in Instruction instruction)
    {
        var offset = (long)instruction.IPRelativeMemoryAddress;
        var size = instruction.MemorySize.GetSize();
        if (offset < 0 || offset + Math.Max(size, 1) > _function.Code.Length)
        {
            return null;
        }

        if (instruction.Mnemonic == Mnemonic.Lea)
        {
            return "jump table";
        }

        var bytes = _function.Code.Span.Slice((int)offset, size);
        return instruction.MemorySize switch
        {
            MemorySize.Float32 => BitConverter.ToSingle(bytes).ToString("R", CultureInfo.InvariantCulture),
            MemorySize.Float64 => BitConverter.ToDouble(bytes).ToString("R", CultureInfo.InvariantCulture),
            _ => $"bytes {Convert.ToHexStringLower(bytes)}",
        };
    }

    private static string NameOf(string structure) => structure.ToLowerInvariant();
}
