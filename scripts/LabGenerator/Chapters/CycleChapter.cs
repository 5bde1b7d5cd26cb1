using System.Globalization;
using System.Numerics;
using ConformanceLab.LabGenerator.Models;
using ConformanceLab.LabGenerator.Writing;

namespace ConformanceLab.LabGenerator.Chapters;

/// <summary>
/// Objects in cycles, held by a reference of every kind while garbage of every kind is made: structures, arrays, arrays of themselves, what has
/// been external. <see cref="GraphModel"/> says what a walk through them must find.
/// </summary>
public static class CycleChapter
{
    private static readonly (int Nodes, uint Seed)[] s_graphs = [(1, 1), (2, 5), (3, 2), (7, 3), (31, 4), (100, 6)];
    private static readonly string[] s_roots = ["global", "table", "local", "structure in a global", "array in a table", "payload of an exception"];
    private static readonly string[] s_garbage = ["none", "structures", "small arrays", "large arrays", "cycles", "more graphs"];

    /// <summary>The script.</summary>
    public static IEnumerable<(string Path, string Text)> Write()
    {
        var script = new ScriptWriter("Cycles of objects, held in one place while garbage is made, then walked through.");
        script.Line(";; They are held by");
        WriteList(script, s_roots);
        script.Line(";; while garbage is made of");
        WriteList(script, s_garbage);
        var place = 0;
        var places = new List<int>();
        var data = new List<string>();
        foreach (var model in s_graphs.Select(graph => new GraphModel(graph.Nodes, graph.Seed)))
        {
            places.Add(place);
            data.Add(Invariant($"(data (i32.const {place}) {Literal.Bytes(model.Edges)})"));
            place += model.Edges.Length;
        }

        script.Module([.. data, .. s_module.Split('\n').Where(line => line.Length > 0)]);
        foreach (var (index, graph) in s_graphs.Index())
        {
            script.Section(Invariant($"{graph.Nodes} nodes"));
            for (var root = 0; root < s_roots.Length; root++)
            {
                for (var garbage = 0; garbage < s_garbage.Length; garbage++)
                {
                    var steps = 50 + (13 * root) + garbage;
                    script.Returns(
                        "walk",
                        ((int[])[places[index], graph.Nodes, root, garbage, steps]).Select(value => Literal.Of("i32", (BigInteger)value)),
                        Literal.Of("i32", (BigInteger)new GraphModel(graph.Nodes, graph.Seed).Walk(steps)));
                }
            }
        }

        yield return ("execution/generated/cycles.wast", script.ToString());
    }

    private static void WriteList(ScriptWriter script, string[] entries)
    {
        foreach (var (index, entry) in entries.Index())
        {
            script.Line(Invariant($";;   {index}  {entry}"));
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private const string s_module = """
(memory 1)
(rec
  (type $node (struct
    (field $number i32) (field $visits (mut i32)) (field $next (mut (ref null $node))) (field $other (mut anyref)) (field $all (mut (ref null $nodes)))))
  (type $nodes (array (mut (ref null $node)))))
(type $anything (array (mut anyref)))
(type $bytes (array i8))
(type $holder (struct (field i64) (field (ref null $node))))
(tag $held (param i32 (ref null $node)))
(global $root (mut (ref null $node)) (ref.null $node))
(global $holder (mut (ref null $holder)) (ref.null $holder))
(table $roots 10 anyref)
(func $build (param $edges i32) (param $count i32) (result (ref null $node))
  (local $nodes (ref null $nodes)) (local $node (ref null $node)) (local $of (ref null $node)) (local $self (ref null $anything))
  (local $n i32) (local $i i32)
  (local.set $nodes (array.new_default $nodes (local.get $count)))
  (loop $make
    (array.set $nodes (local.get $nodes) (local.get $n)
      (struct.new $node (local.get $n) (i32.const 0) (ref.null $node) (ref.null any) (array.new_default $nodes (i32.const 5))))
    (br_if $make (i32.lt_u (local.tee $n (i32.add (local.get $n) (i32.const 1))) (local.get $count))))
  (local.set $n (i32.const 0))
  (loop $connect
    (local.set $node (array.get $nodes (local.get $nodes) (local.get $n)))
    (struct.set $node $next (local.get $node) (array.get $nodes (local.get $nodes) (i32.load8_u (local.get $edges))))
    (local.set $of (array.get $nodes (local.get $nodes) (i32.load8_u offset=2 (local.get $edges))))
    (struct.set $node $other (local.get $node)
      (block $made (result anyref)
        (block $self (block $external (block $integer (block $array (block $node
          (br_table $node $array $integer $external $self (i32.load8_u offset=1 (local.get $edges))))
          (br $made (local.get $of)))
          (br $made (struct.get $node $all (local.get $of))))
          (br $made (ref.i31 (struct.get $node $number (local.get $of)))))
          (br $made (any.convert_extern (extern.convert_any (local.get $of)))))
        (local.set $self (array.new_default $anything (i32.const 1)))
        (array.set $anything (local.get $self) (i32.const 0) (local.get $self))
        (local.get $self)))
    (local.set $i (i32.const 0))
    (loop $element
      (array.set $nodes (struct.get $node $all (local.get $node)) (local.get $i)
        (array.get $nodes (local.get $nodes) (i32.load8_u offset=3 (i32.add (local.get $edges) (local.get $i)))))
      (br_if $element (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 4))))
    (array.set $nodes (struct.get $node $all (local.get $node)) (i32.const 4) (local.get $node))
    (local.set $edges (i32.add (local.get $edges) (i32.const 8)))
    (br_if $connect (i32.lt_u (local.tee $n (i32.add (local.get $n) (i32.const 1))) (local.get $count))))
  (array.get $nodes (local.get $nodes) (i32.const 0)))
(func $waste (param $kind i32)
  (local $n i32) (local $ring (ref null $node))
  (if (i32.eqz (local.get $kind)) (then (return)))
  (local.set $n (i32.const 300))
  (loop $again
    (block $done (block $graphs (block $cycles (block $large (block $small (block $structures
      (br_table $structures $small $large $cycles $graphs (i32.sub (local.get $kind) (i32.const 1))))
      (drop (struct.new $holder (i64.const -1) (ref.null $node))) (br $done))
      (drop (array.new $bytes (i32.const -1) (local.get $n))) (br $done))
      (drop (array.new_default $bytes (i32.const 40000))) (br $done))
      (local.set $ring (struct.new $node
        (i32.const -1) (i32.const -1) (local.get $ring) (ref.i31 (i32.const -1)) (array.new_default $nodes (i32.const 3))))
      (array.set $nodes (struct.get $node $all (local.get $ring)) (i32.const 1) (local.get $ring))
      (br $done))
      (drop (call $build (i32.const 0) (i32.const 1))))
    (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
(func $go (param $at (ref null $node)) (param $steps i32) (result i32)
  (local $hash i32) (local $all (ref null $nodes))
  (local.set $hash (i32.const 1))
  (loop $step
    (local.set $hash (i32.add (i32.mul (local.get $hash) (i32.const 31))
      (i32.add (struct.get $node $number (local.get $at)) (i32.shl (struct.get $node $visits (local.get $at)) (i32.const 8)))))
    (struct.set $node $visits (local.get $at) (i32.add (struct.get $node $visits (local.get $at)) (i32.const 1)))
    (block $arrived
      (local.set $all (struct.get $node $all (local.get $at)))
      (block $element
        (block $other (block $next (br_table $next $other $element (i32.rem_u (local.get $hash) (i32.const 3))))
          (local.set $at (struct.get $node $next (local.get $at)))
          (br $arrived))
        (block $node (result (ref $node))
          (block $array (result (ref $nodes))
            (block $integer (result (ref i31))
              (br_on_cast $integer anyref (ref i31) (br_on_cast $array anyref (ref $nodes) (br_on_cast $node anyref (ref $node)
                (struct.get $node $other (local.get $at)))))
              ;; It is the array that has itself: as deep as one likes.
              (array.get $anything (ref.cast (ref $anything)) (i32.const 0))
              (array.get $anything (ref.cast (ref $anything)) (i32.const 0))
              (drop (ref.cast (ref $anything)))
              (local.set $hash (i32.add (local.get $hash) (i32.const 7)))
              (br $arrived))
            (i31.get_u) (local.get $hash) (i32.add) (local.set $hash)
            (br $arrived))
          (local.set $all)
          (br $element))
        (local.set $at)
        (br $arrived))
      (local.set $at (array.get $nodes (local.get $all) (i32.rem_u (i32.shr_u (local.get $hash) (i32.const 8)) (i32.const 5)))))
    (br_if $step (local.tee $steps (i32.sub (local.get $steps) (i32.const 1)))))
  (local.get $hash))
(func (export "walk") (param $edges i32) (param $count i32) (param $root i32) (param $garbage i32) (param $steps i32) (result i32)
  (local $it (ref null $node)) (local $thrown exnref)
  (block $5 (block $4 (block $3 (block $2 (block $1 (block $0
    (br_table $0 $1 $2 $3 $4 $5 (local.get $root)))
    (global.set $root (call $build (local.get $edges) (local.get $count)))
    (call $waste (local.get $garbage))
    (return (call $go (global.get $root) (local.get $steps))))
    (table.set $roots (i32.const 7) (call $build (local.get $edges) (local.get $count)))
    (call $waste (local.get $garbage))
    (return (call $go (ref.cast (ref $node) (table.get $roots (i32.const 7))) (local.get $steps))))
    (local.set $it (call $build (local.get $edges) (local.get $count)))
    (call $waste (local.get $garbage))
    (return (call $go (local.get $it) (local.get $steps))))
    (global.set $holder (struct.new $holder (i64.const 0) (call $build (local.get $edges) (local.get $count))))
    (call $waste (local.get $garbage))
    (return (call $go (struct.get $holder 1 (global.get $holder)) (local.get $steps))))
    (table.set $roots (i32.const 3) (array.new_fixed $nodes 2 (ref.null $node) (call $build (local.get $edges) (local.get $count))))
    (call $waste (local.get $garbage))
    (return (call $go (array.get $nodes (ref.cast (ref $nodes) (table.get $roots (i32.const 3))) (i32.const 1)) (local.get $steps))))
  (block $caught (result exnref)
    (try_table (catch_all_ref $caught) (throw $held (i32.const 5) (call $build (local.get $edges) (local.get $count))))
    (unreachable))
  (local.set $thrown)
  (call $waste (local.get $garbage))
  (block $held (result i32 (ref null $node))
    (try_table (catch $held $held) (throw_ref (local.get $thrown)))
    (unreachable))
  (local.set $it)
  (drop)
  (call $go (local.get $it) (local.get $steps)))
""";
}
