using System.Globalization;
using System.Numerics;

namespace ConformanceLab.LabGenerator.Writing;

/// <summary>
/// One operation on many operands: a few calls of a function that has it once, and calls of one that has it several times, with the
/// operands of all of them as parameters and all results. What traps is called alone.
/// </summary>
public sealed class Batch : Form
{
    private const int Least = 4;
    private const int Greatest = 8;

    private readonly string _name;
    private readonly string[] _parameters;
    private readonly string[] _results;
    private readonly Func<string[], string> _body;
    private readonly List<(Operands Operands, Fate Fate)> _alone = [];
    private readonly List<(Operands Operands, Fate Fate)> _together = [];
    private readonly int _size;

    /// <summary>A batch.</summary>
    /// <param name="name">Name of the exported function; that of the other has the number of its operations behind it.</param>
    /// <param name="parameters">Types of the operands.</param>
    /// <param name="results">Types of the results.</param>
    /// <param name="body">The operation, for expressions that have its operands.</param>
    /// <param name="operands">What it is executed with.</param>
    /// <param name="compute">The patterns of its results.</param>
    /// <param name="alone">How many of those that do not trap are called alone.</param>
    public Batch(
        string name, string[] parameters, string[] results, Func<string[], string> body, IEnumerable<Operands> operands,
        Func<BigInteger[], IEnumerable<string>> compute, int alone = 2)
    {
        (_name, _parameters, _results, _body) = (name, parameters, results, body);
        foreach (var each in operands)
        {
            var fate = Fate.Of(() => compute(each.Values));
            var isAlone = fate.Trap is not null || _alone.Count(one => one.Fate.Trap is null) < alone;
            (isAlone ? _alone : _together).Add((each, fate));
        }

        _size = Math.Min(Greatest, _together.Count);
        if (_size < Least)
        {
            _alone.AddRange(_together);
            _together.Clear();
        }
    }

    private string Together => string.Create(CultureInfo.InvariantCulture, $"{_name}/{_size}");

    /// <inheritdoc/>
    public override IEnumerable<string> Functions
    {
        get
        {
            yield return Signatures.Function(_name, _parameters, _results, _body(Locals(0)));
            if (_together.Count > 0)
            {
                yield return Signatures.Function(
                    Together, Repeat(_parameters), Repeat(_results), string.Concat(Enumerable.Range(0, _size).Select(index => "\n    " + _body(Locals(index)))));
            }
        }
    }

    /// <inheritdoc/>
    public override void Write(ScriptWriter script)
    {
        foreach (var (operands, fate) in _alone)
        {
            script.Assert(_name, operands.Constants, fate);
        }

        for (var start = 0; start < _together.Count; start += _size)
        {
            // The last call has some of the one before again, if fewer are left.
            var chunk = _together.GetRange(Math.Min(start, _together.Count - _size), _size);
            script.Returns(Together, chunk.SelectMany(each => each.Operands.Constants), chunk.SelectMany(each => each.Fate.Results));
        }
    }

    private string[] Locals(int index) =>
        [.. _parameters.Select((_, operand) => string.Create(CultureInfo.InvariantCulture, $"(local.get {(index * _parameters.Length) + operand})"))];

    private IEnumerable<string> Repeat(string[] types) => Enumerable.Repeat(types, _size).SelectMany(each => each);
}
