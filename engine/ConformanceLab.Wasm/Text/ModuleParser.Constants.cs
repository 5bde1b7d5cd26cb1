using System.Buffers.Binary;
using System.Runtime.Intrinsics;

namespace ConformanceLab.Wasm.Text;

/// <summary>Literals of instructions: numbers, vectors, lanes.</summary>
internal sealed partial class ModuleParser
{
    private ulong ParseInteger(int bits)
    {
        var token = ExpectNumber();
        return NumberParser.ParseInteger(_list.Text(token), bits, out var value) == NumberError.None
            ? value
            : throw BadNumber(token, "constant out of range");
    }

    private ulong ParseFloat(int bits)
    {
        var token = ExpectNumber();
        ulong value;
        NumberError error;
        if (bits == 32)
        {
            error = FloatParser.ParseF32(_list.Text(token), out var narrow);
            value = narrow;
        }
        else
        {
            error = FloatParser.ParseF64(_list.Text(token), out value);
        }

        return error == NumberError.None ? value : throw BadNumber(token, "constant out of range");
    }

    // Infinities and NaNs without a sign are keywords to the lexer.
    private bool IsNumber =>
        _cursor.Kind == TokenKind.Number || (_cursor.Kind == TokenKind.Keyword && NumberSyntax.IsNumber(_cursor.CurrentText));

    private Token ExpectNumber() => IsNumber ? _cursor.Next() : throw _cursor.Unexpected();

    private ModuleException BadNumber(Token token, string outOfRange) =>
        NumberSyntax.IsNumber(_list.Text(token)) ? Error(token, outOfRange) : _cursor.Unexpected(token);

    // spec: text-laneidx.
    private byte ParseLane() => (byte)ParseUnsigned(8, "i8 constant out of range");

    private Vector128<byte> ParseShuffle()
    {
        const int Lanes = 16;
        var start = _cursor.Position;
        CountNumbers(Lanes, "invalid lane length");
        _cursor.Position = start;
        Span<byte> lanes = stackalloc byte[Lanes];
        foreach (ref var lane in lanes)
        {
            var token = _cursor.Next();
            if (NumberParser.ParseUnsigned(_list.Text(token), 8, out var value) != NumberError.None)
            {
                throw BadNumber(token, "i8 constant out of range");
            }

            lane = (byte)value;
        }

        return Vector128.Create<byte>(lanes);
    }

    private void CountNumbers(int expected, string reason)
    {
        var count = 0;
        while (IsNumber)
        {
            _cursor.Next();
            count++;
        }

        if (count != expected)
        {
            var isWord = _cursor.Kind is TokenKind.Reserved
                || (_cursor.Kind == TokenKind.Keyword && !Keywords.IsKnown(_cursor.CurrentText));
            throw isWord ? _cursor.Unexpected() : _cursor.Error(reason);
        }
    }

    // spec: text-instr-vec, v128.const.
    private Vector128<byte> ParseVector()
    {
        var shape = _cursor.Kind == TokenKind.Keyword ? _cursor.CurrentText : default;
        var (width, isFloat) = shape switch
        {
            _ when shape.SequenceEqual("i8x16"u8) => (1, false),
            _ when shape.SequenceEqual("i16x8"u8) => (2, false),
            _ when shape.SequenceEqual("i32x4"u8) => (4, false),
            _ when shape.SequenceEqual("i64x2"u8) => (8, false),
            _ when shape.SequenceEqual("f32x4"u8) => (4, true),
            _ when shape.SequenceEqual("f64x2"u8) => (8, true),
            _ => throw _cursor.Unexpected(),
        };
        _cursor.Next();
        Span<byte> bytes = stackalloc byte[16 + 8];
        var start = _cursor.Position;
        CountNumbers(16 / width, "wrong number of lane literals");
        _cursor.Position = start;
        for (var offset = 0; offset < 16; offset += width)
        {
            var lane = isFloat ? ParseFloat(width * 8) : ParseInteger(width * 8);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[offset..], lane);
        }

        return Vector128.Create<byte>(bytes[..16]);
    }
}
