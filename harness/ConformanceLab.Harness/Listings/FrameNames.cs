using System.Globalization;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Listings;

/// <summary>What lies in the frame of a function, by distance from rbp.</summary>
internal sealed class FrameNames
{
    // Of every frame; see Codegen/Abi/CallingConvention.cs.
    private const int FirstStackArgument = 16;
    private const int Instance = -8;

    private readonly Dictionary<int, string> _locals = [];
    private readonly bool _hasFrame;
    private readonly int _operands;

    public FrameNames(FunctionExplanation function)
    {
        _hasFrame = function.FrameBytes > 0;
        _operands = function.OperandOffset;
        foreach (var local in function.Locals)
        {
            if (local.FrameOffset is { } offset)
            {
                _locals.Add(offset, NameOf(local));
            }
        }
    }

    /// <summary>A place as an address: <c>[rbp-0x18]</c>.</summary>
    public static string Address(int offset) =>
        string.Create(CultureInfo.InvariantCulture, $"[rbp{(offset < 0 ? '-' : '+')}0x{Math.Abs(offset):x}]");

    /// <summary>What lies there, or null.</summary>
    public string? Find(int offset) =>
        !_hasFrame ? null
        : offset >= FirstStackArgument ? "argument or result on the stack"
        : offset == Instance ? "instance"
        : _locals.TryGetValue(offset, out var local) ? local
        : offset <= _operands ? string.Create(CultureInfo.InvariantCulture, $"operand {(_operands - offset) / 8}")
        : null;

    // Locals without an identifier are numbers, which alone would say nothing.
    private static string NameOf(LocalPlace local) => local.Name.StartsWith('$') ? local.Name : $"local {local.Name}";
}
