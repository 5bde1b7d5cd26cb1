using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Text;

/// <summary>Words that mean something somewhere. Out of place they are "unexpected token"; all others are "unknown operator".</summary>
internal static class Keywords
{
    private static readonly MnemonicTable s_words = new(
    [
        "i8", "i16", "i32", "i64", "f32", "f64", "v128", "i8x16", "i16x8", "i32x4", "i64x2", "f32x4", "f64x2",
        "any", "anyref", "eq", "eqref", "i31", "i31ref", "struct", "structref", "array", "arrayref", "none", "nullref", "func", "funcref",
        "nofunc", "nullfuncref", "exn", "exnref", "noexn", "nullexnref", "extern", "externref", "noextern", "nullexternref",
        "ref", "null", "mut", "field", "sub", "final", "rec", "type", "param", "result", "local", "global", "table", "memory", "tag",
        "elem", "data", "declare", "offset", "item", "import", "export", "start", "module", "binary", "quote", "definition", "instance",
        "shared", "pagesize", "then", "do", "catch", "catch_ref", "catch_all", "catch_all_ref", "nan:canonical", "nan:arithmetic",
        "script", "register", "invoke", "get", "input", "output", "either", "thread", "wait", "ref.extern", "ref.host",
        "assert_malformed", "assert_malformed_custom", "assert_invalid", "assert_invalid_custom", "assert_unlinkable", "assert_return",
        "assert_trap", "assert_exception", "assert_exhaustion", "assert_suspension", "inf", "nan",
    ]);

    /// <summary>Whether a word belongs to the grammar by itself, also where the instruction of that name is switched off.</summary>
    public static bool IsGrammar(ReadOnlySpan<byte> word) => s_words.Find(word) >= 0;

    public static bool IsKnown(ReadOnlySpan<byte> word) =>
        s_words.Find(word) >= 0
            || Opcodes.TryParse(word, out _)
            || word.StartsWith("offset="u8)
            || word.StartsWith("align="u8)
            || NumberSyntax.IsNumber(word);
}
