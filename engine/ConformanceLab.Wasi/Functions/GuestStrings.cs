using System.Collections.Immutable;
using System.Text;

namespace ConformanceLab.Wasm.Wasi.Functions;

/// <summary>Arguments and environment as guests read them: UTF-8 with a zero at the end.</summary>
internal static class GuestStrings
{
    /// <summary>Arguments.</summary>
    /// <exception cref="ArgumentException">One has a zero character.</exception>
    public static byte[][] Arguments(ImmutableArray<string> arguments) => [.. arguments.Select(Terminate)];

    /// <summary>Variables, each <c>name=value</c>.</summary>
    /// <exception cref="ArgumentException">One has a zero character, no name, or a name with <c>=</c>.</exception>
    public static byte[][] Environment(ImmutableArray<KeyValuePair<string, string>> variables) => [.. variables.Select(variable =>
        variable.Key.Length > 0 && !variable.Key.Contains('=', StringComparison.Ordinal)
            ? Terminate($"{variable.Key}={variable.Value}")
            : throw new ArgumentException($"'{variable.Key}' cannot be the name of an environment variable"))];

    /// <summary>A string with a zero at the end.</summary>
    /// <exception cref="ArgumentException">It has a zero character.</exception>
    public static byte[] Terminate(string text) => text.Contains('\0', StringComparison.Ordinal)
        ? throw new ArgumentException($"'{text}' has a zero character in it")
        : Encoding.UTF8.GetBytes(text + '\0');
}
