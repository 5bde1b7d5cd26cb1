using System.Diagnostics;
using ConformanceLab.Wasm.Wasi;
using Xunit;

namespace ConformanceLab.Engine.Tests.Wasi;

/// <summary>Nothing outside its directories can be reached by a guest, whatever it says and whatever happens meanwhile.</summary>
public class EscapeTests
{
    private const int NoFollow = 0;

    private static readonly string[] s_ways =
    [
        "..", "../outside", "../outside/secret", "a/../../outside/secret", "a/b/../../../outside/secret", "./../outside/secret", "/",
        "/etc/passwd", "out/secret", "out/../inside/file", "a/b/out/secret", "to-a/b/out/secret", "root/etc/passwd", "to-a/../../outside",
        "a//../..//outside/secret", "a/b/../b/../../..",
    ];

    private static readonly string[] s_waysByTheLastLink = ["out-file", "out-absolute", "out", "root", "a/b/out", "out-new"];

    public static TheoryData<string> Resolvers => Sandbox.Resolvers;

    [Theory]
    [MemberData(nameof(Resolvers))]
    public void NoPathLeadsOut(string resolver)
    {
        using var sandbox = new Sandbox();
        using var guest = sandbox.CreateGuest(resolver);
        foreach (var way in s_ways)
        {
            foreach (var follow in new[] { NoFollow, 1 })
            {
                Assert.Equal((way, Errno.Perm), (way, guest.Open(way, follow: follow)));
                Assert.Equal((way, Errno.Perm), (way, guest.Open(way, flags: OpenFlags.Create, rights: Rights.Write, follow: follow)));
                Assert.Equal((way, Errno.Perm), (way, guest.GetAttributes(way, follow)));
            }

            Assert.Equal((way, Errno.Perm), (way, guest.OnPath("path_unlink_file", 3, way)));
            Assert.Equal((way, Errno.Perm), (way, guest.OnPath("path_remove_directory", 3, way)));
            Assert.Equal((way, Errno.Perm), (way, guest.OnPath("path_create_directory", 3, way)));
            Assert.Equal((way, Errno.Perm), (way, guest.OnPath("path_readlink", 3, way, WasiGuest.Buffer, 100, WasiGuest.Result)));
            Assert.Equal((way, Errno.Perm), (way, guest.Rename(way, "stolen")));
            Assert.Equal((way, Errno.Perm), (way, guest.Rename("file", way)));
            Assert.Equal((way, Errno.Perm), (way, guest.Link(way, "stolen")));
            Assert.Equal((way, Errno.Perm), (way, guest.Link("file", way)));
            Assert.Equal((way, Errno.Perm), (way, guest.MakeSymbolicLink("file", way)));
        }

        sandbox.AssertOutsideIsUntouched();
        Assert.False(File.Exists(sandbox.Inside("stolen")));
    }

    [Theory]
    [MemberData(nameof(Resolvers))]
    public void NoLinkAtTheEndOfAPathLeadsOut(string resolver)
    {
        using var sandbox = new Sandbox();
        using var guest = sandbox.CreateGuest(resolver);
        foreach (var way in s_waysByTheLastLink)
        {
            Assert.Equal((way, Errno.Perm), (way, guest.Open(way)));
            Assert.Equal((way, Errno.Perm), (way, guest.Open(way, flags: OpenFlags.Create, rights: Rights.Write)));
            Assert.Equal((way, Errno.Loop), (way, guest.Open(way, follow: NoFollow)));
            Assert.Equal((way, Errno.Perm), (way, guest.GetAttributes(way)));
            Assert.Equal((way, Errno.Success), (way, guest.GetAttributes(way, NoFollow)));
            Assert.Equal(FileType.SymbolicLink, (FileType)guest.Memory.Read<byte>(WasiGuest.Buffer + 16));
            Assert.NotEqual((way, Errno.Success), (way, guest.OnPath("path_create_directory", 3, way)));
            Assert.NotEqual((way, Errno.Success), (way, guest.OnPath("path_remove_directory", 3, way + "/")));
            Assert.NotEqual((way, Errno.Success), (way, guest.Link(way + "/", "stolen")));
            Assert.NotEqual((way, Errno.Success), (way, guest.GetAttributes(way + "/", NoFollow)));
            Assert.NotEqual(
                (way, Errno.Success), (way, guest.OnPath("path_readlink", 3, way + "/", WasiGuest.Buffer, 100, WasiGuest.Result)));

            // A link is a thing of its own: a hard link to it is one to the link, and what is removed is the link.
            Assert.Equal((way, Errno.Success), (way, guest.Link(way, "link")));
            Assert.Equal((way, Errno.Perm), (way, guest.Open("link")));
            Assert.Equal((way, Errno.Success), (way, guest.OnPath("path_unlink_file", 3, "link")));
        }

        sandbox.AssertOutsideIsUntouched();
    }

    [Theory]
    [MemberData(nameof(Resolvers))]
    public void LinksThatAGuestMakesLeadNowhereElse(string resolver)
    {
        using var sandbox = new Sandbox();
        using var guest = sandbox.CreateGuest(resolver);
        Assert.Equal(Errno.Perm, guest.MakeSymbolicLink("/etc/passwd", "mine"));
        Assert.Equal(Errno.Success, guest.MakeSymbolicLink("../outside/secret", "mine"));
        Assert.Equal(Errno.Perm, guest.Open("mine"));
        Assert.Equal(Errno.Success, guest.MakeSymbolicLink("../..", "a/mine"));
        Assert.Equal(Errno.Perm, guest.Open("a/mine/outside/secret"));

        // Moved up, it would lead further.
        Assert.Equal(Errno.Success, guest.MakeSymbolicLink("../../file", "a/b/mine"));
        Assert.Equal("inside", guest.ReadAll("a/b/mine"));
        Assert.Equal(Errno.Success, guest.Rename("a/b/mine", "a/moved"));
        Assert.Equal(Errno.Perm, guest.Open("a/moved"));
    }

    [Theory]
    [MemberData(nameof(Resolvers))]
    public void ADirectoryThatIsMovedUpStaysAPrison(string resolver)
    {
        using var sandbox = new Sandbox();
        using var guest = sandbox.CreateGuest(resolver);
        Assert.Equal(Errno.Success, guest.Open("a/b", flags: OpenFlags.Directory, rights: Rights.All & ~Rights.Write));
        var inner = guest.Value;
        Assert.Equal(Errno.Success, guest.Rename("a/b", "b"));
        Assert.Equal(Errno.Perm, guest.Open("../file", inner));
        Assert.Equal(Errno.Success, guest.Open("deep", inner));
    }

    [Theory]
    [MemberData(nameof(Resolvers))]
    public void PathsThatStayInsideWork(string resolver)
    {
        using var sandbox = new Sandbox();
        using var guest = sandbox.CreateGuest(resolver);
        string[] ways =
            ["file", "./file", "a/../file", "a/b/../../file", "to-file", "a/up", "to-a/up", "to-a/b/../up", "a//b/.././up"];
        foreach (var way in ways)
        {
            Assert.Equal((way, "inside"), (way, guest.ReadAll(way)));
        }

        Assert.Equal("deep", guest.ReadAll("to-a/b/deep"));
        Assert.Equal(Errno.Loop, guest.Open("loop"));
        Assert.Equal(Errno.Loop, guest.Open("loop/x"));
        Assert.Equal(Errno.NoEnt, guest.Open("dangling"));
        Assert.Equal(Errno.NoEnt, guest.Open(""));
        Assert.Equal(Errno.NotDir, guest.Open("file/x"));
        Assert.Equal(Errno.NotDir, guest.Open("file/"));
        Assert.Equal(Errno.NotDir, guest.Open("to-file/.."));
        Assert.Equal(Errno.Success, guest.Open("to-a/"));
        Assert.Equal(Errno.Success, guest.Open("a/.."));
        Assert.Equal(Errno.Exist, guest.Open("dangling", flags: OpenFlags.Create | OpenFlags.Exclusive, rights: Rights.Write));
        Assert.Equal(Errno.Success, guest.Open("dangling", flags: OpenFlags.Create, rights: Rights.Write));
        Assert.True(File.Exists(sandbox.Inside("nowhere")));
        Assert.Equal(Errno.Exist, guest.OnPath("path_create_directory", 3, "a/.."));
        Assert.Equal(Errno.Success, guest.OnPath("path_create_directory", 3, "to-a/new/"));
        Assert.True(Directory.Exists(sandbox.Inside("a/new")));
        Assert.Equal(Errno.Inval, guest.OnPath("path_remove_directory", 3, "."));
    }

    [Theory]
    [MemberData(nameof(Resolvers))]
    public void DirectoriesThatTurnIntoLinksInBetweenLeadNowhereElse(string resolver)
    {
        using var sandbox = new Sandbox();
        Directory.CreateDirectory(sandbox.Inside("swapped"));
        File.WriteAllText(sandbox.Inside("swapped/secret"), "inside");
        File.CreateSymbolicLink(sandbox.Inside("link"), "../outside");
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1.5));
        var swapper = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                Directory.Move(sandbox.Inside("swapped"), sandbox.Inside("away"));
                File.CreateSymbolicLink(sandbox.Inside("swapped"), "../outside");
                File.Delete(sandbox.Inside("swapped"));
                Directory.Move(sandbox.Inside("away"), sandbox.Inside("swapped"));
            }
        });
        swapper.Start();
        var (read, refused) = (0, 0);
        using (var guest = sandbox.CreateGuest(resolver))
        {
            while (!stop.IsCancellationRequested)
            {
                var text = guest.ReadAll("swapped/secret");
                Assert.NotEqual(Sandbox.Secret, text);
                _ = text is null ? refused++ : read++;
                if (guest.Open("swapped/new", flags: OpenFlags.Create, rights: Rights.Write) == Errno.Success)
                {
                    guest.Call("fd_close", guest.Value);
                }

                guest.OnPath("path_create_directory", 3, "swapped/../swapped/directory");
                guest.OnPath("path_unlink_file", 3, "swapped/new");
                guest.OnPath("path_remove_directory", 3, "swapped/directory");
                guest.Rename("file", "swapped/file");
                guest.Rename("swapped/file", "file");
            }
        }

        swapper.Join();
        sandbox.AssertOutsideIsUntouched();
        Assert.True(read > 0 && refused > 0, $"{read} read, {refused} refused: nothing was raced");
    }

    [Fact]
    public void LinksOfTheProcFileSystemLeadNowhere()
    {
        using var guest = new WasiGuest(WasiOptions.Default with { Preopens = [new WasiPreopen("/proc", "/")] });
        Assert.NotEqual(Errno.Success, guest.Open("self/root/etc/passwd"));
        Assert.NotEqual(Errno.Success, guest.Open("self/cwd"));
        Assert.NotEqual(Errno.Success, guest.Open("self/fd/0"));
        Assert.Equal(Errno.Success, guest.Open("self/status"));
    }

    [Fact]
    public void WhatIsAboveADirectoryIsNotEvenListed()
    {
        using var sandbox = new Sandbox();
        using var guest = sandbox.CreateGuest();
        Assert.Equal(Errno.Success, guest.Call("fd_readdir", 3, WasiGuest.Buffer, 4096, 0, WasiGuest.Result));
        var inodes = new Dictionary<string, ulong>();
        for (var at = 0; at + DirectoryEntry.ByteSize <= guest.Value;)
        {
            var length = guest.Memory.Read<int>((ulong)(WasiGuest.Buffer + at + 16));
            var name = guest.Memory.ReadString((ulong)(WasiGuest.Buffer + at + DirectoryEntry.ByteSize), length);
            inodes[name] = guest.Memory.Read<ulong>((ulong)(WasiGuest.Buffer + at + 8));
            at += DirectoryEntry.ByteSize + length;
        }

        Assert.Contains("file", inodes.Keys);
        Assert.Equal(inodes["."], inodes[".."]);
    }

    [Theory]
    [MemberData(nameof(Resolvers))]
    public void NothingChangesBelowADirectoryThatIsReadOnly(string resolver)
    {
        using var sandbox = new Sandbox();
        using var guest = sandbox.CreateGuest(resolver, isReadOnly: true);
        Assert.Equal("inside", guest.ReadAll("file"));
        Assert.Equal(Errno.NotCapable, guest.Open("file", rights: Rights.Write));
        Assert.Equal(Errno.NotCapable, guest.Open("file", flags: OpenFlags.Truncate));
        Assert.Equal(Errno.NotCapable, guest.Open("new", flags: OpenFlags.Create));
        Assert.Equal(Errno.NotCapable, guest.OnPath("path_unlink_file", 3, "file"));
        Assert.Equal(Errno.NotCapable, guest.OnPath("path_create_directory", 3, "new"));
        Assert.Equal(Errno.NotCapable, guest.Rename("file", "new"));
        Assert.Equal(Errno.NotCapable, guest.Link("file", "new"));
        Assert.Equal(Errno.NotCapable, guest.MakeSymbolicLink("file", "new"));

        // Nor through what is opened below, whatever rights it asks for.
        Assert.Equal(Errno.Success, guest.Open("a", flags: OpenFlags.Directory, rights: Rights.All & ~Rights.Write));
        var inner = guest.Value;
        Assert.Equal(Errno.NotCapable, guest.OnPath("path_create_directory", inner, "new"));
        Assert.Equal(Errno.NotCapable, guest.Open("b/deep", inner, rights: Rights.Write));
        Assert.Equal(Errno.NotCapable, guest.Call("fd_fdstat_set_rights", inner, (long)Rights.All, 0));
        Assert.Equal(Errno.Success, guest.Open("file", rights: Rights.All & ~Rights.Write));
        Assert.Equal(Errno.NotCapable, guest.Call("fd_filestat_set_size", guest.Value, 0));
        Assert.Equal(Errno.NotCapable, guest.Call("fd_filestat_set_times", guest.Value, 0, 0, 1));
        Assert.Equal(Errno.NotCapable, guest.Call("fd_allocate", guest.Value, 0, 100));
        Assert.Equal("inside", File.ReadAllText(sandbox.Inside("file")));
    }

    [Fact]
    public void APipeInADirectoryDoesNotHoldTheHostUp()
    {
        using var sandbox = new Sandbox();
        using (var make = Process.Start("mkfifo", [sandbox.Inside("pipe")]))
        {
            make.WaitForExit();
            Assert.Equal(0, make.ExitCode);
        }

        using var guest = sandbox.CreateGuest();
        Assert.Equal(Errno.Success, guest.Open("pipe", rights: Rights.Read | Rights.Write));
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        Assert.Throws<OperationCanceledException>(() => guest.Transfer("fd_read", guest.Value, 10, timeout.Token));
    }
}
