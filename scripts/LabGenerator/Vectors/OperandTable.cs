using System.Globalization;
using System.Numerics;
using ConformanceLab.LabGenerator.Writing;

namespace ConformanceLab.LabGenerator.Vectors;

/// <summary>
/// Operands that instructions share, in the memory of a script: written once, where a function fills it, and loaded by whoever computes with
/// them. Operands of one execution stand one after another, and so do those of the next.
/// </summary>
public sealed class OperandTable
{
    private const int VectorBytes = 16;
    private const int PageBytes = 65536;

    private readonly List<string> _vectors = [];
    private readonly Dictionary<string, int> _places = [];

    /// <summary>The memory, and what fills it.</summary>
    public IEnumerable<string> Fields =>
    [
        string.Create(CultureInfo.InvariantCulture, $"(memory {((_vectors.Count * VectorBytes) + PageBytes - 1) / PageBytes})"),
        "(start $operands)",
        "(func $operands",
        .. _vectors.Select((vector, index) => string.Create(
            CultureInfo.InvariantCulture, $"  (v128.store offset={index * VectorBytes} (i32.const 0) {vector})")),
        ")",
    ];

    /// <summary>The address of operands; those that are there already keep it.</summary>
    /// <param name="shape">How they are written.</param>
    /// <param name="operands">Of each execution the operands, all vectors.</param>
    public int Place(Shape shape, IEnumerable<BigInteger[]> operands)
    {
        string[] constants = [.. operands.SelectMany(each => each).Select(shape.Constant)];
        var key = string.Concat(constants);
        if (!_places.TryGetValue(key, out var place))
        {
            place = _vectors.Count * VectorBytes;
            _places.Add(key, place);
            _vectors.AddRange(constants);
        }

        return place;
    }

    /// <summary>The address of what follows some executions.</summary>
    /// <param name="executions">How many.</param>
    /// <param name="operands">How many operands each has.</param>
    public static int Size(int executions, int operands) => executions * operands * VectorBytes;

    /// <summary>Loads an operand; local 0 has the address.</summary>
    /// <param name="execution">Of which execution behind the address.</param>
    /// <param name="operands">How many operands each has.</param>
    /// <param name="operand">Which of them.</param>
    public static string Load(int execution, int operands, int operand)
    {
        var offset = Size(execution, operands) + (operand * VectorBytes);
        return offset == 0 ? "(v128.load (local.get 0))" : string.Create(CultureInfo.InvariantCulture, $"(v128.load offset={offset} (local.get 0))");
    }
}

/// <summary>One operation on operands from a table, several times in a call.</summary>
public sealed class TableForm : Form
{
    private readonly string _name;
    private readonly int _place;
    private readonly int _operands;
    private readonly int _size;
    private readonly string _result;
    private readonly Func<string[], string> _body;
    private readonly string[] _results;

    /// <summary>A form.</summary>
    /// <param name="name">Name of the exported function; how many executions it has is behind it.</param>
    /// <param name="table">The table.</param>
    /// <param name="shape">How the operands are written.</param>
    /// <param name="operands">Of each execution the operands.</param>
    /// <param name="result">Type of the result.</param>
    /// <param name="body">The operation, for expressions that have its operands.</param>
    /// <param name="compute">The pattern of its result.</param>
    public TableForm(
        string name, OperandTable table, Shape shape, IReadOnlyList<BigInteger[]> operands, string result, Func<string[], string> body,
        Func<BigInteger[], string> compute)
    {
        _place = table.Place(shape, operands);
        _operands = operands[0].Length;
        _size = Enumerable.Range(1, Math.Min(4, operands.Count)).MinBy(size => Length(size, operands.Count));
        _name = string.Create(CultureInfo.InvariantCulture, $"{name}/{_size}");
        (_result, _body) = (result, body);
        _results = [.. operands.Select(compute)];
    }

    // About how long the text is: operations in the function, calls with their results.
    private static int Length(int size, int executions) => (80 * size) + (((executions + size - 1) / size) * (45 + (70 * size)));

    /// <inheritdoc/>
    public override IEnumerable<string> Functions =>
    [
        Signatures.Function(_name, ["i32"], Enumerable.Repeat(_result, _size), string.Concat(Enumerable.Range(0, _size).Select(
            execution => "\n    " + _body([.. Enumerable.Range(0, _operands).Select(operand => OperandTable.Load(execution, _operands, operand))])))),
    ];

    /// <inheritdoc/>
    public override void Write(ScriptWriter script)
    {
        for (var start = 0; start < _results.Length; start += _size)
        {
            // The last call has some of the one before again, if fewer are left.
            var first = Math.Min(start, _results.Length - _size);
            script.Returns(
                _name, [Literal.Of("i32", (BigInteger)(_place + OperandTable.Size(first, _operands)))], _results[first..(first + _size)]);
        }
    }
}
