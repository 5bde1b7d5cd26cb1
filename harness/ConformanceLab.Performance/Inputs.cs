using System.Text;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Text;

namespace ConformanceLab.Performance;

/// <summary>
/// What the front end is measured on: real modules of the corpus where <c>CLAB_CORPUS</c> names it, and always a module made here.
/// </summary>
internal static class Inputs
{
    private static readonly string[] s_realModules = ["dotnet-native", "7zz", "sqlite-npm", "tfjs-simd"];

    /// <summary>Binary modules; counted are the bytes of function bodies.</summary>
    public static IEnumerable<Input> Binaries()
    {
        yield return Binary(
            "generated", ModuleWriter.Write(TextParser.ParseModule(Encoding.UTF8.GetBytes(GeneratedText()), WasmFeatures.Wasm3)));
        if (Environment.GetEnvironmentVariable("CLAB_CORPUS") is { Length: > 0 } corpus)
        {
            foreach (var name in s_realModules)
            {
                string[] places = [Path.Combine(corpus, "corpus", name + ".wasm"), Path.Combine(corpus, name + ".wasm")];
            foreach (var file in places.Where(File.Exists).Take(1))
                {
                    yield return Binary(name, File.ReadAllBytes(file));
                }
            }
        }
    }

    /// <summary>Modules as text, printed from the binaries.</summary>
    public static IEnumerable<Input> Texts()
    {
        foreach (var binary in Binaries())
        {
            var text = Encoding.UTF8.GetBytes(ModulePrinter.Print(ModuleReader.Read(binary.Bytes, WasmFeatures.All)));
            yield return new Input(binary.Name, text, text.Length);
        }
    }

    private static Input Binary(string name, byte[] bytes) =>
        new(name, bytes, ModuleReader.Read(bytes, WasmFeatures.All).Functions.Sum(function => (long)function.Body.Bytes.Length));

    // Straight-line arithmetic, memory, branches and calls in the proportions that compilers emit, 4,000 functions.
    private static string GeneratedText()
    {
        var text = new StringBuilder("(module (memory 1)\n");
        for (var i = 0; i < 4000; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"""
                (func $f{i} (param $p i32) (param $n i32) (result i32) (local $s i32) (local $t i64)
                  block $out loop $next
                  local.get $n i32.eqz br_if $out
                  local.get $s local.get $p i32.load offset={i} align=4 i32.add local.set $s
                  local.get $p i32.const {i * 977} i32.xor i32.const 4 i32.shl local.get $s i32.store offset=8
                  local.get $t local.get $s i64.extend_i32_u i64.const {i * 65537L} i64.mul i64.add local.set $t
                  local.get $n i32.const 1 i32.sub local.set $n
                  local.get $s i32.const 7 i32.and if local.get $p i32.const 4 i32.add local.set $p
                  else local.get $s local.get $n call $f{i / 2} local.set $s end
                  br $next end end
                  local.get $s local.get $t i32.wrap_i64 i32.add)

                """);
        }

        return text.Append(')').ToString();
    }
}
