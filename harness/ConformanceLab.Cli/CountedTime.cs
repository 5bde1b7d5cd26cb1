namespace ConformanceLab.Cli;

/// <summary>
/// A clock for guests whose runs must all be alike: it begins on a fixed day and goes on by a millisecond whenever somebody looks. Timers
/// run as ever, for a guest that sleeps counts nothing meanwhile.
/// </summary>
internal sealed class CountedTime : TimeProvider
{
    private static readonly DateTimeOffset s_start = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private long _looks;

    /// <inheritdoc/>
    public override long TimestampFrequency => 1000;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => s_start.AddMilliseconds(Interlocked.Increment(ref _looks));

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Increment(ref _looks);
}
