using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ConformanceLab.Cli;
using ConformanceLab.Cli.Suites;
using ConformanceLab.Harness.Execution;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Cli;

/// <summary>clab fetch-suites, from a repository that the test makes.</summary>
[NonParallelizable]
public sealed class FetchSuitesTests
{
    private TestFolder _folder = null!;
    private string _commit = "";

    [SetUp]
    public void MakeRepository()
    {
        _folder = new TestFolder();
        _folder.Write("upstream/test/core/a.wast", "(module)");
        _folder.Write("upstream/test/core/simd/b.wast", "(module) (module)");
        _folder.Write("upstream/test/core/c.fail.wast", "(frob)");
        _folder.Write("upstream/test/core/run.py", "print()");
        _folder.Write("upstream/other/d.wast", "(module)");
        Git("init", "--quiet", "--initial-branch=main");
        Git("config", "uploadpack.allowAnySHA1InWant", "true");
        Git("config", "uploadpack.allowFilter", "true");
        _commit = Commit("one");
    }

    [TearDown]
    public void RemoveRepository() => _folder.Dispose();

    private string Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-c", "user.name=test", "-c", "user.email=test@example.org", .. arguments])
        {
            WorkingDirectory = _folder["upstream"],
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start)!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.That(git.ExitCode, Is.Zero, string.Join(' ', arguments));
        return output.Trim();
    }

    private string Commit(string message)
    {
        Git("add", "--all");
        Git("commit", "--quiet", "--no-gpg-sign", "-m", message);
        return Git("rev-parse", "HEAD");
    }

    // The hash of what the catalog's rule leaves of the upstream folder.
    private string ExpectedHash()
    {
        var expected = _folder["expected"];
        _folder.Write("expected/core/a.wast", File.ReadAllText(_folder["upstream/test/core/a.wast"]));
        _folder.Write("expected/core/simd/b.wast", File.ReadAllText(_folder["upstream/test/core/simd/b.wast"]));
        return SuiteFetcher.Hash(expected, SuiteFormat.Parse("wast"));
    }

    private void WriteCatalog(string hash, string? repository = null, string? commit = null) => _folder.Write("suites/catalog.json", $$"""
        { "suites": [ {
            "name": "spec", "path": "spec", "repository": "{{repository ?? "file://" + _folder["upstream"]}}",
            "commit": "{{commit ?? _commit}}",
            "sha256": "{{hash}}", "files": 2, "copy": [ { "from": "test/core", "to": "core" } ] } ] }
        """);

    private CliResult Fetch(string[]? only = null, string? target = null, CancellationToken cancellation = default)
    {
        var (output, error) = (Console.Out, Console.Error);
        using var capturedOutput = new StringWriter();
        using var capturedError = new StringWriter();
        Console.SetOut(capturedOutput);
        Console.SetError(capturedError);
        try
        {
            var code = SuiteFetcher.FetchAsync(_folder["suites"], only ?? [], target, cancellation).GetAwaiter().GetResult();
            return new CliResult(code, capturedOutput.ToString(), capturedError.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }

    private string[] Fetched(string folder = "suites/official") => Directory.Exists(_folder[folder])
        ?
        [
            .. Directory.EnumerateFileSystemEntries(_folder[folder], "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(_folder[folder], path).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ]
        : [];

    [Test]
    public void The_scripts_of_the_pinned_commit_are_fetched_and_nothing_else()
    {
        WriteCatalog(ExpectedHash());
        _folder.Write("upstream/test/core/a.wast", "(module (func))");
        Commit("newer");
        var result = Fetch();
        Assert.That((result.Code, result.Error), Is.EqualTo((ExitCode.Good, "")));
        Assert.That(result.Out, Does.Contain("spec: fetching file://").And.Contain("spec: 2 files"));
        Assert.That(Fetched(), Is.EqualTo(new[] { "spec", "spec/core", "spec/core/a.wast", "spec/core/simd", "spec/core/simd/b.wast" }));
        Assert.That(File.ReadAllText(_folder["suites/official/spec/core/a.wast"]), Is.EqualTo("(module)"));
    }

    [Test]
    public void Programs_are_fetched_with_all_that_belongs_to_them_but_debug_information()
    {
        byte[] code = [0, (byte)'a', (byte)'s', (byte)'m', 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0];
        Directory.CreateDirectory(_folder["upstream/tests/c/fs.dir"]);
        File.WriteAllBytes(_folder["upstream/tests/c/a.wasm"], [.. code, 0, 12, 11, .. ".debug_info"u8]);
        _folder.Write("upstream/tests/c/a.json", "{}");
        _folder.Write("upstream/tests/c/fs.dir/.keep", "");
        _folder.Write("upstream/tests/c/fs.dir/left.cleanup", "");
        _folder.Write("upstream/LICENSE", "free");
        _commit = Commit("programs");
        _folder.Write("expected/LICENSE", "free");
        _folder.Write("expected/c/a.json", "{}");
        _folder.Write("expected/c/fs.dir/.keep", "");
        File.WriteAllBytes(_folder["expected/c/a.wasm"], code);
        var hash = SuiteFetcher.Hash(_folder["expected"], SuiteFormat.Parse("wasi"));
        _folder.Write("suites/catalog.json", $$"""
            { "suites": [ { "name": "wasi", "kind": "wasi", "path": "wasi", "repository": "file://{{_folder["upstream"]}}",
              "commit": "{{_commit}}", "sha256": "{{hash}}", "files": 1,
              "copy": [ { "from": "LICENSE", "to": "LICENSE" }, { "from": "tests/c", "to": "c" } ] } ] }
            """);
        var result = Fetch();
        Assert.That((result.Code, result.Error), Is.EqualTo((ExitCode.Good, "")));
        Assert.That(
            Fetched(),
            Is.EqualTo(new[] { "wasi", "wasi/LICENSE", "wasi/c", "wasi/c/a.json", "wasi/c/a.wasm", "wasi/c/fs.dir", "wasi/c/fs.dir/.keep" }));
        Assert.That(File.ReadAllBytes(_folder["suites/official/wasi/c/a.wasm"]), Is.EqualTo(code));
        Assert.That(Fetch().Out, Does.StartWith("wasi: up to date"));
    }

    [Test]
    public void What_is_there_is_kept_and_what_is_damaged_is_fetched_again()
    {
        WriteCatalog(ExpectedHash());
        Fetch();
        Assert.That(Fetch().Out, Is.EqualTo($"spec: up to date{Environment.NewLine}"));
        _folder.Write("suites/official/spec/core/a.wast", "damaged");
        Assert.That(Fetch().Out, Does.Contain("spec: 2 files"));
        Assert.That(File.ReadAllText(_folder["suites/official/spec/core/a.wast"]), Is.EqualTo("(module)"));
    }

    [Test]
    public void Another_hash_is_refused_and_printed_and_nothing_stays()
    {
        WriteCatalog(new string('0', 64));
        var result = Fetch();
        Assert.That(result.Code, Is.EqualTo(ExitCode.Infrastructure));
        Assert.That(result.Error, Does.Contain($"spec: what was fetched has hash {ExpectedHash()}, the catalog says 0000"));
        Assert.That(Fetched(), Is.Empty);
    }

    [Test]
    public void What_was_there_before_survives_a_failure()
    {
        WriteCatalog(ExpectedHash());
        Fetch();
        WriteCatalog(new string('0', 64));
        Assert.That(Fetch().Code, Is.EqualTo(ExitCode.Infrastructure));
        Assert.That(Fetched(), Does.Contain("spec/core/a.wast").And.Not.Contain("spec.new"));
    }

    [Test]
    public void A_repository_that_cannot_be_reached_is_an_infrastructure_error()
    {
        WriteCatalog(ExpectedHash(), repository: "file://" + _folder["nowhere"]);
        var result = Fetch();
        Assert.That(result.Code, Is.EqualTo(ExitCode.Infrastructure));
        Assert.That(result.Error, Does.Contain("spec: git fetch failed: ").And.Contain("clab: 1 suite could not be fetched"));
        Assert.That(Fetched(), Is.Empty);
    }

    [Test]
    public void A_commit_that_is_not_there_is_an_infrastructure_error()
    {
        WriteCatalog(ExpectedHash(), commit: new string('1', 40));
        Assert.That(Fetch().Code, Is.EqualTo(ExitCode.Infrastructure));
        Assert.That(Fetched(), Is.Empty);
    }

    [Test]
    public void Another_folder_can_be_filled()
    {
        WriteCatalog(ExpectedHash());
        Assert.That(Fetch(target: _folder["elsewhere"]).Code, Is.EqualTo(ExitCode.Good));
        Assert.That(Fetched("elsewhere"), Does.Contain("spec/core/simd/b.wast"));
        Assert.That(Fetched(), Is.Empty);
    }

    [Test]
    public void A_suite_that_the_catalog_does_not_have_is_a_usage_error()
    {
        WriteCatalog(ExpectedHash());
        Assert.That(
            () => Fetch(["frob"]),
            Throws.InstanceOf<UsageException>().With.Message.EqualTo("no suite 'frob' in the catalog; there are spec"));
        Assert.That(Fetch(["spec"]).Code, Is.EqualTo(ExitCode.Good));
    }

    [Test]
    [CancelAfter(60_000)]
    public void Fetching_that_is_cancelled_ends_at_once_and_leaves_nothing()
    {
        // A server that accepts and never answers: git waits for it until it is killed.
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        using var source = new CancellationTokenSource();
        var accepted = server.AcceptSocketAsync();
        accepted.ContinueWith(_ => source.Cancel(), TaskScheduler.Default);
        WriteCatalog(
            ExpectedHash(),
            repository: string.Create(CultureInfo.InvariantCulture, $"git://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}/suites"));
        Assert.That(() => Fetch(cancellation: source.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Fetched(), Is.Empty);
        accepted.Result.Dispose();
    }
}
