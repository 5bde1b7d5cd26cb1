using System.CommandLine;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Wasi;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab run FILE [ARGS]</c>.</summary>
internal static class RunCommand
{
    // What a shell sees of an exit code.
    private const int ExitCodeMask = 0xff;

    public static Command Create(string[] guestArguments)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "A module in binary or text format; - is standard input. Everything after it goes to the guest.",
        };
        var invoke = new Option<string?>("--invoke")
        {
            Description =
                "Call this exported function; the guest's arguments are its arguments, numbers written as in the text format: -7, 0xff, "
                    + "1.5, nan, inf. By default a command is run (_start), whose arguments they are.",
            HelpName = "NAME",
        };
        var directories = GuestWorld.Directories();
        var variables = GuestWorld.Variables();
        var fuel = Values.Fuel();
        var timeout = Values.GuestTimeout();
        var maximum = Values.MaximumMemory();
        var tier = TierOption.Create();
        var eager = Values.Eager();
        var tierUp = Values.TierUp();
        var features = FeatureOptions.Create();
        var command = new Command(
            "run",
            "Runs a module. The exit code of a WASI command is passed on; results of functions are printed, one a line. 134 if it traps.")
        {
            file, invoke, directories, variables, fuel, timeout, maximum, tier, eager, tierUp, features,
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
                Tier = asked is [var chosen] ? TierOption.Parse(chosen) : EngineOptions.Default.Tier,
                Compilation = parsed.GetValue(eager) ? Compilation.Eager : Compilation.Lazy,
                TierUp = Values.ToTierUp(parsed.GetValue(tierUp)),
                ConsumeFuel = limit is not null,
            };
            var limits = parsed.GetValue(maximum) is { } bytes ? StoreLimits.Default with { MemoryBytes = bytes } : StoreLimits.Default;
            var path = parsed.GetRequiredValue(file);
            var name = parsed.GetValue(invoke);
            var world = GuestWorld.CreateOptions(
                path, name is null ? guestArguments : [], parsed.GetValue(directories) ?? [], parsed.GetValue(variables) ?? []);
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            if (parsed.GetValue(timeout) is { } time)
            {
                deadline.CancelAfter(time);
            }

            var guest = new Guest(path, name, guestArguments, world, options, limits, limit ?? 0);
            return Task.FromResult(Run(guest, deadline.Token, cancellation));
        });
        return command;
    }

    private static int Run(Guest guest, CancellationToken deadline, CancellationToken user)
    {
        var path = guest.Path;
        try
        {
            return Execute(guest, deadline);
        }
        catch (WasiExitException exit)
        {
            return exit.ExitCode & ExitCodeMask;
        }
        catch (ModuleException exception)
        {
            Console.Error.WriteLine(ModuleFiles.Describe(path, exception));
            return ExitCode.Failed;
        }
        catch (LinkException exception)
        {
            Console.Error.WriteLine($"clab: {path}: {exception.Message}");
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

    private static int Execute(Guest guest, CancellationToken deadline)
    {
        using var engine = new Engine(guest.Options);
        using var module = ModuleFiles.Load(engine, ModuleFiles.ReadBytes(guest.Path));
        using var wasi = new WasiContext(guest.World);
        using var store = new Store(engine, guest.Limits);
        if (guest.Options.ConsumeFuel)
        {
            store.Fuel = guest.Fuel;
        }

        var linker = new Linker(engine);
        wasi.Define(linker);
        var instance = linker.Instantiate(store, module, deadline);
        if (guest.Invoke is null && WasiContext.IsCommand(module))
        {
            return wasi.Run(instance, deadline) & ExitCodeMask;
        }

        if (WasiContext.IsReactor(module) && wasi.Initialize(instance, deadline) is var code and not 0)
        {
            return code & ExitCodeMask;
        }

        var name = guest.Invoke ?? "_start";
        if (instance.TryGetFunction(name, out var function))
        {
            foreach (var result in function.Invoke(GuestValues.Parse(name, function.Type, guest.Arguments), deadline))
            {
                Console.WriteLine(GuestValues.Format(result));
            }
        }
        else if (guest.Invoke is not null || guest.Arguments.Length > 0)
        {
            var functions = module.Exports.Where(export => export.Type.Kind == ExternKind.Function)
                .Select(export => export.Name)
                .ToList();
            throw new UsageException(
                $"{guest.Path} exports no function '{name}'; it exports {(functions.Count > 0 ? string.Join(", ", functions) : "none")}");
        }

        return ExitCode.Good; // at least instantiation, and the start function, were there to do
    }

    private static void PrintStack(IReadOnlyList<WasmFrame> frames)
    {
        foreach (var frame in frames)
        {
            Console.Error.WriteLine($"    at {frame}");
        }
    }

    /// <summary>What is run, and how.</summary>
    private sealed record Guest(
        string Path, string? Invoke, string[] Arguments, WasiOptions World, EngineOptions Options, StoreLimits Limits, ulong Fuel);
}
