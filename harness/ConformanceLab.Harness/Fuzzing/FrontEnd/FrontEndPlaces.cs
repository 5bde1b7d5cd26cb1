using System.Globalization;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Fuzzing.FrontEnd;

/// <summary>An error has no place.</summary>
internal sealed class PlaceException(string message) : Exception(message);

/// <summary>Two ways that must lead to the same did not.</summary>
internal sealed class DisagreementException(string message) : Exception(message);

/// <summary>Whether errors say where they are.</summary>
internal static class FrontEndPlaces
{
    /// <summary>An error of a module: an offset in the binary, or a line and a column of the text.</summary>
    /// <exception cref="PlaceException">It has none, or one outside.</exception>
    public static void Check(ModuleException error, FrontEndInput input)
    {
        var isInside = input.Format == InputFormat.Binary
            ? error.Offset >= 0 && error.Offset <= input.Bytes.Length
            : error is { Line: > 0, Column: > 0 } && error.Line <= CountLines(input.Bytes);
        Fail(isInside, error);
    }

    /// <summary>An error in a custom section: an offset, in the section if the module was text.</summary>
    /// <exception cref="PlaceException">It has none, or one outside.</exception>
    public static void CheckCustom(ModuleException error, FrontEndInput input) =>
        Fail(
            error.Kind is ModuleErrorKind.MalformedCustom or ModuleErrorKind.InvalidCustom
                && error.Offset >= 0 && error.Offset <= input.Bytes.Length,
            error);

    /// <summary>Commands stand one after the other, inside of the script, on the lines that they say.</summary>
    /// <exception cref="PlaceException">One doesn't.</exception>
    public static void Check(Script script)
    {
        var at = 0;
        var lines = CountLines(script.Text.Bytes);
        foreach (var command in script.Commands)
        {
            var span = command.Span;
            if (span.Start < at || span.End <= span.Start || span.End > script.Text.Bytes.Length || span.Line < 1 || span.Line > lines)
            {
                throw new PlaceException(string.Create(CultureInfo.InvariantCulture, $"{command.Keyword}: {span} after {at}"));
            }

            at = span.End;
        }

        if (script.Ids.Distinct().Count() != script.Commands.Length)
        {
            throw new PlaceException("two commands have one name");
        }
    }

    private static void Fail(bool isGood, ModuleException error)
    {
        if (!isGood)
        {
            throw new PlaceException(string.Create(
                CultureInfo.InvariantCulture,
                $"offset {error.Offset}, line {error.Line}, column {error.Column}: {error.Kind}: {error.Message}"));
        }
    }

    private static int CountLines(ReadOnlySpan<byte> text) => text.Count((byte)'\n') + 1;
}
