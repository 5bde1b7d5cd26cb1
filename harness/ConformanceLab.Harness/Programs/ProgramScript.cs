using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ConformanceLab.Harness.Scripts;

namespace ConformanceLab.Harness.Programs;

/// <summary>
/// A program as a script, with a command for each case, so that plans, shards, workers, results and expectations know nothing of programs:
/// <code>
/// (program "c/lseek.wasm" (dir "/" "fs-tests.dir") (exit 0))
/// (program "integer/sha256.wasm" (arg "3") (exit 0) (stdout "8f43…\n"))
/// </code>
/// The text is what a case says, on a line of its own: it names the command and stands in reports. It is not a file's, and nobody parses it.
/// </summary>
public static class ProgramScript
{
    /// <summary>The script of a program.</summary>
    /// <param name="file">Path relative to the suite, with forward slashes.</param>
    /// <param name="module">The module, in the binary format.</param>
    /// <param name="cases">Its cases.</param>
    public static Script Create(string file, ReadOnlyMemory<byte> module, IEnumerable<ProgramCase> cases)
    {
        var source = new ModuleSource(ModuleForm.Binary, module);
        return Create(cases.Select(one => (Describe(file, one), Make(one))));

        Func<SourceSpan, Command> Make(ProgramCase one) => span => new ProgramCommand(span, source, one);
    }

    /// <summary>The script of a program whose description is wrong: a command that fails and says so.</summary>
    /// <param name="file">Path relative to the suite, with forward slashes.</param>
    /// <param name="message">What is wrong.</param>
    public static Script CreateBroken(string file, string message) =>
        Create([($"(program {Quote(file)})", span => new BrokenCommand(span, "program", message))]);

    private static Script Create(IEnumerable<(string Text, Func<SourceSpan, Command> Make)> commands)
    {
        var lines = commands.ToList();
        var text = new SourceText(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line.Text + "\n"))));
        var made = ImmutableArray.CreateBuilder<Command>(lines.Count);
        var start = 0;
        foreach (var (line, make) in lines)
        {
            var end = start + Encoding.UTF8.GetByteCount(line);
            made.Add(make(text.Span(start, end)));
            start = end + 1;
        }

        return new Script(text, made.MoveToImmutable());
    }

    private static string Describe(string file, ProgramCase one)
    {
        var text = new StringBuilder($"(program {Quote(file)}");
        foreach (var argument in one.Arguments.Skip(1))
        {
            text.Append($" (arg {Quote(argument)})");
        }

        foreach (var (name, value) in one.Environment)
        {
            text.Append($" (env {Quote($"{name}={value}")})");
        }

        foreach (var folder in one.Folders)
        {
            text.Append($" (dir {Quote(folder.GuestPath)} {Quote(Path.GetFileName(folder.HostPath))})");
        }

        Append("stdin", one.StandardInput.IsEmpty ? null : one.StandardInput.ToArray());
        text.Append(CultureInfo.InvariantCulture, $" (exit {one.ExitCode})");
        Append("stdout", one.StandardOutput);
        Append("stderr", one.StandardError);
        return text.Append(')').ToString();

        void Append(string name, byte[]? bytes)
        {
            if (bytes is not null)
            {
                text.Append($" ({name} {Quote(bytes)})");
            }
        }
    }

    private static string Quote(string text) => Quote(Encoding.UTF8.GetBytes(text));

    /// <summary>Bytes as a string of the text format, on one line.</summary>
    internal static string Quote(ReadOnlySpan<byte> bytes)
    {
        var quoted = new StringBuilder("\"");
        foreach (var value in bytes)
        {
            _ = value switch
            {
                (byte)'\n' => quoted.Append("\\n"),
                (byte)'"' or (byte)'\\' => quoted.Append('\\').Append((char)value),
                >= 0x20 and < 0x7f => quoted.Append((char)value),
                _ => quoted.Append(CultureInfo.InvariantCulture, $"\\{value:x2}"),
            };
        }

        return quoted.Append('"').ToString();
    }
}
