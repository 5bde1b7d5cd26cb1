using System.Reflection;
using Iced.Intel;
using X64 = ConformanceLab.Wasm.Codegen.X64;

namespace ConformanceLab.Engine.Tests.Codegen;

/// <summary>What the judge should see for a call of one of the assembler's methods, from its name and arguments alone.</summary>
/// <param name="Mnemonic">The instruction.</param>
/// <param name="Operands">A <see cref="Register"/>, a <see cref="MemoryCase"/>, or an immediate (<see cref="ulong"/>), each.</param>
/// <param name="OperandMask">The bits of immediates that count.</param>
/// <param name="MemoryBytes">Size of the memory operand, or 0 where the mnemonic decides it.</param>
internal sealed record ExpectedInstruction(Mnemonic Mnemonic, IReadOnlyList<object> Operands, ulong OperandMask, int MemoryBytes)
{
    private static readonly string[] s_conditions =
        ["o", "no", "b", "ae", "e", "ne", "be", "a", "s", "ns", "p", "np", "l", "ge", "le", "g"];

    /// <summary>Names that are not the mnemonic.</summary>
    private static readonly Dictionary<string, Mnemonic> s_names = new()
    {
        ["LockXadd"] = Mnemonic.Xadd,
        ["LockCmpxchg"] = Mnemonic.Cmpxchg,
        ["RepMovsb"] = Mnemonic.Movsb,
        ["RepStosb"] = Mnemonic.Stosb,
    };

    /// <summary>The instruction, or null if there is none with these sizes and the assembler must refuse.</summary>
    public static ExpectedInstruction? For(MethodInfo method, object[] arguments)
    {
        var operation = arguments.Length > 0 && IsOperation(arguments[0].GetType()) ? arguments[0] : null;
        var sizes = arguments.OfType<X64.OperandSize>().ToArray();
        if (!Exists(method.Name, operation, sizes)) return null;
        var name = operation is null ? method.Name : NameOf(operation, out _);
        var mnemonic = Named(method.Name, name, arguments, sizes);
        var operands = new List<object>();
        foreach (var argument in arguments)
        {
            switch (argument)
            {
                case X64.Register register:
                    operands.Add(OfSize(register, RegisterSize(method.Name, name, operands.Count, sizes, arguments)));
                    break;
                case X64.VectorRegister vector:
                    operands.Add((IsYmm(operation) ? Register.YMM0 : Register.XMM0) + (int)vector);
                    break;
                case MemoryCase:
                    operands.Add(argument);
                    break;
                case byte or ushort:
                    operands.Add(Convert.ToUInt64(argument));
                    break;
                case int or long:
                    operands.Add((ulong)Convert.ToInt64(argument));
                    break;
            }
        }

        if (method.Name == "EmitByCl") operands.Add(Register.CL);
        var isNarrowed = sizes.Length > 0 && arguments[^1] is int;
        return new ExpectedInstruction(
            mnemonic, operands, isNarrowed ? ulong.MaxValue >> (64 - Bits(sizes[0])) : ulong.MaxValue,
            MemorySize(method.Name, operation, sizes));
    }

    private static bool IsOperation(Type type) =>
        type.IsEnum && type != typeof(X64.Register) && type != typeof(X64.VectorRegister) && type != typeof(X64.OperandSize)
        && type != typeof(X64.Condition);

    /// <summary>The mnemonic of a row, with its length taken off.</summary>
    private static string NameOf(object operation, out bool isYmm)
    {
        isYmm = !Enum.IsDefined(operation.GetType(), operation);
        if (!isYmm) return operation.ToString()!;
        return Enum.ToObject(operation.GetType(), Convert.ToUInt32(operation) & ~X64.Vex.L256).ToString()!;
    }

    private static bool IsYmm(object? operation)
    {
        if (operation is null) return false;
        NameOf(operation, out var isYmm);
        return isYmm;
    }

    private static bool Exists(string method, object? operation, X64.OperandSize[] sizes)
    {
        if (sizes.Length == 0) return true;
        var size = sizes[0];
        if (method == "EmitLocked" && operation is X64.ArithmeticOperation.Cmp) return false;
        return method switch
        {
            "Movzx" => size != X64.OperandSize.Qword,
            "Movsx" => size >= X64.OperandSize.Dword && sizes[1] < size,
            "Lea" or "Bswap" or "Cmov" or "Rorx" => size >= X64.OperandSize.Dword,
            "Imul" => size != X64.OperandSize.Byte,
            _ => operation switch
            {
                X64.BitTestOperation or X64.BitCountOperation => size != X64.OperandSize.Byte,
                X64.VexIntegerRvm or X64.VexIntegerRmv or X64.VexIntegerVm or X64.VexFromInteger or X64.VexToInteger =>
                    size >= X64.OperandSize.Dword,
                _ => true,
            },
        };
    }

    private static Mnemonic Named(string method, string name, object[] arguments, X64.OperandSize[] sizes) => method switch
    {
        "Movzx" when sizes[0] == X64.OperandSize.Dword => Mnemonic.Mov,
        "Movsx" when sizes[1] == X64.OperandSize.Dword => Mnemonic.Movsxd,
        "Cmov" or "Set" => Enum.Parse<Mnemonic>(method + s_conditions[(int)(X64.Condition)arguments[0]], ignoreCase: true),
        _ when s_names.TryGetValue(method, out var mnemonic) => mnemonic,
        _ => Enum.Parse<Mnemonic>(name),
    };

    private static int RegisterSize(string method, string name, int operand, X64.OperandSize[] sizes, object[] arguments) => method switch
    {
        "Movzx" => operand == 0 ? 32 : Bits(sizes[0]),
        "Movsx" => Bits(sizes[operand]),
        "Set" => 8,
        "Push" or "Pop" or "Jmp" or "Call" or "Vmovq" => 64,
        "Mov" when sizes.Length == 0 => (long)arguments[1] is >= 0 and <= uint.MaxValue ? 32 : 64,
        "Vmovd" => 32,
        _ when sizes.Length > 0 => Bits(sizes[0]),
        _ => name is "Vpinsrq" or "Vpextrq" ? 64 : 32,
    };

    private static int MemorySize(string method, object? operation, X64.OperandSize[] sizes) => method switch
    {
        "Lea" => 0,
        "Movsx" => Bits(sizes[1]) / 8,
        "Set" => 1,
        "Vmovd" => 4,
        "Push" or "Pop" or "Jmp" or "Call" or "Vmovq" or "Vmovlps" or "Vmovhps" => 8,
        _ when operation is X64.VexToInteger => 0,
        _ when operation is X64.VexMove => IsYmm(operation) ? 32 : 16,
        _ => sizes.Length > 0 ? Bits(sizes[0]) / 8 : 0,
    };

    private static int Bits(X64.OperandSize size) => 8 << (int)size;

    private static Register OfSize(X64.Register register, int bits) => bits switch
    {
        // Iced counts al, cl, dl, bl, ah, ch, dh, bh, spl, …
        8 => register < X64.Register.Rsp ? Register.AL + (int)register : Register.SPL + ((int)register - 4),
        16 => Register.AX + (int)register,
        32 => Register.EAX + (int)register,
        _ => Register.RAX + (int)register,
    };
}
