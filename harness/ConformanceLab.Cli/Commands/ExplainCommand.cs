using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using ConformanceLab.Harness.Listings;
using ConformanceLab.Reports.Listings;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Modules;

namespace ConformanceLab.Cli.Commands;

/// <summary><c>clab explain FILE</c>.</summary>
internal static class ExplainCommand
{
    private const int MostFunctionsNamed = 20;
    private static readonly string[] s_formats = ["text", "html"];
    private static readonly TimeSpan s_progressInterval = TimeSpan.FromSeconds(2);

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A module in binary or text format; - is standard input." };
        var functions = new Option<string[]>("--func")
        {
            Description = "Only this function: its index, its name, or a name that it is exported as; repeatable.",
            HelpName = "FUNCTION",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };
        var tier = new Option<string>("--tier")
        {
            Description = "Whose machine code is shown: baseline, optimizing.",
            HelpName = "TIER",
            DefaultValueFactory = _ => Tier.Baseline.Name(),
        };
        var stages = new Option<bool>("--ir")
        {
            Description = "Also the function after each stage of the optimizing compiler, after the last with registers. A page has it always.",
        };
        var decisions = new Option<bool>("--why")
        {
            Description = "Also what the optimizing compiler has decided: what was inlined, left out, moved, kept in the frame, and why. A page has it always.",
        };
        var format = new Option<string?>("--format")
        {
            Description = "text, or html: one page that needs nothing else. By default html if the output's name ends so, otherwise text.",
            HelpName = "text|html",
        };
        var output = new Option<string?>("--output", "-o")
        {
            Description = "Write to this file instead of standard output.",
            HelpName = "FILE",
        };
        var features = FeatureOptions.Create();
        var command = new Command(
            "explain", "Shows functions beside the machine code made of them, with offsets, traps, calls, references and handlers.")
        {
            file, functions, tier, stages, decisions, format, output, features,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var target = parsed.GetValue(output);
            var isHtml = IsHtml(parsed.GetValue(format), target);
            var options = EngineOptions.Default with
            {
                Tier = FindTier(parsed.GetRequiredValue(tier), Tiers.Available),

                // Explaining is for looking: every built proposal is read unless switched off.
                Features = FeatureOptions.Apply(parsed.GetValue(features), WasmFeatures.All),
            };
            var path = parsed.GetRequiredValue(file);
            try
            {
                var syntax = ModuleFiles.Read(ModuleFiles.ReadBytes(path), options.Features);
                var indices = Select(path, syntax, parsed.GetValue(functions) ?? []);
                using var engine = new Engine(options);
                using var module = Module.FromSyntax(engine, syntax);
                var explained = module.Explain(indices, isHtml || parsed.GetValue(stages)).Select(ListingBuilder.Build);
                Write(target, writer => Render(
                    writer,
                    isHtml,
                    path,
                    options.Tier,
                    (parsed.GetValue(stages), parsed.GetValue(decisions)),
                    Watched(explained, indices.Count, cancellation)));
                return Task.FromResult(ExitCode.Good);
            }
            catch (ModuleException exception)
            {
                Console.Error.WriteLine(ModuleFiles.Describe(path, exception));
                return Task.FromResult(ExitCode.Failed);
            }
            catch (OutOfMemoryException exception)
            {
                Console.Error.WriteLine($"clab: {path}: {exception.Message}");
                return Task.FromResult(ExitCode.Failed);
            }
        });
        return command;
    }

    /// <summary>The tier of a name, if its code can be shown here.</summary>
    /// <exception cref="UsageException">It has none, or does not run on this machine.</exception>
    /// <param name="name">The name.</param>
    /// <param name="available">The tiers that run here.</param>
    /// <param name="command">What the command does with code: for messages.</param>
    internal static Tier FindTier(string name, IReadOnlyList<Tier> available, string command = "explain shows")
    {
        var shown = $"{command} {Tier.Baseline.Name()} and {Tier.Optimizing.Name()}";
        if (!Tiers.TryParse(name, out var tier))
        {
            throw new UsageException($"--tier {name}: no such tier; {shown}");
        }

        if (tier == Tier.Interpreter)
        {
            throw new UsageException($"--tier {name}: it makes no machine code; {shown}");
        }

        return available.Contains(tier)
            ? tier
            : throw new UsageException(
                $"--tier {name}: not available on this machine; it needs Linux on an x86-64-v3 processor, and memory for code");
    }

    private static bool IsHtml(string? format, string? output)
    {
        if (format is not null && !s_formats.Contains(format))
        {
            throw new UsageException($"--format {format}: no such format; there is {string.Join(", ", s_formats)}");
        }

        return format is not null
            ? format == "html"
            : output is not null && Path.GetExtension(output).ToLowerInvariant() is ".html" or ".htm";
    }

    // In the order of the module, each once.
    private static SortedSet<int> Select(string path, WasmModule module, string[] asked)
    {
        var imported = module.CountImports(ExternKind.Function);
        var all = Enumerable.Range(imported, module.Functions.Count);
        if (asked.Length == 0)
        {
            return [.. all];
        }

        var selected = new SortedSet<int>();
        foreach (var text in asked)
        {
            var found = Find(module, text).ToList();
            if (found.Count == 0)
            {
                throw new UsageException($"--func {text}: no such function; {path} defines {DescribeAll(module, imported)}");
            }

            if (found.Min() < imported)
            {
                throw new UsageException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"--func {text}: function {found.Min()} is imported and has no code here; "
                        + $"{path} defines {DescribeAll(module, imported)}"));
            }

            selected.UnionWith(found);
        }

        return selected;
    }

    private static IEnumerable<int> Find(WasmModule module, string text)
    {
        var count = module.CountImports(ExternKind.Function) + module.Functions.Count;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < count)
        {
            return [index];
        }

        var name = text.StartsWith('$') ? text[1..] : text;
        var exported = module.Exports
            .Where(export => export.Kind == ExternKind.Function && export.Name == text)
            .Select(export => export.Index);
        var named = module.Names.Functions.Where(entry => entry.Value == name && entry.Key < count).Select(entry => entry.Key);
        return exported.Concat(named);
    }

    private static string DescribeAll(WasmModule module, int imported)
    {
        var count = module.Functions.Count;
        if (count == 0)
        {
            return "none";
        }

        var names = Enumerable.Range(imported, Math.Min(count, MostFunctionsNamed)).Select(
            index => module.Names.Functions.TryGetValue(index, out var name)
                ? string.Create(CultureInfo.InvariantCulture, $"{index} ${name}")
                : index.ToString(CultureInfo.InvariantCulture));
        var more = count > MostFunctionsNamed
            ? string.Create(CultureInfo.InvariantCulture, $" … up to {imported + count - 1}: 'clab print' shows them all")
            : "";
        return string.Join(", ", names) + more;
    }

    // As it is written, so that a large module needs no more memory than its largest function.
    private static IEnumerable<FunctionListing> Watched(IEnumerable<FunctionListing> listings, int count, CancellationToken cancellation)
    {
        var last = Stopwatch.GetTimestamp();
        var done = 0;
        foreach (var listing in listings)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return listing;
            done++;
            if (Stopwatch.GetElapsedTime(last) > s_progressInterval)
            {
                last = Stopwatch.GetTimestamp();
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done:N0} of {count:N0} functions"));
            }
        }
    }

    private static void Render(
        TextWriter writer, bool isHtml, string path, Tier tier, (bool Stages, bool Decisions) with, IEnumerable<FunctionListing> listings)
    {
        if (isHtml)
        {
            var page = new HtmlListing(writer, path == "-" ? "standard input" : Path.GetFileName(path), $"{tier.Name()} machine code");
            foreach (var listing in listings)
            {
                page.Add(listing);
            }

            page.End();
            return;
        }

        var isFirst = true;
        foreach (var listing in listings)
        {
            if (!isFirst)
            {
                writer.WriteLine();
            }

            isFirst = false;
            TextListing.Write(writer, listing);
            if (with.Decisions)
            {
                TextListing.WriteDecisions(writer, listing);
            }

            if (with.Stages)
            {
                TextListing.WriteStages(writer, listing);
            }
        }
    }

    // A file that was not finished is of no use to anybody.
    private static void Write(string? target, Action<TextWriter> write)
    {
        if (target is null)
        {
            write(Console.Out);
            return;
        }

        using var writer = new StreamWriter(target);
        try
        {
            write(writer);
        }
        catch
        {
            File.Delete(target);
            throw;
        }
    }
}
