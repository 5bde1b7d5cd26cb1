using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ConformanceLab.Fuzzing;
using ConformanceLab.Fuzzing.Reduction;
using ConformanceLab.Harness.Engines.Saboteurs;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text;

namespace ConformanceLab.Harness.Reduction;

/// <summary>
/// Makes a script smaller while something holds of its last command: commands are left out (<see cref="DeltaDebugging"/>), modules are
/// reduced by their fields and instructions (<see cref="ModuleReducer"/>), those that can't be read by their bytes or words, and arguments
/// become 0 or 1; again, until nothing more goes.
/// </summary>
/// <param name="isStillBad">Judges a script. Called often.</param>
/// <param name="features">Features that its modules may use.</param>
/// <param name="cancellation">Ends the reduction with what it has reached.</param>
public sealed partial class ScriptReducer(Func<string, bool> isStillBad, WasmFeatures features, CancellationToken cancellation = default)
{
    private static readonly PrintOptions s_plain = PrintOptions.Default with { IndexComments = false, LabelComments = false };

    private readonly HashSet<UInt128> _rejected = [];
    private ImmutableArray<ScriptPart> _parts = [];
    private Candidate _best = new([], ImmutableDictionary<int, string>.Empty);
    private volatile string _text = "";
    private volatile string _stage = "";

    /// <summary>How many scripts were judged.</summary>
    public int Judged { get; private set; }

    /// <summary>What is being made smaller: for whoever shows how far it is, on any thread.</summary>
    public string Stage => _stage;

    /// <summary>The smallest script so far; on any thread.</summary>
    public string Text => _text;

    /// <summary>The smallest script found.</summary>
    /// <param name="script">The script.</param>
    /// <param name="command">Index of the command that it is about. Those behind it are left out.</param>
    /// <exception cref="ArgumentException">It does not hold of the script, without the commands behind.</exception>
    public string Reduce(Script script, int command)
    {
        ArgumentNullException.ThrowIfNull(script);
        _parts = ScriptPart.Read(script, command + 1);
        _best = new([.. All().Select(static part => part.Number)], ImmutableDictionary<int, string>.Empty);
        _text = Write(_best);
        if (!isStillBad(_text))
        {
            throw new ArgumentException("the script does not show it without what comes after the command", nameof(script));
        }

        try
        {
            int length;
            do
            {
                length = _text.Length;
                ReduceCommands();
                ReduceModules();
                SimplifyArguments();
            }
            while (_text.Length < length);
        }
        catch (OperationCanceledException)
        {
            // What has been reached is good.
        }

        return _text;
    }

    private IEnumerable<ScriptPart> All() => _parts.SelectMany(static part => part.WithParts());

    private IEnumerable<ScriptPart> Kept() => All().Where(part => _best.Kept.Contains(part.Number)).ToList();

    private string Write(Candidate candidate)
    {
        var text = new StringBuilder();
        Write(text, _parts, candidate);
        return text.ToString();
    }

    private static void Write(StringBuilder text, ImmutableArray<ScriptPart> parts, Candidate candidate)
    {
        foreach (var part in parts.Where(part => candidate.Kept.Contains(part.Number)))
        {
            if (candidate.Changed.TryGetValue(part.Number, out var changed))
            {
                text.Append(changed);
            }
            else
            {
                text.Append(part.Before);
                Write(text, part.Parts, candidate);
                text.Append(part.ModuleText).Append(part.After);
            }

            text.Append('\n');
        }
    }

    private bool Try(Candidate candidate)
    {
        cancellation.ThrowIfCancellationRequested();
        var text = Write(candidate);
        if (text == _text)
        {
            return false;
        }

        // Every round ends with the same attempts as the one before.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        var key = new UInt128(BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash, sizeof(ulong)));
        if (_rejected.Contains(key))
        {
            return false;
        }

        Judged++;
        if (!isStillBad(text))
        {
            _rejected.Add(key);
            return false;
        }

        _best = candidate;
        _text = text;
        return true;
    }

    private bool TryChange(ScriptPart part, string text) => Try(_best with { Changed = _best.Changed.SetItem(part.Number, text) });

    private void ReduceCommands()
    {
        _stage = "commands";
        var last = _parts[^1].Number;
        DeltaDebugging.Minimize(
            Kept().Where(part => part.Number != last).ToList(),
            kept => Try(_best with { Kept = [.. kept.Select(static part => part.Number), last] }));
    }

    // Those that come last are what the assertion is about.
    private void ReduceModules()
    {
        foreach (var part in Kept().Reverse().Where(static part => part.Source is not null))
        {
            _stage = $"the module of line {part.Command.Span.Line}";
            var source = Current(part);
            if (ModuleSyntax.TryRead(source, features)?.Copy() is { } module && TryChange(part, module))
            {
                var mayBeInvalid = part.Command is AssertModuleFails { Failure: not (ModuleFailure.Unlinkable or ModuleFailure.Trap) };
                new ModuleReducer(candidate => TryChange(part, candidate), !mayBeInvalid, cancellation).Reduce(module);
                cancellation.ThrowIfCancellationRequested();
            }
            else if (part.Command is AssertModuleFails && !_best.Changed.ContainsKey(part.Number))
            {
                ReduceBytes(part, source);
            }
        }
    }

    // The module as it is now: what an earlier round has made of it.
    private ModuleSource Current(ScriptPart part) => _best.Changed.TryGetValue(part.Number, out var text)
        && Script.Parse(Encoding.UTF8.GetBytes(text)).Commands is [var command]
            ? (part with { Command = command }).Source ?? part.Source!
            : part.Source!;

    private bool TryChange(ScriptPart part, WasmModule module)
    {
        const string Begin = "(module";
        var printed = ModulePrinter.Print(module, s_plain).Trim();
        var changed = $"{part.Before}{printed[Begin.Length..^1]}{part.After}";
        return (_best.Changed.TryGetValue(part.Number, out var before) && before == changed) || TryChange(part, changed);
    }

    private void ReduceBytes(ScriptPart part, ModuleSource source)
    {
        var isQuote = source.Form == ModuleForm.Quote;
        var text = isQuote ? Encoding.UTF8.GetString(source.Bytes.Span) : part.ModuleText!;
        if (source.Form == ModuleForm.Binary)
        {
            DeltaDebugging.Minimize<byte>([.. source.Bytes.Span], bytes => TryInside(ScriptPart.Inside(ModuleForm.Binary, [.. bytes])));
        }
        else
        {
            DeltaDebugging.Minimize<string>(
                [.. Words.Matches(text).Select(static match => match.Value)],
                words => TryInside(isQuote
                    ? ScriptPart.Inside(ModuleForm.Quote, Encoding.UTF8.GetBytes(string.Concat(words)))
                    : $" {string.Concat(words)}"));
        }

        bool TryInside(string inside) => TryChange(part, $"{part.Before}{inside}{part.After}");
    }

    // Numbers that actions are given: 0 or 1.
    private void SimplifyArguments()
    {
        _stage = "arguments";
        foreach (var part in Kept().Where(static part => part.Command is ActionCommand or AssertReturn or AssertActionFails))
        {
            for (var index = 0; index < Arguments(part).Count; index++)
            {
                foreach (var simple in (string[])["0", "1"])
                {
                    var number = Arguments(part)[index].Groups["number"];
                    var text = TextOf(part);
                    if (number.Value == simple
                        || TryChange(part, $"{text[..number.Index]}{simple}{text[(number.Index + number.Length)..]}"))
                    {
                        break;
                    }
                }
            }
        }
    }

    private string TextOf(ScriptPart part) => _best.Changed.GetValueOrDefault(part.Number, part.Before);

    private List<Match> Arguments(ScriptPart part)
    {
        var text = TextOf(part);
        var start = part.Command is ActionCommand ? 0 : text.IndexOf('(', 1);
        var bytes = Encoding.UTF8.GetBytes(text);
        var end = bytes.Length == text.Length ? ScriptLexer.FindFormEnd(bytes, start, bytes.Length) : 0;
        return [.. Constants.Matches(text).Where(match => match.Index >= start && match.Index + match.Length <= end)];
    }

    [GeneratedRegex("""[()]|"(?:\\.|[^"\\])*"?|;;[^\n]*|[^\s()";]+|\s+|;""")]
    private static partial Regex Words { get; }

    [GeneratedRegex(@"\((?:i32|i64|f32|f64)\.const\s+(?<number>[^\s()]+)\s*\)")]
    private static partial Regex Constants { get; }

    // Which parts there are, and of some of them another text.
    private sealed record Candidate(ImmutableHashSet<int> Kept, ImmutableDictionary<int, string> Changed);
}
