using System.Numerics;

namespace ConformanceLab.LabGenerator.Writing;

/// <summary>An operation as a compiler may see it: functions that have it, and assertions that call them.</summary>
public abstract class Form
{
    /// <summary>The functions: fields of a module.</summary>
    public abstract IEnumerable<string> Functions { get; }

    /// <summary>Writes the assertions.</summary>
    public abstract void Write(ScriptWriter script);

    /// <summary>Writes a module with the functions of all instructions, then the assertions, instruction by instruction.</summary>
    /// <param name="script">Where to.</param>
    /// <param name="fields">What else the module has, before the functions.</param>
    /// <param name="instructions">Their names and forms.</param>
    public static void WriteAll(ScriptWriter script, IEnumerable<string> fields, IReadOnlyList<(string Name, IReadOnlyList<Form> Forms)> instructions)
    {
        script.Module([.. fields, .. instructions.SelectMany(instruction => instruction.Forms).SelectMany(form => form.Functions)]);
        foreach (var (name, forms) in instructions)
        {
            script.Section(name);
            foreach (var form in forms)
            {
                form.Write(script);
            }
        }
    }
}

/// <summary>Operands: their values, and the constants that they are written as.</summary>
public sealed record Operands(BigInteger[] Values, string[] Constants);

/// <summary>What becomes of an execution: results, or a trap.</summary>
/// <param name="Results">The patterns of the results; none if it traps.</param>
/// <param name="Trap">The message of the trap; null if there is none.</param>
public sealed record Fate(string[] Results, string? Trap)
{
    /// <summary>What a computation says; if it throws a <see cref="GuestTrapException"/>, the execution traps.</summary>
    public static Fate Of(Func<IEnumerable<string>> compute)
    {
        try
        {
            return new Fate([.. compute()], null);
        }
        catch (Numbers.GuestTrapException trap)
        {
            return new Fate([], trap.Message);
        }
    }
}
