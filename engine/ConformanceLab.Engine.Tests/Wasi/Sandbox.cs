using ConformanceLab.Wasm.Wasi;
using ConformanceLab.Wasm.Wasi.Paths;
using Xunit;

namespace ConformanceLab.Engine.Tests.Wasi;

/// <summary>
/// A folder for one test: <c>inside</c>, which a guest gets as its directory, and beside it <c>outside</c>, which it must never reach,
/// with a file whose text nobody inside knows.
/// </summary>
internal sealed class Sandbox : IDisposable
{
    public const string Secret = "what nobody inside may read";

    private readonly string _root = Directory.CreateTempSubdirectory("clab-wasi-").FullName;

    public Sandbox()
    {
        Directory.CreateDirectory(Inside("a/b"));
        Directory.CreateDirectory(Outside());
        File.WriteAllText(Inside("file"), "inside");
        File.WriteAllText(Inside("a/b/deep"), "deep");
        File.WriteAllText(Outside("secret"), Secret);
        File.CreateSymbolicLink(Inside("to-file"), "file");
        File.CreateSymbolicLink(Inside("a/up"), "../file");
        File.CreateSymbolicLink(Inside("to-a"), "a");
        File.CreateSymbolicLink(Inside("loop"), "loop");
        File.CreateSymbolicLink(Inside("dangling"), "nowhere");
        File.CreateSymbolicLink(Inside("out"), "../outside");
        File.CreateSymbolicLink(Inside("out-file"), "../outside/secret");
        File.CreateSymbolicLink(Inside("out-absolute"), Outside("secret"));
        File.CreateSymbolicLink(Inside("out-new"), "../outside/new");
        File.CreateSymbolicLink(Inside("a/b/out"), "../../../outside");
        File.CreateSymbolicLink(Inside("root"), "/");
    }

    /// <summary>All ways to resolve paths that this machine has.</summary>
    public static TheoryData<string> Resolvers => KernelResolver.IsAvailable() ? ["kernel", "components"] : ["components"];

    public static PathResolver Resolver(string name) => name == "kernel" ? new KernelResolver() : new ComponentResolver();

    public string Inside(string path = "") => Path.Combine(_root, "inside", path);

    public string Outside(string path = "") => Path.Combine(_root, "outside", path);

    public WasiGuest CreateGuest(string resolver = "components", bool isReadOnly = false, WasiOptions? options = null) => new(
        (options ?? WasiOptions.Default) with { Preopens = [new WasiPreopen(Inside(), "/", isReadOnly)] }, Resolver(resolver));

    /// <summary>Nothing outside has changed.</summary>
    public void AssertOutsideIsUntouched()
    {
        Assert.Equal([Outside("secret")], Directory.GetFileSystemEntries(Outside()));
        Assert.Equal(Secret, File.ReadAllText(Outside("secret")));
        Assert.Equal(["inside", "outside"], Directory.GetFileSystemEntries(_root).Select(Path.GetFileName).Order());
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
