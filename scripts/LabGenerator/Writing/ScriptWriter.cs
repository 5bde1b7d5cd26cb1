using System.Text;

namespace ConformanceLab.LabGenerator.Writing;

/// <summary>Writes a script: modules of one function a line, assertions of one line each.</summary>
public sealed class ScriptWriter
{
    private readonly StringBuilder _text = new();

    /// <summary>Begins a script.</summary>
    /// <param name="subject">What it is about: the sentence of its first line.</param>
    public ScriptWriter(string subject)
    {
        _text.Append(";; Written by scripts/regenerate. Do not edit.\n;; ").Append(subject).Append('\n');
    }

    /// <summary>The whole text.</summary>
    public override string ToString() => _text.ToString();

    /// <summary>A line of its own.</summary>
    public void Line(string text = "") => _text.Append(text).Append('\n');

    /// <summary>A comment after an empty line.</summary>
    public void Section(string text) => _text.Append("\n;; ").Append(text).Append('\n');

    /// <summary>A module of these fields.</summary>
    public void Module(IEnumerable<string> fields)
    {
        _text.Append("\n(module\n");
        foreach (var field in fields)
        {
            _text.Append("  ").Append(field).Append('\n');
        }

        _text.Append(")\n");
    }

    /// <summary>An assertion about the results of a call, or about its trap.</summary>
    /// <param name="function">Name of the export.</param>
    /// <param name="arguments">Constants.</param>
    /// <param name="results">Computes the patterns of the results; what it throws says that the call traps.</param>
    public void Assert(string function, IEnumerable<string> arguments, Func<IEnumerable<string>> results)
    {
        Assert(function, arguments, Fate.Of(results));
    }

    /// <summary>An assertion about what becomes of a call.</summary>
    public void Assert(string function, IEnumerable<string> arguments, Fate fate)
    {
        if (fate.Trap is { } message)
        {
            Traps(function, arguments, message);
        }
        else
        {
            Returns(function, arguments, fate.Results);
        }
    }

    /// <summary><c>assert_return</c>.</summary>
    public void Returns(string function, IEnumerable<string> arguments, params IEnumerable<string> results) =>
        _text.Append("(assert_return ").Append(Invoke(function, arguments)).Append(string.Concat(results.Select(result => " " + result))).Append(")\n");

    /// <summary><c>assert_trap</c>.</summary>
    public void Traps(string function, IEnumerable<string> arguments, string message) =>
        _text.Append("(assert_trap ").Append(Invoke(function, arguments)).Append(" \"").Append(message).Append("\")\n");

    /// <summary>A call that must succeed.</summary>
    public void Call(string function, params IEnumerable<string> arguments) => Line(Invoke(function, arguments));

    /// <summary><c>assert_invalid</c> of a module of these fields.</summary>
    public void Invalid(string fields, string message) => Line($"(assert_invalid (module {fields}) \"{message}\")");

    /// <summary><c>assert_malformed</c> of a binary.</summary>
    public void Malformed(IEnumerable<byte> binary, string message) =>
        Line($"(assert_malformed (module binary {Literal.Bytes(binary)}) \"{message}\")");

    private static string Invoke(string function, IEnumerable<string> arguments) =>
        $"(invoke \"{function}\"{string.Concat(arguments.Select(argument => " " + argument))})";
}
