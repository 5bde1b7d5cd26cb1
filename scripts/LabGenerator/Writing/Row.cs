using System.Numerics;

namespace ConformanceLab.LabGenerator.Writing;

/// <summary>What a row does with its operands, once.</summary>
/// <param name="Suffix">What the function that does it alone has behind its name.</param>
/// <param name="Results">Types of the results.</param>
/// <param name="Body">The operation; its operands are the locals.</param>
/// <param name="Compute">The patterns of its results.</param>
public sealed record Column(string Suffix, string[] Results, string Body, Func<BigInteger[], IEnumerable<string>> Compute);

/// <summary>
/// Several operations on the same operands: a function that has all of them and all their results. Where one traps, those are called alone.
/// </summary>
public sealed class Row : Form
{
    private readonly string _name;
    private readonly string[] _parameters;
    private readonly List<Column> _columns;
    private readonly List<Column> _trapping;
    private readonly List<(Operands Operands, Fate[] Fates)> _together = [];
    private readonly List<(Column Column, Operands Operands, Fate Fate)> _alone = [];

    /// <summary>A row.</summary>
    /// <param name="name">Name of the exported function.</param>
    /// <param name="parameters">Types of the operands.</param>
    /// <param name="columns">What is done with them.</param>
    /// <param name="operands">The operands: a call for each.</param>
    public Row(string name, string[] parameters, IReadOnlyList<Column> columns, IReadOnlyList<Operands> operands)
    {
        (_name, _parameters) = (name, parameters);
        var fates = columns.ToDictionary(
            column => column, column => operands.ToDictionary(each => each, each => Fate.Of(() => column.Compute(each.Values))));

        // What always traps is no column; operands with which any other traps are no row.
        _trapping = [.. columns.Where(column => fates[column].Values.All(fate => fate.Trap is not null))];
        _columns = [.. columns.Except(_trapping)];
        foreach (var each in operands)
        {
            var isWhole = _columns.TrueForAll(column => fates[column][each].Trap is null);
            if (isWhole)
            {
                _together.Add((each, [.. _columns.Select(column => fates[column][each])]));
            }

            _alone.AddRange((isWhole ? _trapping : columns).Select(column => (column, each, fates[column][each])));
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<string> Functions
    {
        get
        {
            yield return Signatures.Function(
                _name, _parameters, _columns.SelectMany(column => column.Results), string.Concat(_columns.Select(column => "\n    " + column.Body)));
            foreach (var column in _alone.Select(each => each.Column).Distinct())
            {
                yield return Signatures.Function(_name + column.Suffix, _parameters, column.Results, column.Body);
            }
        }
    }

    /// <inheritdoc/>
    public override void Write(ScriptWriter script)
    {
        foreach (var (operands, fates) in _together)
        {
            script.Returns(_name, operands.Constants, fates.SelectMany(fate => fate.Results));
        }

        foreach (var (column, operands, fate) in _alone)
        {
            script.Assert(_name + column.Suffix, operands.Constants, fate);
        }
    }
}
