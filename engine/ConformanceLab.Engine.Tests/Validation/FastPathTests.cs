using System.Text;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text;
using ConformanceLab.Wasm.Validation;
using Xunit;

namespace ConformanceLab.Engine.Tests.Validation;

/// <summary>The validator's fast path accepts what the rules accept, and leaves no trace where it steps aside.</summary>
public class FastPathTests
{
    // Between them they have every kind of instruction that the fast path knows, in live and in unreachable code.
    private static readonly string[] s_bodies =
    [
        """
        (func (param i32 i64) (result i64) (local f64 v128 i32)
          local.get 0 local.get 0 i32.add local.tee 4 i32.eqz
          if (result i64) i64.const -5 i32.const 7 local.set 4 else local.get 1 i64.const 0x123456789abcdef i64.add end
          block loop local.get 4 br_if 0 local.get 4 if br 2 end local.get 4 br_if 1 i32.const 1000000 drop end end
          local.get 0 f64.load offset=300 f64.const 2 f64.mul local.set 2
          local.get 0 v128.load v128.const i64x2 1 2 i8x16.add_sat_s v128.any_true drop
          local.get 0 local.get 2 f64.store align=4
          global.get $gi local.get 0 local.get 4 select f32.const 1 f32.const 2 local.get 0 select drop drop
          local.get 1 global.set $gm
          block (result i32) i32.const 3 local.get 0 br_if 0 br 0 end call $imported drop
          local.get 1 return)
        """,
        """
        (func (param i32 i64) (result i64) (local i32)
          block (result i32) unreachable i32.add local.tee 2 i64.const 1 drop if (result f32) f32.const 1 else unreachable end drop local.get 0 end
          loop (result i64) i32.const 0 br_if 0 local.get 1 end
          block br 0 drop local.get 0 i32.load i32.const 5 i32.store8 select drop end
          block local.get 1 return i64.const 0 call $f drop end
          drop drop i64.const 1)
        """,
        """
        (func (param i32 i64) (result i64) (local (ref $f) i32)
          ref.func $f local.set 2 local.get 2 drop
          local.get 0 (block (param i32) (result i32 i32) local.get 0) drop call $two i32.add drop
          i64.const 0 i64.load $m64 drop i64.const 0 i64.const 1 i64.load32_u $m64 i64.store $m64 i64.const 0)
        """,

        // Labels and locals whose index takes two bytes.
        $"""
        (func (param i32 i64) (result i64) (local {Repeat("i32", 200)})
          {Repeat("block", 140)} local.get 0 br_if 133 local.get 150 local.tee 140 local.set 129 local.get 0 if br 140 end {Repeat("end", 140)}
          local.get 1)
        """,
    ];

    // The function's index takes two bytes.
    private static readonly string s_fields = $"""
        {Repeat("(import \"\" \"\" (func))", 130)}
        (type $f (func (param i64) (result i32)))
        (import "" "" (func $imported (param i32) (result i64)))
        (import "" "" (func $two (param i32) (result i32 i32)))
        (import "" "" (global $gi i32))
        (global $gm (mut i64) (i64.const 0))
        (memory $m 1)
        (memory $m64 i64 1)
        (elem declare func $f)
        (func $f (type $f) i32.const 0)

        """;

    [Fact]
    public void BodiesHaveEveryKindOfInstruction()
    {
        var missing = Enum.GetValues<FastKind>().ToHashSet();
        var rules = FastRule.For(WasmFeatures.All, ValType.I32);
        foreach (var body in s_bodies)
        {
            var visitor = new InstructionEncoder(new ByteWriter());
            var reader = new BodyReader(Parse(body).Functions[^1].Body.Bytes.Span, WasmFeatures.All);
            while (!reader.IsAtEnd)
            {
                missing.Remove(rules[reader.Bytes[reader.Position]].Kind);
                reader.Read(ref visitor);
            }
        }

        Assert.Empty(missing);
    }

    [Fact]
    public void BodiesAreValid() =>
        Assert.All(s_bodies, body => Assert.StartsWith("valid", Outcome(Parse(body), fast: true), StringComparison.Ordinal));

    [Theory]
    [InlineData(WasmFeatures.None)]
    [InlineData(WasmFeatures.All & ~WasmFeatures.Simd)]
    [InlineData(WasmFeatures.All)]
    public void OnlyInstructionsThatExistHaveRules(WasmFeatures features)
    {
        var rules = FastRule.For(features, ValType.I64);
        for (var i = 0; i < FastRule.SingleRules; i++)
        {
            Assert.True(
                rules[i].Kind is FastKind.None or FastKind.VectorPrefix
                    || (Opcodes.TryDecode((byte)i, out var opcode) && opcode.IsEnabled(features)),
                $"{i:x2}");
        }

        for (var i = 0; i < FastRule.VectorRules; i++)
        {
            var rule = rules[FastRule.SingleRules + i];
            Assert.True(
                rule.Kind == FastKind.None || (Opcodes.TryDecode(0xFD, (uint)i, out var opcode) && opcode.IsEnabled(features)),
                $"fd {i:x2}");
        }
    }

    [Fact]
    public void ChangedBodiesHaveTheSameOutcomeBothWays()
    {
        var random = new Random(3);
        var outcomes = new Dictionary<bool, int>();
        foreach (var text in s_bodies)
        {
            var module = Parse(text);
            var body = module.Functions[^1].Body.Bytes.ToArray();
            for (var i = 0; i < 5_000; i++)
            {
                module.Functions[^1] = module.Functions[^1] with { Body = new Code(Change(body, random), 1000) };
                var outcome = Outcome(module, fast: true);
                Assert.Equal(Outcome(module, fast: false), outcome);
                var valid = outcome.StartsWith("valid", StringComparison.Ordinal);
                outcomes[valid] = outcomes.GetValueOrDefault(valid) + 1;
            }
        }

        Assert.True(outcomes[true] > 500 && outcomes[false] > 5_000, $"{outcomes[true]} valid, {outcomes[false]} not");
    }

    private static string Repeat(string text, int count) => string.Join(' ', Enumerable.Repeat(text, count));

    private static WasmModule Parse(string function) => TextParser.ParseModule(Encoding.UTF8.GetBytes(s_fields + function));

    private static byte[] Change(byte[] body, Random random)
    {
        var bytes = body.ToList();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] = (byte)(bytes[at] + random.Next(-1, 2));
                    break;
                case 2:
                    bytes.RemoveAt(at);
                    break;
                case 3:
                    bytes.Insert(at, bytes[random.Next(bytes.Count)]);
                    break;

                // An integer in more bytes than it needs.
                case 4:
                    bytes[at] |= 0x80;
                    bytes.InsertRange(at + 1, Enumerable.Repeat((byte)0x80, random.Next(8)));
                    bytes.Insert(at + 1, 0);
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    bytes.Add((byte)Opcode.End.Code());
                    break;
            }

            if (bytes.Count == 0)
            {
                break;
            }
        }

        return [.. bytes];
    }

    private static string Outcome(WasmModule module, bool fast)
    {
        var original = module.Functions[^1];
        module.Functions[^1] = original with { Body = new Code(new byte[] { (byte)Opcode.Unreachable.Code(), (byte)Opcode.End.Code() }) };
        var validator = new FunctionValidator(ModuleValidator.Validate(module));
        module.Functions[^1] = original;
        try
        {
            validator.Begin(module.CountImports(ExternKind.Function) + module.Functions.Count - 1);
            if (fast)
            {
                validator.Run();
            }
            else
            {
                var reader = validator.CreateReader();
                while (!validator.IsFinished)
                {
                    validator.Position = reader.Position;
                    reader.Read(ref validator);
                }

                if (!reader.IsAtEnd)
                {
                    return $"END opcode expected at {1000 + reader.Position}";
                }
            }

            return $"valid: {validator.MaxHeight} operands, {validator.MaxDepth} frames";
        }
        catch (ModuleException error)
        {
            return error.Reason == "END opcode expected" && validator.IsFinished
                ? $"{error.Reason} at {error.Offset}"
                : $"{error.Describe()} {error.Rule}";
        }
    }
}
