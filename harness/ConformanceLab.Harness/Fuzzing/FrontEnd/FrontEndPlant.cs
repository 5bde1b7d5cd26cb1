using System.Diagnostics.CodeAnalysis;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Fuzzing.FrontEnd;

/// <summary>What a defect made on purpose does.</summary>
public enum FrontEndDefect : byte
{
    /// <summary>Throws an exception of another kind.</summary>
    Exception,

    /// <summary>Loses the place of an error.</summary>
    Place,

    /// <summary>Takes much time.</summary>
    Time,

    /// <summary>Allocates much.</summary>
    Memory,

    /// <summary>Ends the process.</summary>
    Crash,

    /// <summary>Does not end.</summary>
    Hang,
}

/// <summary>
/// A defect made on purpose where the front end rejects an input with a certain message. It shows that such a defect would be found.
/// </summary>
/// <param name="Defect">What it does.</param>
/// <param name="Message">The beginning of the message.</param>
public sealed record FrontEndPlant(FrontEndDefect Defect, string Message)
{
    private const int Bomb = 64 << 20;
    private const int LongMilliseconds = 3 * FrontEndTarget.BaseMilliseconds;

    /// <summary>Reads the form <c>exception=illegal opcode</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out FrontEndPlant? plant)
    {
        ArgumentNullException.ThrowIfNull(text);
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        plant = equals > 0
            && text.Length > equals + 1
            && char.IsAsciiLetter(text[0])
            && Enum.TryParse<FrontEndDefect>(text[..equals], ignoreCase: true, out var defect)
            ? new FrontEndPlant(defect, text[(equals + 1)..])
            : null;
        return plant is not null;
    }

    /// <summary>The form that <see cref="TryParse"/> reads.</summary>
    public override string ToString() => $"{Defect.ToString().ToLowerInvariant()}={Message}";

    /// <summary>Does what the defect does where the message is that of the error.</summary>
    internal void Strike(ModuleException error)
    {
        if (!error.Message.StartsWith(Message, StringComparison.Ordinal))
        {
            return;
        }

        switch (Defect)
        {
            case FrontEndDefect.Exception:
                throw new InvalidOperationException("the defect that was planted");
            case FrontEndDefect.Place:
                throw new PlaceException($"the defect that was planted: {error.Message}");
            case FrontEndDefect.Time:
                for (var end = Environment.CpuUsage.TotalTime.TotalMilliseconds + LongMilliseconds;
                    Environment.CpuUsage.TotalTime.TotalMilliseconds < end;)
                {
                    Thread.SpinWait(1000);
                }

                break;
            case FrontEndDefect.Memory:
                GC.KeepAlive(new byte[Bomb]);
                break;
            case FrontEndDefect.Crash:
                Environment.FailFast("the defect that was planted");
                break;
            case FrontEndDefect.Hang:
                Thread.Sleep(Timeout.Infinite);
                break;
        }
    }
}
