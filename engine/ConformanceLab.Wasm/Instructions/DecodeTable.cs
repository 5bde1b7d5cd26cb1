using System.Collections.Concurrent;

namespace ConformanceLab.Wasm.Instructions;

/// <summary>
/// How the body reader gets at immediates; all but <see cref="Other"/> have a short way. The most frequent opcodes have one of their own: a
/// visitor that is inlined there need not ask which opcode it is.
/// </summary>
internal enum ImmediateForm : byte
{
    LocalGet,
    LocalSet,
    LocalTee,
    Call,
    End,
    None,
    Index,
    Label,
    Memory,
    Const32,
    Block,
    Other,
}

/// <summary>
/// What the opcode bytes mean under one set of features: opcode and shape of immediates in one entry, so that the body reader pays a single
/// lookup an instruction. Opcodes that are switched off are absent.
/// </summary>
internal sealed class DecodeTable
{
    /// <summary>Entry of a byte that is no opcode, or none under these features.</summary>
    public const uint Illegal = 0xFFFF_FFFF;

    /// <summary>Entry of a prefix byte.</summary>
    public const uint Prefix = 0xFFFE_0000;

    private static readonly ConcurrentDictionary<WasmFeatures, DecodeTable> s_all = new();

    // The last one asked for: nearly every process uses one set of features.
    private static DecodeTable? s_last;

    private readonly uint[] _prefixed;
    private readonly int[] _start = new int[5];

    private DecodeTable(WasmFeatures features)
    {
        Features = features;
        Single = new uint[256];
        Array.Fill(Single, Illegal);
        Span<int> sizes = stackalloc int[4];
        for (var i = 0; i < Opcodes.Count; i++)
        {
            var opcode = (Opcode)i;
            if (opcode.Prefix() is var prefix and not 0)
            {
                ref var size = ref sizes[prefix - 0xFB];
                size = Math.Max(size, opcode.Code() + 1);
            }
        }

        for (var i = 0; i < sizes.Length; i++)
        {
            Single[0xFB + i] = Prefix;
            _start[i + 1] = _start[i] + sizes[i];
        }

        _prefixed = new uint[_start[^1]];
        Array.Fill(_prefixed, Illegal);
        for (var i = 0; i < Opcodes.Count; i++)
        {
            var opcode = (Opcode)i;
            if (opcode.IsEnabled(features))
            {
                ref var entry = ref opcode.Prefix() == 0
                    ? ref Single[opcode.Code()]
                    : ref _prefixed[_start[opcode.Prefix() - 0xFB] + opcode.Code()];
                var shape = opcode.Shape();
                entry = (uint)opcode | ((uint)shape << 16) | ((uint)FormOf(opcode, shape, features) << 24);
            }
        }
    }

    /// <summary>The features that the table was made for.</summary>
    public WasmFeatures Features { get; }

    /// <summary>
    /// By first byte: the opcode in bits 0..15, its shape in bits 16..23, the <see cref="ImmediateForm"/> in bits 24..31;
    /// <see cref="Illegal"/> or <see cref="Prefix"/>.
    /// </summary>
    public uint[] Single { get; }

    /// <summary>The table for a set of features.</summary>
    public static DecodeTable For(WasmFeatures features)
    {
        var last = Volatile.Read(ref s_last);
        if (last is null || last.Features != features)
        {
            last = s_all.GetOrAdd(features, static key => new DecodeTable(key));
            Volatile.Write(ref s_last, last);
        }

        return last;
    }

    /// <summary>The entry of a prefix and sub-opcode.</summary>
    public uint Find(byte prefix, uint code)
    {
        var start = _start[prefix - 0xFB];
        return code < (uint)(_start[prefix - 0xFB + 1] - start) ? _prefixed[start + (int)code] : Illegal;
    }

    private static ImmediateForm FormOf(Opcode opcode, ImmediateShape shape, WasmFeatures features) => opcode switch
    {
        Opcode.LocalGet => ImmediateForm.LocalGet,
        Opcode.LocalSet => ImmediateForm.LocalSet,
        Opcode.LocalTee => ImmediateForm.LocalTee,
        Opcode.Call => ImmediateForm.Call,
        Opcode.End => ImmediateForm.End,
        _ => FormOf(shape, features),
    };

    private static ImmediateForm FormOf(ImmediateShape shape, WasmFeatures features) => shape switch
    {
        ImmediateShape.None => ImmediateForm.None,
        ImmediateShape.Func or ImmediateShape.Type or ImmediateShape.Table or ImmediateShape.Local or ImmediateShape.Global
            or ImmediateShape.Elem or ImmediateShape.Data or ImmediateShape.Tag => ImmediateForm.Index,
        ImmediateShape.Memory when (features & WasmFeatures.MultiMemory) != 0 => ImmediateForm.Index,
        ImmediateShape.Label => ImmediateForm.Label,
        ImmediateShape.Memarg => ImmediateForm.Memory,
        ImmediateShape.I32 => ImmediateForm.Const32,
        ImmediateShape.Block => ImmediateForm.Block,
        _ => ImmediateForm.Other,
    };
}
