namespace ConformanceLab.Harness.Execution;

/// <summary>
/// The book of a run: what was planned, and how many verdicts of each kind came. <see cref="IsBalanced"/> says whether every planned
/// command has exactly one verdict; if not, the run itself is broken, whatever its verdicts say. Not thread-safe.
/// </summary>
public sealed class Ledger
{
    private readonly int[] _counts = new int[Enum.GetValues<Verdict>().Length];

    /// <summary>How many commands there should be verdicts for.</summary>
    public int Planned { get; private set; }

    /// <summary>How many verdicts there are.</summary>
    public int Recorded => _counts.Sum();

    /// <summary>Whether there is one verdict for each planned command.</summary>
    public bool IsBalanced => Planned == Recorded;

    /// <summary>How many verdicts of a kind there are.</summary>
    public int this[Verdict verdict] => _counts[(int)verdict];

    /// <summary>Whether no verdict is bad.</summary>
    public bool IsGood => !Enum.GetValues<Verdict>().Any(verdict => verdict.IsBad() && this[verdict] > 0);

    /// <summary>Announces commands.</summary>
    public void Plan(int commands) => Planned += commands;

    /// <summary>Records a verdict, or several of a kind.</summary>
    public void Record(Verdict verdict, int count = 1) => _counts[(int)verdict] += count;

    /// <summary>Adds another book to this one.</summary>
    public void Add(Ledger other)
    {
        Planned += other.Planned;
        for (var index = 0; index < _counts.Length; index++)
        {
            _counts[index] += other._counts[index];
        }
    }

    /// <summary><c>planned 12: 10 pass, 2 fail</c>.</summary>
    public override string ToString() =>
        $"planned {Planned}: {string.Join(", ", Enum.GetValues<Verdict>().Where(v => this[v] > 0).Select(v => $"{this[v]} {v.Name()}"))}";
}
