using System.Text;
using System.Text.Json;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Cli;

/// <summary>clab run and clab plug with programs for WASI. The guest's streams are the process's: each runs in one of its own.</summary>
public sealed class WasiCommandTests
{
    private const string Imports = """
        (import "wasi_snapshot_preview1" "args_sizes_get" (func $args_sizes_get (param i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "args_get" (func $args_get (param i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "environ_sizes_get" (func $environ_sizes_get (param i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "environ_get" (func $environ_get (param i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "fd_read" (func $fd_read (param i32 i32 i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "fd_prestat_dir_name" (func $fd_prestat_dir_name (param i32 i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "path_create_directory" (func $mkdir (param i32 i32 i32) (result i32)))
        (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
        (memory (export "memory") 1)
        (data (i32.const 0) "made")
        (func $print (param $fd i32) (param $length i32)
          (i32.store (i32.const 16) (i32.const 1024))
          (i32.store (i32.const 20) (local.get $length))
          (drop (call $fd_write (local.get $fd) (i32.const 16) (i32.const 1) (i32.const 24))))
        """;

    private TestFolder _folder = null!;

    [OneTimeSetUp]
    public void MakeFolder() => _folder = new TestFolder();

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    private string Write(string name, string functions) =>
        _folder.Write(name, $"(module ${Path.GetFileNameWithoutExtension(name)} {Imports} {functions})");

    private static (int Code, string Out, string Error) Run(string input, params string[] arguments)
    {
        var (code, output, error) = Clab.Pipe(Encoding.UTF8.GetBytes(input), ["run", .. arguments]);
        return (code, Encoding.UTF8.GetString(output), error);
    }

    [Test]
    public void Arguments_reach_the_guest_whatever_they_look_like()
    {
        var module = Write("arguments.wat", """
            (func (export "_start")
              (drop (call $args_sizes_get (i32.const 32) (i32.const 36)))
              (drop (call $args_get (i32.const 512) (i32.const 1024)))
              (call $print (i32.const 1) (i32.load (i32.const 36))))
            """);
        Assert.That(
            Run("", module, "--dir", "x", "@file", "--", "--help"),
            Is.EqualTo((0, "arguments.wat\0--dir\0x\0@file\0--\0--help\0", "")));
    }

    [Test]
    public void The_environment_is_what_is_given()
    {
        var module = Write("environment.wat", """
            (func (export "_start")
              (drop (call $environ_sizes_get (i32.const 32) (i32.const 36)))
              (drop (call $environ_get (i32.const 512) (i32.const 1024)))
              (call $print (i32.const 1) (i32.load (i32.const 36))))
            """);
        var path = Environment.GetEnvironmentVariable("PATH");
        Assert.That(Run("", module), Is.EqualTo((0, "", "")));
        Assert.That(
            Run("", "--env", "A=b=c", "--env=PATH", "--env", "CLAB_NOT_SET", module), Is.EqualTo((0, $"A=b=c\0PATH={path}\0", "")));
        var wrong = Run("", "--env", "=x", module);
        Assert.That(
            (wrong.Code, wrong.Error.Trim()),
            Is.EqualTo((2, "clab: --env =x: write NAME=VALUE, or NAME for the value that it has here")));
    }

    [Test]
    public void Directories_are_those_that_are_given()
    {
        var module = Write("directory.wat", """
            (func (export "_start") (local $error i32)
              (local.set $error (call $fd_prestat_dir_name (i32.const 3) (i32.const 1024) (i32.const 6)))
              (if (local.get $error) (then (call $proc_exit (local.get $error))))
              (call $print (i32.const 1) (i32.const 6))
              (call $proc_exit (call $mkdir (i32.const 3) (i32.const 0) (i32.const 4))))
            """);
        var host = Directory.CreateDirectory(_folder["host"]).FullName;
        Assert.That(Run("", module).Code, Is.EqualTo(8), "no descriptor 3");
        Assert.That(Run("", "--dir", host + "::/guest", module), Is.EqualTo((0, "/guest", "")));
        Assert.That(Directory.Exists(Path.Combine(host, "made")), Is.True);
        var missing = Run("", "--dir", _folder["missing"], module);
        Assert.That(
            (missing.Code, missing.Error.Trim()),
            Is.EqualTo((2, $"clab: --dir {_folder["missing"]}: {_folder["missing"]} is not a directory")));
    }

    [Test]
    public void Standard_streams_are_the_processs_and_the_exit_code_is_the_guests()
    {
        var module = Write("echo.wat", """
            (func (export "_start")
              (i32.store (i32.const 16) (i32.const 1024))
              (i32.store (i32.const 20) (i32.const 100))
              (drop (call $fd_read (i32.const 0) (i32.const 16) (i32.const 1) (i32.const 24)))
              (call $print (i32.const 1) (i32.load (i32.const 24)))
              (call $print (i32.const 2) (i32.const 2))
              (call $proc_exit (i32.const 42)))
            """);
        Assert.That(Run("hello ä", module), Is.EqualTo((42, "hello ä", "he")));
    }

    [Test]
    public void A_command_that_traps_shows_its_stack()
    {
        var result = Run("", Write("trap.wat", "(func $inner unreachable) (func (export \"_start\") (call $inner))"));
        Assert.That((result.Code, result.Out), Is.EqualTo((134, "")));
        Assert.That(result.Error, Does.StartWith("clab: trap: unreachable").And.Contain("at trap!inner (function "));
    }

    [Test]
    public void A_command_that_waits_ends_when_its_time_is_up()
    {
        var module = Write("wait.wat", """
            (func (export "_start")
              (i32.store (i32.const 20) (i32.const 100))
              (drop (call $fd_read (i32.const 0) (i32.const 16) (i32.const 1) (i32.const 24))))
            """);
        using var process = Clab.Start("run", "--timeout", "0.2", module);
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.That((process.ExitCode, error.Trim()), Is.EqualTo((134, "clab: interrupted: the time given by --timeout is up")));
    }

    [Test]
    public void A_reactor_is_initialised_before_its_function_is_called()
    {
        var module = Write("reactor.wat", """
            (global $ready (mut i32) (i32.const 0))
            (func (export "_initialize") (global.set $ready (i32.const 7)))
            (func (export "get") (param i32) (result i32) (i32.add (global.get $ready) (local.get 0)))
            """);
        Assert.That(Run("", "--invoke", "get", module, "1"), Is.EqualTo((0, $"8{Environment.NewLine}", "")));
        Assert.That(Run("", module), Is.EqualTo((0, "", "")));
    }

    [Test]
    public void Plug_runs_a_command_afresh_for_each_repetition()
    {
        var text = Write("plug.wat", """
            (func (export "_start")
              (i32.store (i32.const 16) (i32.const 1024))
              (i32.store (i32.const 20) (i32.const 100))
              (drop (call $fd_read (i32.const 0) (i32.const 16) (i32.const 1) (i32.const 24)))
              (call $print (i32.const 1) (i32.load (i32.const 24)))
              (drop (call $args_sizes_get (i32.const 32) (i32.const 36)))
              (drop (call $args_get (i32.const 512) (i32.const 1024)))
              (call $print (i32.const 2) (i32.load (i32.const 36)))
              (call $proc_exit (call $mkdir (i32.const 3) (i32.const 0) (i32.const 4))))
            """);
        var module = _folder["plug.wasm"];
        Assert.That(Clab.Pipe([], "parse", text, "-o", module).Code, Is.Zero);
        var directory = Directory.CreateDirectory(_folder["plugged"]).FullName;
        var input = _folder.Write("input", "in");
        var (code, output, _) = Clab.Pipe(
            [],
            "plug", "--wasm", module, "--wasi", "--wasi-arg", "x", "--dir", directory, "--stdin", input, "--stdout", _folder["output"],
            "--stderr", _folder["error"], "--reps", "2");
        using var json = JsonDocument.Parse(output);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.Zero);

            // The second one finds the directory there: errno exist.
            Assert.That(json.RootElement.GetProperty("result").GetString(), Is.EqualTo("exit:20"));
            Assert.That(json.RootElement.GetProperty("run_ms").GetArrayLength(), Is.EqualTo(2));
            Assert.That(File.ReadAllText(_folder["output"]), Is.EqualTo("in"));
            Assert.That(File.ReadAllText(_folder["error"]), Is.EqualTo("plug.wasm\0x\0"));
        });
    }
}
