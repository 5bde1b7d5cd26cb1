using System.Security.Cryptography;
using System.Text;

namespace ConformanceLab.MutationTester.Mutants;

/// <summary>A single change of the interpreter's source.</summary>
/// <param name="Area">Name of the area.</param>
/// <param name="Operator">What kind of change.</param>
/// <param name="File">The file, relative to the engine's project.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Member">The member that it is in: <c>Handlers.Address</c>.</param>
/// <param name="Original">The expression or statement, on one line.</param>
/// <param name="Mutated">What it becomes.</param>
/// <param name="Occurrence">Which one it is, from 1, where the member has the same thing to change several times.</param>
public sealed record Mutant(
    string Area, MutationOperator Operator, string File, int Line, string Member, string Original, string Mutated, int Occurrence)
{
    /// <summary>A name that stays the same while lines move: a hash of everything but the line.</summary>
    public string Id { get; } = Identify(Operator, File, Member, Original, Mutated, Occurrence);

    /// <summary>The name that a change has: of operator, file, member, texts and occurrence.</summary>
    public static string Identify(MutationOperator kind, string file, string member, string original, string mutated, int occurrence)
    {
        var text = string.Join('\n', kind, file, member, original, mutated, occurrence);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..10];
    }
}
