using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Fuzzing.FrontEnd;

/// <summary>What an input is read as.</summary>
public enum InputFormat : byte
{
    /// <summary>A module in the binary format.</summary>
    Binary,

    /// <summary>A module in the text format.</summary>
    Text,

    /// <summary>A script.</summary>
    Script,
}

/// <summary>Something for the front end to read.</summary>
/// <param name="Format">What it is read as.</param>
/// <param name="Features">Proposals that are on.</param>
/// <param name="Bytes">The bytes, which must not change.</param>
/// <param name="IsThorough">Whether the dear checks are made too: the way round through all formats, and execution as machine code.</param>
public sealed record FrontEndInput(InputFormat Format, WasmFeatures Features, byte[] Bytes, bool IsThorough)
{
    /// <summary>How files of the format end.</summary>
    public static string ExtensionOf(InputFormat format) => format switch
    {
        InputFormat.Binary => ".wasm",
        InputFormat.Text => ".wat",
        _ => ".wast",
    };
}

/// <summary>What is wrong with how an input was dealt with.</summary>
public enum FrontEndVerdict : byte
{
    /// <summary>Nothing.</summary>
    Good,

    /// <summary>An exception of another kind than those that are documented.</summary>
    Exception,

    /// <summary>It was rejected, and the error has no place, or one outside of the input.</summary>
    Place,

    /// <summary>It took more time than an input of its size may.</summary>
    Time,

    /// <summary>It allocated more memory than an input of its size may.</summary>
    Memory,

    /// <summary>Two ways that must lead to the same did not.</summary>
    Disagreement,

    /// <summary>The process broke down.</summary>
    Crash,

    /// <summary>It did not end.</summary>
    Hang,
}

/// <summary>What became of an input.</summary>
/// <param name="Verdict">What is wrong.</param>
/// <param name="Outcome">What became of it in a few words that many inputs share: <c>binary: malformed: code: illegal opcode</c>.</param>
/// <param name="Feature">
/// What makes an input worth keeping if none had it before: the outcome, or what a valid module consists of. It depends on nothing but the
/// input, not on the time that a guest has to wait for one.
/// </param>
/// <param name="Message">Of a finding: the details.</param>
public readonly record struct FrontEndResult(FrontEndVerdict Verdict, string Outcome, string Feature, string? Message = null);
