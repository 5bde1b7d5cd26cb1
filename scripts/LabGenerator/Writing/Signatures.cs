namespace ConformanceLab.LabGenerator.Writing;

/// <summary>Function types and functions in the text format.</summary>
public static class Signatures
{
    /// <summary>The types of one side of a signature of instructions.def.</summary>
    public static string[] Split(string types) => types.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary><c>(param …)</c> with a space before it; nothing for none.</summary>
    public static string Parameters(IEnumerable<string> types) => Clause("param", types);

    /// <summary><c>(result …)</c> with a space before it; nothing for none.</summary>
    public static string Results(IEnumerable<string> types) => Clause("result", types);

    /// <summary><c>(local.get 0) (local.get 1) …</c> with a space before each.</summary>
    public static string Locals(int count) => string.Concat(Enumerable.Range(0, count).Select(index => $" (local.get {index})"));

    /// <summary>An exported function.</summary>
    public static string Function(string name, IEnumerable<string> parameters, IEnumerable<string> results, string body) =>
        $"(func (export \"{name}\"){Parameters(parameters)}{Results(results)} {body})";

    private static string Clause(string keyword, IEnumerable<string> types) =>
        string.Join(' ', types) is { Length: > 0 } list ? $" ({keyword} {list})" : "";
}
