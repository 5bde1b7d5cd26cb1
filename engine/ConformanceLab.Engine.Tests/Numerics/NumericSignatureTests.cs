using System.Reflection;
using System.Runtime.Intrinsics;
using ConformanceLab.InstructionGenerator;
using ConformanceLab.Wasm.Runtime;
using Xunit;

namespace ConformanceLab.Engine.Tests;

public sealed class NumericSignatureTests
{
    private static readonly HashSet<string> NumericClasses =
    [
        "unary", "binary", "test", "compare", "convert", "vunary", "vbinary", "vternary", "vtest", "vshift", "lane",
    ];

    public static TheoryData<string> NumericInstructions()
    {
        var names = new TheoryData<string>();
        foreach (InstructionRow row in NumericRows())
            names.Add(row.Name);
        return names;
    }

    [Theory]
    [MemberData(nameof(NumericInstructions))]
    public void Every_numeric_instruction_has_a_method_of_its_signature(string name)
    {
        InstructionRow row = NumericRows().Single(candidate => candidate.Name == name);

        MethodInfo? method = typeof(Numerics).GetMethod(row.CSharpName, BindingFlags.Public | BindingFlags.Static);

        Assert.NotNull(method);
        Assert.Equal(Parameters(row), method.GetParameters().Select(parameter => parameter.ParameterType));
        Assert.Equal(Result(row), method.ReturnType);
    }

    [Fact]
    public void Every_public_method_is_an_instruction()
    {
        var instructions = NumericRows().Select(row => row.CSharpName).ToHashSet();

        var strangers = typeof(Numerics)
            .GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => !instructions.Contains(method.Name))
            .Select(method => method.Name);

        Assert.Empty(strangers);
    }

    private static IEnumerable<InstructionRow> NumericRows() =>
        Table.Value.Where(row => NumericClasses.Contains(row.Class));

    private static readonly Lazy<List<InstructionRow>> Table = new(() =>
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ConformanceLab.sln")))
            folder = folder.Parent;
        Assert.NotNull(folder);
        return InstructionTable.Read(Path.Combine(folder.FullName, "engine/ConformanceLab.Wasm/Instructions/instructions.def"));
    });

    private static IEnumerable<Type> Parameters(InstructionRow row)
    {
        IEnumerable<Type> operands = Words(row.Operands).Select(TypeOf);
        return row.Shape switch
        {
            "lane" => operands.Append(typeof(int)),
            "shuffle" => operands.Append(typeof(Vector128<byte>)),
            _ => operands,
        };
    }

    private static Type Result(InstructionRow row)
    {
        Type[] results = [.. Words(row.Results).Select(TypeOf)];
        return results.Length == 1 ? results[0] : typeof(ValueTuple<,>).MakeGenericType(results);
    }

    private static string[] Words(string? types) => types!.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static Type TypeOf(string type) => type switch
    {
        "i32" => typeof(int),
        "i64" => typeof(long),
        "f32" => typeof(float),
        "f64" => typeof(double),
        "v128" => typeof(Vector128<byte>),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not a number or vector type"),
    };
}
