namespace ConformanceLab.Wasm.Optimizing;

/// <summary>
/// How much a compilation may still do, in steps of inner loops. Some passes take the square of what a function has, which honest functions do
/// not notice.
/// <para>
/// DANGER: no guest may starve the host by what it has compiled. A function that uses the budget up is left to the baseline compiler, whose time
/// is linear.
/// </para>
/// </summary>
internal sealed class WorkBudget
{
    // A third of a second; the largest functions of real programs take a hundredth of it.
    private const long Steps = 64_000_000;

    private long _left = Steps;

    /// <summary>Begins another function.</summary>
    public void Reset() => _left = Steps;

    /// <summary>Takes steps.</summary>
    /// <exception cref="WorkExceededException">There are not so many left.</exception>
    public void Spend(long steps)
    {
        _left -= steps;
        if (_left < 0)
        {
            throw new WorkExceededException();
        }
    }
}

/// <summary>A function is too much for the optimizing compiler.</summary>
internal sealed class WorkExceededException : Exception;
