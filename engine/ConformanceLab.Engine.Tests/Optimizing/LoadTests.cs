using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Baseline;
using ConformanceLab.Wasm.Instructions;
using ConformanceLab.Wasm.Optimizing;
using Xunit;

namespace ConformanceLab.Engine.Tests.Optimizing;

/// <summary>What is known to be where it is read is not read again; what may have been written is.</summary>
public sealed class LoadTests
{
    private const string Fields =
        """
        (rec
          (type $base (sub (struct (field $x (mut i32)) (field $y (mut i32)))))
          (type $sub (sub $base (struct (field (mut i32)) (field (mut i32)) (field $z (mut i8)))))
          (type $other (struct (field (mut i32)) (field $w (mut i32)) (field i64))))
        (type $final (sub final $base (struct (field (mut i32)) (field (mut i32)))))
        (type $array (array (mut i32)))
        (type $bytes (array (mut i8)))
        (import "m" "a" (global $a (mut i32)))
        (import "m" "b" (global $b (mut i32)))
        (import "m" "memory" (memory $imported 1))
        (import "m" "same" (memory $same 1))
        (import "m" "call" (func $call))
        (global $own (mut i32) (i32.const 0))
        (global $fixed (ref null $base) (ref.null $base))
        (memory $memory 1)
        (memory $shared 1 1 shared)
        (table $table 1 funcref)
        """;

    private const string ReadX = "(drop (struct.get $base $x (local.get $p)))";
    private const string Load = "(drop (i32.load $memory (local.get $i)))";
    private const string Parameters =
        "(param $p (ref $base)) (param $q (ref null $base)) (param $s (ref null $sub)) (param $o (ref $other)) "
        + "(param $l (ref $array)) (param $i i32) (param $j i32) (param $e (ref null eq)) (local $f (ref $base))";

    [Theory]
    [InlineData("(drop (struct.get $base $x (local.get $p))) (drop (struct.get $base $x (local.get $p)))", 1)]
    [InlineData("(drop (struct.get $base $x (local.get $p))) (drop (struct.get $base $y (local.get $p)))", 2)]
    [InlineData("(drop (struct.get $base $x (local.get $p))) (drop (struct.get $base $x (local.get $q)))", 2)]
    [InlineData("(drop (struct.get $base $x (local.get $s))) (drop (struct.get $sub 0 (local.get $s)))", 1)]
    [InlineData("(struct.set $base $x (local.get $p) (local.get $i)) (drop (struct.get $base $x (local.get $p)))", 0)]
    [InlineData("(struct.set $sub 0 (local.get $s) (local.get $i)) (drop (struct.get $base $x (local.get $s)))", 0)]
    [InlineData(ReadX + "(struct.set $base $x (local.get $q) (local.get $i))" + ReadX, 2)]
    [InlineData(ReadX + "(struct.set $sub 0 (local.get $s) (local.get $i))" + ReadX, 2)]
    [InlineData(ReadX + "(struct.set $base $y (local.get $q) (local.get $i))" + ReadX, 1)]
    [InlineData(ReadX + "(struct.set $other 0 (local.get $o) (local.get $i))" + ReadX, 1)]
    [InlineData("(drop (struct.get $base $x (local.get $p))) (call $call) (drop (struct.get $base $x (local.get $p)))", 2)]
    [InlineData("(drop (struct.get $other 2 (local.get $o))) (call $call) (drop (struct.get $other 2 (local.get $o)))", 1)]
    [InlineData(ReadX + "(drop (struct.new_default $base))" + ReadX, 1)]
    [InlineData("(drop (struct.get $base $x (struct.new $base (local.get $i) (local.get $j))))", 0)]
    [InlineData("(local.set $f (struct.new_default $base)) (call $call) (drop (struct.get $base $x (local.get $f)))", 1)]
    [InlineData(
        "(local.set $f (struct.new_default $base)) (struct.set $base $x (local.get $p) (i32.const 1)) (drop "
        + "(struct.get $base $x (local.get $f)))", 0)]
    [InlineData("(if (local.get $i) (then (drop (struct.get $base $x (local.get $p))))) (drop (struct.get $base $x (local.get $p)))", 2)]
    [InlineData(ReadX + "(if (local.get $i) (then (struct.set $base $x (local.get $q) (local.get $i))))" + ReadX, 2)]
    [InlineData(ReadX + "(if (local.get $i) (then (struct.set $base $y (local.get $q) (local.get $i))))" + ReadX, 1)]
    [InlineData(ReadX + "(loop $n (loop)" + ReadX + "(struct.set $base $x (local.get $q) (local.get $i)) (br_if $n (local.get $j)))", 2)]
    [InlineData(ReadX + "(loop $n" + ReadX + "(br_if $n (local.get $j)))", 1)]
    [InlineData("(drop (struct.get_u $sub $z (local.get $s))) (drop (struct.get_s $sub $z (local.get $s)))", 2)]
    [InlineData("(struct.set $sub $z (local.get $s) (local.get $i)) (drop (struct.get_u $sub $z (local.get $s)))", 0)]
    public void OfFields(string body, int reads) => Assert.Equal(
        reads, Find(body).Count(static node => node.Op is Opcode.StructGet or Opcode.StructGetS or Opcode.StructGetU));

    [Theory]
    [InlineData("(drop (array.get $array (local.get $l) (local.get $i))) (drop (array.get $array (local.get $l) (local.get $i)))", 1)]
    [InlineData("(drop (array.get $array (local.get $l) (local.get $i))) (drop (array.get $array (local.get $l) (local.get $j)))", 2)]
    [InlineData(
        "(array.set $array (local.get $l) (i32.const 1) (i32.const 7)) (array.set $array (local.get $l) "
        + "(i32.const 2) (i32.const 8)) (drop (array.get $array (local.get $l) (i32.const 1)))", 0)]
    [InlineData(
        "(array.set $array (local.get $l) (i32.const 1) (i32.const 7)) (array.set $array (local.get $l) "
        + "(local.get $i) (i32.const 8)) (drop (array.get $array (local.get $l) (i32.const 1)))", 1)]
    [InlineData("(drop (array.get $array (array.new_fixed $array 2 (local.get $i) (local.get $j)) (i32.const 1)))", 0)]
    [InlineData("(drop (array.get $array (array.new_fixed $array 2 (local.get $i) (local.get $j)) (i32.const 2)))", 1)]
    public void OfElements(string body, int reads) => Assert.Equal(reads, Find(body).Count(static node => node.Op == Opcode.ArrayGet));

    [Theory]
    [InlineData("(global.set $own (local.get $i)) (drop (global.get $own))", 0)]
    [InlineData("(global.set $own (local.get $i)) (global.set $a (local.get $j)) (drop (i32.add (global.get $own) (global.get $own)))", 0)]
    [InlineData("(global.set $own (local.get $i)) (call $call) (global.set $a (global.get $own))", 1)]
    [InlineData("(global.set $a (local.get $i)) (global.set $b (local.get $j)) (global.set $own (global.get $a))", 1)]
    [InlineData("(if (ref.is_null (global.get $fixed)) (then (call $call))) (call $call) (drop (ref.as_non_null (global.get $fixed)))", 1)]
    public void OfGlobals(string body, int reads) => Assert.Equal(reads, Find(body).Count(static node => node.Op == Opcode.GlobalGet));

    [Theory]
    [InlineData("(i32.store $memory (local.get $i) (local.get $j)) (drop (i32.load $memory (local.get $i)))", 0)]
    [InlineData("(i32.store $memory (local.get $i) (local.get $j)) (drop (i32.load $memory offset=1 (local.get $i)))", 1)]
    [InlineData(Load + "(i32.store $memory offset=4 (local.get $i) (local.get $j))" + Load, 1)]
    [InlineData(Load + "(i32.store $memory offset=3 (local.get $i) (local.get $j))" + Load, 2)]
    [InlineData(Load + "(i32.store8 $memory (local.get $j) (local.get $j))" + Load, 2)]
    [InlineData(Load + "(i32.store $imported (local.get $j) (local.get $j))" + Load, 1)]
    [InlineData(
        "(drop (i32.load $imported (local.get $i))) (i32.store $same (local.get $i) (local.get $j)) (drop "
        + "(i32.load $imported (local.get $i)))", 2)]
    [InlineData("(drop (i32.load $shared (local.get $i))) (drop (i32.load $shared (local.get $i)))", 2)]
    [InlineData("(i32.store $shared (local.get $i) (local.get $j)) (drop (i32.load $shared (local.get $i)))", 1)]
    [InlineData(Load + "(drop (i32.atomic.rmw.add $memory (i32.const 0) (local.get $j)))" + Load, 2)]
    [InlineData(Load + "(memory.fill $memory (i32.const 0) (i32.const 0) (local.get $j))" + Load, 2)]
    [InlineData("(drop (i32.load $memory (local.get $i))) (drop (f32.load $memory (local.get $i)))", 1)]
    public void OfMemories(string body, int reads) => Assert.Equal(reads, Find(body).Count(static node => node.Op == Opcode.I32Load));

    // Of a loop that reads what it does not change, and is not unrolled, because another one is in it.
    [Theory]
    [InlineData("(drop (struct.get $base $x (local.get $p)))", 0)]
    [InlineData("(drop (struct.get $base $x (local.get $p))) (call $call)", 1)]
    [InlineData("(drop (struct.get $other 2 (local.get $o))) (call $call)", 0)]
    [InlineData("(drop (struct.get $base $x (local.get $q)))", 1)]
    [InlineData("(drop (struct.get $base $x (local.get $p))) (struct.set $sub 0 (local.get $s) (i32.const 1))", 1)]
    [InlineData("(drop (struct.get $base $x (local.get $p))) (struct.set $sub 1 (local.get $s) (i32.const 1))", 0)]

    // In front of the loop nobody knows what it is.
    [InlineData(
        "(if (ref.test (ref $final) (local.get $p)) (then (drop (struct.get $final 1 (ref.cast (ref $final) "
        + "(local.get $p))))))", 1)]
    [InlineData("(if (ref.test (ref $sub) (local.get $e)) (then (drop (struct.get $sub 1 (ref.cast (ref $sub) (local.get $e))))))", 1)]
    public void LeaveLoopsIfTheyCannotFail(string body, int reads)
    {
        var (graph, blocks) = Compile($"(loop $n (loop) {body} (br_if $n (local.tee $j (i32.sub (local.get $j) (i32.const 1)))))");
        Assert.Equal(
            reads,
            blocks.Where(static block => block.LoopDepth > 0).Sum(block => block.Nodes.Count(node => graph[node].Op == Opcode.StructGet)));
    }

    [Theory]
    [InlineData("(drop (ref.cast (ref $base) (local.get $p)))", 0)]
    [InlineData("(drop (ref.cast (ref $base) (local.get $q)))", 1)]
    [InlineData("(drop (ref.cast (ref null $base) (local.get $s)))", 0)]
    [InlineData("(drop (ref.cast (ref $sub) (local.get $p))) (drop (ref.cast (ref $sub) (local.get $p)))", 1)]
    [InlineData("(drop (ref.cast (ref $sub) (local.get $p))) (drop (ref.cast (ref $final) (local.get $p)))", 2)]
    [InlineData("(drop (ref.cast (ref $sub) (local.get $e))) (drop (ref.cast (ref $base) (local.get $e)))", 1)]
    [InlineData("(drop (ref.cast (ref $base) (local.get $e))) (drop (ref.cast (ref $sub) (local.get $e)))", 2)]
    [InlineData("(drop (ref.cast (ref null $sub) (local.get $e))) (drop (ref.cast (ref $sub) (local.get $e)))", 2)]
    [InlineData("(if (ref.test (ref $sub) (local.get $p)) (then (drop (ref.cast (ref $sub) (local.get $p)))))", 0)]
    [InlineData("(if (ref.test (ref $sub) (local.get $p)) (then) (else (drop (ref.cast (ref $sub) (local.get $p)))))", 1)]
    [InlineData("(drop (struct.get $base $x (local.get $q))) (drop (ref.cast (ref $base) (local.get $q)))", 0)]
    [InlineData("(if (i32.eqz (ref.is_null (local.get $q))) (then (drop (ref.cast (ref $base) (local.get $q)))))", 0)]
    public void CastsAreMadeOnce(string body, int casts) => Assert.Equal(casts, Find(body).Count(static node => node.Op == Ops.CheckCast));

    [Theory]
    [InlineData("(drop (ref.as_non_null (local.get $p)))", 0)]
    [InlineData("(drop (ref.as_non_null (local.get $q))) (drop (ref.as_non_null (local.get $q)))", 1)]
    [InlineData("(struct.set $base $x (local.get $q) (local.get $i)) (drop (ref.as_non_null (local.get $q)))", 0)]
    [InlineData("(block $null (br_on_null $null (local.get $q)) (drop) (drop (ref.as_non_null (local.get $q))))", 0)]
    [InlineData("(block $null (br_on_null $null (local.get $q)) (drop)) (drop (ref.as_non_null (local.get $q)))", 1)]
    public void NullIsLookedForOnce(string body, int checks) =>
        Assert.Equal(checks, Find(body).Count(static node => node.Op == Ops.CheckNotNull));

    [Theory]
    [InlineData("(array.set $array (local.get $l) (local.get $i) (array.get $array (local.get $l) (local.get $i)))", 1)]
    [InlineData("(array.set $array (local.get $l) (local.get $j) (array.get $array (local.get $l) (local.get $i)))", 0)]
    [InlineData(
        "(if (i32.lt_u (local.get $i) (array.len (local.get $l))) (then (array.set $array (local.get $l) "
        + "(local.get $i) (local.get $j))))", 1)]
    [InlineData(
        "(if (i32.gt_u (array.len (local.get $l)) (local.get $i)) (then (array.set $array (local.get $l) "
        + "(local.get $i) (local.get $j))))", 1)]
    [InlineData(
        "(if (i32.ge_u (local.get $i) (array.len (local.get $l))) (then (array.set $array (local.get $l) "
        + "(local.get $i) (local.get $j))))", 0)]
    [InlineData(
        "(if (i32.ge_u (local.get $i) (array.len (local.get $l))) (then) (else (array.set $array (local.get $l) "
        + "(local.get $i) (local.get $j))))", 1)]
    [InlineData(
        "(if (i32.le_u (local.get $i) (array.len (local.get $l))) (then (array.set $array (local.get $l) "
        + "(local.get $i) (local.get $j))))", 0)]
    [InlineData(
        "(if (i32.lt_s (local.get $i) (array.len (local.get $l))) (then (array.set $array (local.get $l) "
        + "(local.get $i) (local.get $j))))", 0)]
    public void BoundsOfArraysAreMadeOnce(string body, int proved) =>
        Assert.Equal(proved, Find(body).Count(static node => node.Op == Opcode.ArraySet && (node.Bits & Node.InBounds) != 0));

    [Fact]
    public void ManyPartsShareVersions()
    {
        var types = string.Concat(Enumerable.Range(0, 100).Select(type => $"(type $t{type} (struct (field (mut i32)) (field (mut i64))))"));
        var parameters = string.Concat(Enumerable.Range(0, 100).Select(type => $"(param (ref $t{type}))"));
        var reads = string.Concat(Enumerable.Range(0, 100).Select(type => $"(drop (struct.get $t{type} 0 (local.get {type})))"));
        using var engine = NewEngine();
        using var module = Module.FromText(
            engine, $"(module (rec {types}) (func {parameters} {reads} (struct.set $t98 1 (local.get 98) (i64.const 1)) {reads}))");
        var (graph, blocks) = Compile(module);

        // The first ones have a version each; what shares one with the field that is written is read again.
        Assert.InRange(blocks.Sum(block => block.Nodes.Count(node => graph[node].Op == Opcode.StructGet)), 101, 140);
    }

    private static List<Node> Find(string body)
    {
        var (graph, blocks) = Compile(body);
        return [.. blocks.SelectMany(static block => block.Nodes).Select(node => graph[node])];
    }

    private static (Graph Graph, List<Block> Blocks) Compile(string body)
    {
        using var engine = NewEngine();
        using var module = Module.FromText(engine, $"(module {Fields} (func {Parameters} {body}))");
        return Compile(module);
    }

    private static Wasm.Engine NewEngine()
    {
        Assert.SkipUnless(Tiers.Available.Contains(Tier.Optimizing), "the optimizing tier does not run here");
        return new Wasm.Engine(EngineOptions.Default with { Tier = Tier.Optimizing, Features = WasmFeatures.All });
    }

    private static (Graph Graph, List<Block> Blocks) Compile(Module module)
    {
        var compiler = new OptimizingCompiler(BaselineExecutor.NativeOf(module.Loaded));
        Assert.NotNull(compiler.TryAllocate(0));
        return (compiler.Graph, compiler.Graph.Blocks);
    }
}
