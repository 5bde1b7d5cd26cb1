using System.Collections.Immutable;
using System.Text;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Workers;

/// <summary>A line of the worker protocol from the engine to the harness: how a request ended.</summary>
/// <param name="Number">The request's number.</param>
/// <param name="Outcome">How it ended.</param>
internal readonly record struct AnswerLine(int Number, Outcome Outcome)
{
    /// <summary>Writes the line.</summary>
    public void Write(LineWriter line)
    {
        line.Number(Number);
        line.Word(OutcomeNames.Of(Outcome.Kind));
        foreach (var value in Outcome.Values)
        {
            line.Value(value);
        }

        if (Outcome.Message.Length > 0)
        {
            line.Text(Outcome.Message);
        }

        line.End();
    }

    /// <summary>Reads a line.</summary>
    /// <exception cref="ProtocolException">It isn't one.</exception>
    public static AnswerLine Read(ReadOnlySpan<byte> line)
    {
        var fields = new LineFields(line);
        var number = fields.Number();
        if (!OutcomeNames.TryParse(fields.Word(), out var kind))
        {
            throw fields.Wrong("a request can't end so");
        }

        if (fields.IsAtEnd)
        {
            return new AnswerLine(number, kind == OutcomeKind.Ok ? Outcome.Ok : Outcome.Failed(kind, ""));
        }

        var values = ImmutableArray.CreateBuilder<ScriptValue>(1);
        while (!fields.IsAtEnd && !fields.IsText)
        {
            values.Add(fields.Value());
        }

        var message = fields.IsAtEnd ? "" : fields.Text();
        return !fields.IsAtEnd ? throw fields.Wrong("it is too long")
            : values.Count > 0 && kind != OutcomeKind.Ok ? throw fields.Wrong("values come only with ok")
            : new AnswerLine(number, new Outcome(kind, values.DrainToImmutable(), message));
    }
}

/// <summary>Outcomes in the worker protocol.</summary>
internal static class OutcomeNames
{
    private static readonly byte[][] s_names =
        [.. Enum.GetValues<OutcomeKind>().Select(kind => Encoding.ASCII.GetBytes(Hyphenate(kind.ToString())))];

    /// <summary>The name: <c>ok</c>, <c>trap</c>, <c>link-error</c>, …</summary>
    public static ReadOnlySpan<byte> Of(OutcomeKind kind) => s_names[(int)kind];

    /// <summary>The outcome of a name.</summary>
    public static bool TryParse(ReadOnlySpan<byte> name, out OutcomeKind kind)
    {
        for (var index = 0; index < s_names.Length; index++)
        {
            if (name.SequenceEqual(s_names[index]))
            {
                kind = (OutcomeKind)index;
                return true;
            }
        }

        kind = default;
        return false;
    }

    private static string Hyphenate(string name) =>
        string.Concat(name.Select((c, at) => at > 0 && char.IsUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
