using System.Collections.Immutable;
using System.Text;
using ConformanceLab.Harness.Engines;
using ConformanceLab.Harness.Engines.Hosting;
using ConformanceLab.Harness.Programs;
using ConformanceLab.Harness.Scripts;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Workers;

/// <summary>A line of the worker protocol from the harness to the engine: a request, its number, the session that it is for.</summary>
/// <param name="Number">Which request it is: 1, 2, 3 …</param>
/// <param name="Session">The session.</param>
/// <param name="Request">The request; an <see cref="OpenRequest"/> at the begin of a script.</param>
internal readonly record struct RequestLine(int Number, int Session, EngineRequest Request)
{
    /// <summary>Writes the line.</summary>
    public void Write(LineWriter line)
    {
        line.Number(Number);
        line.Number(Session);
        switch (Request)
        {
            case InvokeRequest r:
                line.Word("invoke"u8);
                line.Number(r.Instance);
                line.Text(r.Function);
                foreach (var argument in r.Arguments)
                {
                    line.Value(argument);
                }

                break;
            case CompileRequest r:
                line.Word("compile"u8);
                line.Number(r.Module);
                line.Word(r.Source.Form switch { ModuleForm.Text => "text"u8, ModuleForm.Binary => "binary"u8, _ => "quote"u8 });
                line.Word(r.CheckCustomSections ? "strict"u8 : "plain"u8);
                line.Number(r.Source.Line);
                line.Number(r.Source.Column);
                line.Base64(r.Source.Bytes.Span);
                break;
            case InstantiateRequest r:
                line.Word("instantiate"u8);
                line.Number(r.Instance);
                line.Number(r.Module);
                break;
            case RegisterRequest r:
                line.Word("register"u8);
                line.Text(r.Name);
                line.Number(r.Instance);
                break;
            case GetRequest r:
                line.Word("get"u8);
                line.Number(r.Instance);
                line.Text(r.Global);
                break;
            case RunRequest r:
                Write(line, r);
                break;
            case ThreadRequest r:
                line.Word("thread"u8);
                line.Number(r.Session);
                foreach (var instance in r.SharedInstances)
                {
                    line.Number(instance);
                }

                break;
            case WaitRequest r:
                line.Word("wait"u8);
                line.Number(r.Session);
                break;
            case EndRequest:
                line.Word("end"u8);
                break;
            case FaultRequest r:
                line.Word("fault"u8);
                line.Word(Encoding.ASCII.GetBytes(r.Kind.ToString().ToLowerInvariant()));
                break;
            case OpenRequest r:
                line.Word("open"u8);
                line.Text(r.Options.Tier);
                line.Text(FeatureList.Format(r.Options.Features));
                line.Number((long)r.TimeLimit.TotalMilliseconds);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(line), Request, "not a request");
        }

        line.End();
    }

    /// <summary>Reads a line.</summary>
    /// <exception cref="ProtocolException">It isn't one.</exception>
    public static RequestLine Read(ReadOnlySpan<byte> line)
    {
        var fields = new LineFields(line);
        var (number, session) = (fields.Number(), fields.Number());
        EngineRequest request;
        switch (fields.Word())
        {
            case var verb when verb.SequenceEqual("invoke"u8):
                request = new InvokeRequest(fields.Number(), fields.Text(), Values(ref fields));
                break;
            case var verb when verb.SequenceEqual("compile"u8):
                request = ReadCompile(ref fields);
                break;
            case var verb when verb.SequenceEqual("instantiate"u8):
                request = new InstantiateRequest(fields.Number(), fields.Number());
                break;
            case var verb when verb.SequenceEqual("register"u8):
                request = new RegisterRequest(fields.Text(), fields.Number());
                break;
            case var verb when verb.SequenceEqual("get"u8):
                request = new GetRequest(fields.Number(), fields.Text());
                break;
            case var verb when verb.SequenceEqual("run"u8):
                request = ReadRun(ref fields);
                break;
            case var verb when verb.SequenceEqual("thread"u8):
                request = ReadThread(ref fields);
                break;
            case var verb when verb.SequenceEqual("wait"u8):
                request = new WaitRequest(fields.Number());
                break;
            case var verb when verb.SequenceEqual("end"u8):
                request = new EndRequest();
                break;
            case var verb when verb.SequenceEqual("fault"u8):
                request = new FaultRequest(Enum.Parse<FaultKind>(Encoding.ASCII.GetString(fields.Word()), ignoreCase: true));
                break;
            case var verb when verb.SequenceEqual("open"u8):
                request = new OpenRequest(
                    new SessionOptions(fields.Text(), ReadFeatures(ref fields)), TimeSpan.FromMilliseconds(fields.Number()));
                break;
            default:
                throw fields.Wrong("there is no such request");
        }

        return fields.IsAtEnd ? new RequestLine(number, session, request) : throw fields.Wrong("it is too long");
    }

    // Who is asked for a feature that it does not know must not go on without it.
    private static WasmFeatures ReadFeatures(ref LineFields fields)
    {
        var features = FeatureList.Parse(fields.Text(), out var unknown);
        return unknown is null ? features : throw fields.Wrong($"there is no feature {unknown}");
    }

    private static CompileRequest ReadCompile(ref LineFields fields)
    {
        var module = fields.Number();
        var form = fields.Word() switch
        {
            var word when word.SequenceEqual("text"u8) => ModuleForm.Text,
            var word when word.SequenceEqual("binary"u8) => ModuleForm.Binary,
            var word when word.SequenceEqual("quote"u8) => ModuleForm.Quote,
            _ => throw fields.Wrong("text, binary or quote is missing"),
        };
        var isStrict = fields.Word().SequenceEqual("strict"u8);
        var (line, column) = (fields.Number(), fields.Number());
        return new CompileRequest(module, new ModuleSource(form, fields.Base64(), line, column), isStrict);
    }

    private static void Write(LineWriter line, RunRequest request)
    {
        var program = request.Invocation;
        line.Word("run"u8);
        line.Number(request.Module);
        line.Text(program.StandardInput);
        line.Text(program.StandardOutput);
        line.Text(program.StandardError);
        line.Number(program.Arguments.Length);
        foreach (var argument in program.Arguments)
        {
            line.Text(argument);
        }

        line.Number(program.Environment.Length);
        foreach (var (name, value) in program.Environment)
        {
            line.Text(name);
            line.Text(value);
        }

        foreach (var folder in program.Folders)
        {
            line.Text(folder.GuestPath);
            line.Text(folder.HostPath);
        }
    }

    private static RunRequest ReadRun(ref LineFields fields)
    {
        var module = fields.Number();
        var (input, output, error) = (fields.Text(), fields.Text(), fields.Text());
        var arguments = ImmutableArray.CreateBuilder<string>();
        for (var rest = fields.Number(); rest > 0; rest--)
        {
            arguments.Add(fields.Text());
        }

        var environment = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        for (var rest = fields.Number(); rest > 0; rest--)
        {
            environment.Add(KeyValuePair.Create(fields.Text(), fields.Text()));
        }

        var folders = ImmutableArray.CreateBuilder<ProgramFolder>();
        while (!fields.IsAtEnd)
        {
            folders.Add(new ProgramFolder(fields.Text(), fields.Text()));
        }

        return new RunRequest(
            module,
            new ProgramInvocation(arguments.ToImmutable(), environment.ToImmutable(), folders.ToImmutable(), input, output, error));
    }

    private static ThreadRequest ReadThread(ref LineFields fields)
    {
        var session = fields.Number();
        var shared = ImmutableArray.CreateBuilder<int>();
        while (!fields.IsAtEnd)
        {
            shared.Add(fields.Number());
        }

        return new ThreadRequest(session, shared.ToImmutable());
    }

    private static ImmutableArray<ScriptValue> Values(ref LineFields fields)
    {
        if (fields.IsAtEnd)
        {
            return [];
        }

        var values = ImmutableArray.CreateBuilder<ScriptValue>(2);
        while (!fields.IsAtEnd)
        {
            values.Add(fields.Value());
        }

        return values.DrainToImmutable();
    }
}
