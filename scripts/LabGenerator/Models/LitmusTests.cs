using static ConformanceLab.LabGenerator.Models.LitmusKind;

namespace ConformanceLab.LabGenerator.Models;

/// <summary>
/// The litmus tests: those of two to four threads that the literature has names for (Alglave, Maranget, Tautschnig, "Herding Cats", 2014), and
/// some of instructions that read and write at once.
/// </summary>
public static class LitmusTests
{
    private const int X = 0;
    private const int Y = 1;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<LitmusTest> All { get; } =
    [
        Test("message passing", [[St(X, 1), St(Y, 1)], [Ld(Y, 0), Ld(X, 1)]]),
        Test("message passing of plain data", [[new(PlainStore, X, 1), St(Y, 1)], [Ld(Y, 0), new(PlainLoadIfSeen, X, 0, 1)]]),
        Test("message passing by exchange", [[new(PlainStore, X, 2), Rmw(Exchange, Y, 1, 0)], [Rmw(Or, Y, 2, 1), new(PlainLoadIfSeen, X, 0, 2)]]),
        Test("store buffering", [[St(X, 1), Ld(Y, 0)], [St(Y, 1), Ld(X, 1)]]),
        Test("store buffering with fences", [[St(X, 1), new(Fence), Ld(Y, 0)], [St(Y, 1), new(Fence), Ld(X, 1)]]),
        Test("store buffering by exchange", [[Rmw(Exchange, X, 1, 0), Ld(Y, 1)], [Rmw(Exchange, Y, 1, 2), Ld(X, 3)]]),
        Test("store buffering by addition", [[Rmw(Add, X, 1, 0), Rmw(Add, Y, 0, 1)], [Rmw(Add, Y, 1, 2), Rmw(Add, X, 0, 3)]]),
        Test("load buffering", [[Ld(X, 0), St(Y, 1)], [Ld(Y, 1), St(X, 1)]]),
        Test("2+2W", [[St(X, 1), St(Y, 2)], [St(Y, 1), St(X, 2)]], [X, Y]),
        Test("R", [[St(X, 1), St(Y, 1)], [St(Y, 2), Ld(X, 0)]], [Y]),
        Test("S", [[St(X, 2), St(Y, 1)], [Ld(Y, 0), St(X, 1)]], [X]),
        Test("coherence of two reads", [[St(X, 1), St(X, 2)], [Ld(X, 0), Ld(X, 1)]]),
        Test("coherence of a read and a write", [[Ld(X, 0), St(X, 1)], [St(X, 2)]], [X]),
        Test("coherence of a write and a read", [[St(X, 1), Ld(X, 0)], [St(X, 2)]], [X]),
        Test("coherence of two writes", [[St(X, 1), St(X, 2)], [Ld(X, 0)]], [X]),
        Test("coherence of two readers", [[St(X, 1)], [St(X, 2)], [Ld(X, 0), Ld(X, 1)], [Ld(X, 2), Ld(X, 3)]]),
        Test("independent reads of independent writes", [[St(X, 1)], [St(Y, 1)], [Ld(X, 0), Ld(Y, 1)], [Ld(Y, 2), Ld(X, 3)]]),
        Test("write to read causality", [[St(X, 1)], [Ld(X, 0), St(Y, 1)], [Ld(Y, 1), Ld(X, 2)]]),
        Test("read to write causality", [[St(X, 1)], [Ld(X, 0), Ld(Y, 1)], [St(Y, 1), Ld(X, 2)]]),
        Test("three additions", [[Rmw(Add, X, 1, 0)], [Rmw(Add, X, 1, 1)], [Rmw(Add, X, 1, 2)]], [X]),
        Test("additions and subtractions", [[Rmw(Add, X, 2, 0), Rmw(Subtract, X, 1, 1)], [Rmw(Add, X, 1, 2), Rmw(Subtract, X, 1, 3)]], [X]),
        Test("bits set and cleared", [[Rmw(Or, X, 1, 0), Rmw(And, X, 2, 1)], [Rmw(ExclusiveOr, X, 3, 2), Rmw(Or, X, 2, 3)]], [X]),
        Test("exchanges", [[Rmw(Exchange, X, 1, 0)], [Rmw(Exchange, X, 2, 1)], [Rmw(Exchange, X, 3, 2)]], [X]),
        Test("one exchange of two", [[Cas(X, 0, 1, 0)], [Cas(X, 0, 2, 1)]], [X]),
        Test("exchanges in a row", [[Cas(X, 0, 1, 0), Cas(X, 2, 3, 1)], [Cas(X, 1, 2, 2)]], [X]),
        Test("an exchange that fails writes nothing", [[Cas(X, 3, 1, 0), Ld(Y, 1)], [St(X, 2), St(Y, 1)]], [X]),
    ];

    private static LitmusTest Test(string name, LitmusStep[][] threads, int[]? final = null) =>
        new(name, [.. threads.Select(steps => (System.Collections.Immutable.ImmutableArray<LitmusStep>)[.. steps])], [.. final ?? []]);

    private static LitmusStep St(int location, int value) => new(Store, location, value);

    private static LitmusStep Ld(int location, int register) => new(Load, location, 0, register);

    private static LitmusStep Rmw(LitmusKind kind, int location, int value, int register) => new(kind, location, value, register);

    private static LitmusStep Cas(int location, int expected, int value, int register) => new(CompareExchange, location, value, register, expected);
}
