using System.CommandLine;
using ConformanceLab.Wasm;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab run FILE [ARGS]</c>.</summary>
internal static class RunCommand
{
    public static Command Create(string[] guestArguments)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "A module in binary or text format; - is standard input. Everything after it goes to the guest.",
        };
        var invoke = new Option<string?>("--invoke")
        {
            Description =
                "Call this exported function with the guest's arguments, by default _start if there is one. Numbers are written as in "
                    + "the text format: -7, 0xff, 1.5, nan, inf.",
            HelpName = "NAME",
        };
        var fuel = Values.Fuel();
        var timeout = Values.GuestTimeout();
        var maximum = Values.MaximumMemory();
        var tier = TierOption.Create();
        var eager = Values.Eager();
        var features = FeatureOptions.Create();
        var command = new Command("run", "Runs a module and prints the results, one a line. Exit code 134 if it traps.")
        {
            file, invoke, fuel, timeout, maximum, tier, eager, features,
        };
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
                Compilation = parsed.GetValue(eager) ? Compilation.Eager : Compilation.Lazy,
                ConsumeFuel = limit is not null,
            };
            var limits = parsed.GetValue(maximum) is { } bytes ? StoreLimits.Default with { MemoryBytes = bytes } : StoreLimits.Default;
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            if (parsed.GetValue(timeout) is { } time)
            {
                deadline.CancelAfter(time);
            }

            return Task.FromResult(
                Run(
                    parsed.GetRequiredValue(file),
                    parsed.GetValue(invoke),
                    guestArguments,
                    options,
                    limits,
                    limit ?? 0,
                    deadline.Token,
                    cancellation));
        });
        return command;
    }

    private static int Run(
        string path,
        string? invoke,
        string[] arguments,
        EngineOptions options,
        StoreLimits limits,
        ulong fuel,
        CancellationToken deadline,
        CancellationToken user)
    {
        try
        {
            using var engine = new Engine(options);
            using var module = ModuleFiles.Load(engine, ModuleFiles.ReadBytes(path));
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

                var functions = module.Exports.Where(export => export.Type.Kind == ExternKind.Function)
                    .Select(export => export.Name)
                    .ToList();
                throw new UsageException(
                    $"{path} exports no function '{name}'; it exports {(functions.Count > 0 ? string.Join(", ", functions) : "none")}");
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
            var hint = exception.Message.Contains("wasi_", StringComparison.Ordinal) ? " (WASI is not built yet)" : "";
            Console.Error.WriteLine($"clab: {path}: {exception.Message}{hint}");
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
