using System.CommandLine;
using System.Globalization;
using ConformanceLab.Wasm;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab run FILE [ARGS]</c>.</summary>
internal static class RunCommand
{
    public static Command Create(string[] guestArguments)
    {
        var file = new Argument<string>("FILE") { Description = "A module in binary or text format. Everything after it goes to the guest." };
        var invoke = new Option<string?>("--invoke") { Description = "Call this exported function with the guest's arguments; by default _start, if there is one.", HelpName = "NAME" };
        var fuel = new Option<ulong?>("--fuel") { Description = "Trap after this many instructions.", HelpName = "N" };
        var timeout = new Option<double?>("--timeout") { Description = "Interrupt after this many seconds.", HelpName = "SECONDS" };
        var maximum = new Option<string?>("--max-memory") { Description = "Most bytes of linear memory; suffixes K, M, G.", HelpName = "BYTES" };
        var tier = TierOption.Create();
        var features = FeatureOptions.Create();
        var command = new Command("run", "Runs a module. Exit code 134 if it traps.") { file, invoke, fuel, timeout, maximum, tier, features };
        command.SetAction((parsed, cancellation) =>
        {
            var asked = parsed.GetValue(tier);
            if (asked is { Length: > 1 })
            {
                throw new UsageException("--tier: run takes one");
            }

            var limit = parsed.GetValue(fuel);
            var options = new EngineOptions
            {
                Features = FeatureOptions.Apply(parsed.GetValue(features)),
                Tier = asked is [var name] ? TierOption.Parse(name) : EngineOptions.Default.Tier,
                ConsumeFuel = limit is not null,
            };
            var limits = parsed.GetValue(maximum) is { } bytes ? StoreLimits.Default with { MemoryBytes = ByteSize.Parse("--max-memory", bytes) } : StoreLimits.Default;
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            if (parsed.GetValue(timeout) is { } seconds)
            {
                deadline.CancelAfter(seconds is > 0 and <= 86_400 ? TimeSpan.FromSeconds(seconds) : throw new UsageException("--timeout: more than 0 seconds, at most a day"));
            }

            return Task.FromResult(Run(parsed.GetRequiredValue(file), parsed.GetValue(invoke), guestArguments, options, limits, limit ?? 0, deadline.Token, cancellation));
        });
        return command;
    }

    private static int Run(string path, string? invoke, string[] arguments, EngineOptions options, StoreLimits limits, ulong fuel, CancellationToken deadline, CancellationToken user)
    {
        try
        {
            using var engine = new Engine(options);
            var bytes = ModuleFiles.ReadBytes(path);
            using var module = ModuleFiles.IsBinary(bytes) ? Module.FromBytes(engine, bytes) : Module.FromText(engine, bytes);
            using var store = new Store(engine, limits);
            if (options.ConsumeFuel)
            {
                store.Fuel = fuel;
            }

            var instance = new Linker(engine).Instantiate(store, module, deadline);
            var name = invoke ?? "_start";
            if (!instance.TryGetFunction(name, out var function))
            {
                if (invoke is null && arguments.Length == 0)
                {
                    return ExitCode.Good; // instantiation, and the start function, were all there was to do
                }

                var functions = module.Exports.Where(export => export.Type.Kind == ExternKind.Function).Select(export => export.Name).ToList();
                throw new UsageException($"{path} exports no function '{name}'; it exports {(functions.Count > 0 ? string.Join(", ", functions) : "none")}");
            }

            foreach (var result in function.Invoke(GuestValues.Parse(name, function.Type, arguments), deadline))
            {
                Console.WriteLine(GuestValues.Format(result));
            }

            return ExitCode.Good;
        }
        catch (ModuleException exception)
        {
            Console.Error.WriteLine(ModuleFiles.Describe(path, exception));
            return ExitCode.Failed;
        }
        catch (LinkException exception)
        {
            Console.Error.WriteLine($"clab: {path}: {exception.Message}{(exception.Message.Contains("wasi_", StringComparison.Ordinal) ? " (WASI is not built yet)" : "")}");
            return ExitCode.Failed;
        }
        catch (TrapException exception)
        {
            Console.Error.WriteLine($"clab: trap: {exception.Message}");
            PrintStack(exception.Frames);
            return ExitCode.Trapped;
        }
        catch (WasmThrownException exception)
        {
            Console.Error.WriteLine($"clab: uncaught exception: {exception.Message}");
            PrintStack(exception.Frames);
            return ExitCode.Trapped;
        }
        catch (OperationCanceledException) when (!user.IsCancellationRequested)
        {
            Console.Error.WriteLine("clab: interrupted: the time given by --timeout is up");
            return ExitCode.Trapped;
        }
    }

    private static void PrintStack(IReadOnlyList<WasmFrame> frames)
    {
        foreach (var frame in frames)
        {
            Console.Error.WriteLine($"    at {frame}");
        }
    }
}

/// <summary>Sizes in bytes with binary suffixes.</summary>
internal static class ByteSize
{
    public static ulong Parse(string option, string text)
    {
        var (digits, shift) = text.Length > 0 ? char.ToUpperInvariant(text[^1]) switch
        {
            'K' => (text[..^1], 10),
            'M' => (text[..^1], 20),
            'G' => (text[..^1], 30),
            _ => (text, 0),
        }
        : (text, 0);
        return ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= ulong.MaxValue >> shift
            ? value << shift
            : throw new UsageException($"{option} {text}: not a size; write 65536, 64K, 16M or 2G");
    }
}
