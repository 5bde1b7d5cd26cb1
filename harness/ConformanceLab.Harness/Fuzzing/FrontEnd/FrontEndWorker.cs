using System.Globalization;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConformanceLab.Harness.Fuzzing.FrontEnd;

/// <summary>What a worker says of a stretch of inputs.</summary>
public sealed record FrontEndAnswer
{
    /// <summary>What became of them.</summary>
    public FrontEndTotals Totals { get; init; } = new();

    /// <summary>What is wrong, each kind once.</summary>
    public List<FrontEndFound> Found { get; init; } = [];

    /// <summary>Why there is no answer: making inputs failed, which is the fuzzer's mistake.</summary>
    public string? Failure { get; init; }

    /// <summary>One line of JSON.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, FrontEndJson.Default.FrontEndAnswer);

    /// <summary>Reads what <see cref="ToLine"/> wrote.</summary>
    /// <exception cref="JsonException">It is no answer.</exception>
    public static FrontEndAnswer FromLine(string line) =>
        JsonSerializer.Deserialize(line, FrontEndJson.Default.FrontEndAnswer) ?? throw new JsonException("an answer expected");
}

/// <summary>JSON of front-end fuzzing.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FrontEndAnswer))]
internal sealed partial class FrontEndJson : JsonSerializerContext;

/// <summary>Inputs of one block that a worker is to try.</summary>
/// <param name="Seed">The series.</param>
/// <param name="First">Index of the first one.</param>
/// <param name="End">Index after the last one, in the same block.</param>
/// <param name="Skipped">Inputs that break down, which are left out.</param>
internal sealed record FrontEndRange(ulong Seed, ulong First, ulong End, IReadOnlyList<ulong> Skipped)
{
    /// <summary>A range of a request.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static FrontEndRange Parse(string line)
    {
        var numbers = line.Split(' ').Select(static field => ulong.Parse(field, NumberStyles.None, CultureInfo.InvariantCulture)).ToArray();
        return numbers.Length >= 3
            ? new FrontEndRange(numbers[0], numbers[1], numbers[2], numbers[3..])
            : throw new FormatException("seed, first and end expected");
    }

    /// <summary>The form that <see cref="Parse"/> reads.</summary>
    public override string ToString() =>
        string.Join(' ', ((IEnumerable<ulong>)[Seed, First, End, .. Skipped]).Select(static n => n.ToString(CultureInfo.InvariantCulture)));

    /// <summary>
    /// Tries the inputs. Those of the block that come before are tried too, since the others depend on them, and not counted.
    /// </summary>
    /// <param name="target">What tries them.</param>
    /// <param name="begin">Is told the index of each input before it is tried.</param>
    public FrontEndAnswer Run(FrontEndTarget target, Action<ulong> begin)
    {
        var answer = new FrontEndAnswer();
        var known = new HashSet<string>();
        var block = new FrontEndBlock(Seed, First);
        while (block.Next < End)
        {
            var index = block.Next;
            var input = block.Create();
            if (Skipped.Contains(index))
            {
                continue;
            }

            begin(index);
            var result = target.Try(input);
            block.Note(input, result);
            if (index < First)
            {
                continue;
            }

            answer.Totals.Add(input, result, target.Milliseconds, target.AllocatedBytes);
            if (result.Verdict != FrontEndVerdict.Good && known.Add($"{result.Verdict} {result.Outcome}"))
            {
                var small = FrontEndReducer.Reduce(input, result.Verdict, result.Outcome, target);
                var message = target.Try(small).Message ?? result.Message ?? "";
                answer.Found.Add(new FrontEndFound(index, result.Verdict, message, small.Format, small.Features, small.Bytes));
            }
        }

        return answer;
    }

    /// <summary>Makes the input behind the range and does not try it.</summary>
    public FrontEndInput Create(FrontEndTarget target)
    {
        var block = new FrontEndBlock(Seed, First);
        while (block.Next < End)
        {
            var isSkipped = Skipped.Contains(block.Next);
            var input = block.Create();
            if (!isSkipped)
            {
                block.Note(input, target.Try(input));
            }
        }

        return block.Create();
    }
}

/// <summary>
/// The program of a worker: ranges in on standard input, a line each, answers out on standard output, a line each. In a file that it shares
/// with the harness stands the index of the input that it is at, so that one which breaks it down is known.
/// </summary>
public static class FrontEndWorker
{
    /// <summary>The option of the worker's command line that makes it one of these; the shared file follows, then the defect, if any.</summary>
    public const string Option = "--fuzz-frontend";

    /// <summary>A request that begins so asks for the input behind the range, which is not tried.</summary>
    public const string CreateRequest = "create ";

    /// <summary>Runs a worker until its input ends.</summary>
    /// <returns>The exit code: 0, or 2 if the command line is wrong.</returns>
    public static int Run(string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        FrontEndPlant? plant = null;
        if (arguments is not ([Option, _] or [Option, _, _])
            || (arguments is [_, _, var planted] && !FrontEndPlant.TryParse(planted, out plant)))
        {
            Console.Error.WriteLine("a worker is started by clab fuzz");
            return 2;
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static context => context.Cancel = true);
        using var file = MemoryMappedFile.CreateFromFile(arguments[1], FileMode.Open);
        using var place = file.CreateViewAccessor(0, sizeof(ulong));
        using var target = new FrontEndTarget(plant);
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        Console.SetOut(Console.Error);
        using var input = new StreamReader(Console.OpenStandardInput());
        while (input.ReadLine() is { } request)
        {
            output.WriteLine(Answer(request, target, index => place.Write(0, index)).ToLine());
        }

        return 0;
    }

    private static FrontEndAnswer Answer(string request, FrontEndTarget target, Action<ulong> begin)
    {
        try
        {
            if (!request.StartsWith(CreateRequest, StringComparison.Ordinal))
            {
                return FrontEndRange.Parse(request).Run(target, begin);
            }

            var made = FrontEndRange.Parse(request[CreateRequest.Length..]).Create(target);
            var found = new FrontEndFound(0, FrontEndVerdict.Good, "", made.Format, made.Features, made.Bytes);
            return new FrontEndAnswer { Found = [found] };
        }
        catch (Exception error)
        {
            // The target throws nothing: it is what makes inputs.
            return new FrontEndAnswer { Failure = error.ToString() };
        }
    }
}
