using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;
using CsCheck;
using Xunit;

namespace ConformanceLab.Engine.Tests.Binary;

/// <summary>Whatever the bytes: a module, or a <see cref="ModuleException"/>.</summary>
public class HostileInputTests
{
    private static readonly byte[] s_everything = ModuleWriter.Write(SampleModules.Everything());
    private static readonly WasmFeatures[] s_features = [WasmFeatures.None, WasmFeatures.Wasm2, WasmFeatures.Wasm3, WasmFeatures.All];

    [Fact]
    public void RandomBytesAreReadOrRejected() =>
        Gen.Byte.Array[0, 200].Sample(bytes => ReadOrReject([.. "\0asm\x01\0\0\0"u8, .. bytes]), iter: 4_000);

    [Fact]
    public void RandomSectionsAreReadOrRejected() => Gen.Select(Gen.Byte[1, 13], Gen.Byte.Array[0, 60]).Sample(
        (id, contents) => ReadOrReject([.. "\0asm\x01\0\0\0"u8, id, (byte)contents.Length, .. contents]),
        iter: 4_000);

    [Fact]
    public void MutatedModulesAreReadOrRejected() => Gen.Select(Gen.Int[0, s_everything.Length - 1], Gen.Byte).Array[1, 4].Sample(
        changes =>
        {
            var bytes = (byte[])s_everything.Clone();
            foreach (var (index, value) in changes)
            {
                bytes[index] = value;
            }

            ReadOrReject(bytes);
        },
        iter: 1_000);

    [Fact]
    public void ModulesWithBytesMissingOrAddedAreReadOrRejected() =>
        Gen.Select(Gen.Int[0, s_everything.Length - 1], Gen.Int[0, 3], Gen.Byte.Array[0, 3]).Sample(
            (index, removed, added) =>
                ReadOrReject([.. s_everything[..index], .. added, .. s_everything[Math.Min(index + removed, s_everything.Length)..]]),
            iter: 1_000);

    [Fact]
    public void EveryPrefixIsReadOrRejected()
    {
        for (var length = 0; length < s_everything.Length; length++)
        {
            ReadOrReject(s_everything[..length]);
        }
    }

    [Fact]
    public void RandomNameSectionsAreReadOrRejected() =>
        Gen.Byte.Array[0, 100].Sample(bytes => IsReadOrMalformed(() => NameSection.Read(bytes)), iter: 4_000);

    [Fact]
    public void RandomBranchHintsAreReadOrRejected() =>
        Gen.Byte[0, 3].Array[0, 20].Sample(bytes => IsReadOrMalformed(() => BranchHintSection.Read(bytes)), iter: 4_000);

    // Reading with and without the bodies must agree; what is read can be written, and writing is stable.
    private static void ReadOrReject(byte[] bytes)
    {
        foreach (var features in s_features)
        {
            var module = TryRead(bytes, features, checkBodies: true, out var error);
            var sliced = TryRead(bytes, features, checkBodies: false, out var other);
            Assert.Equal(error, other);
            if (module is not null && sliced is not null)
            {
                var written = ModuleWriter.Write(module);
                Assert.Equal(written, ModuleWriter.Write(sliced));
                Assert.Equal(written, ModuleWriter.Write(ModuleReader.Read(written, features)));
                Assert.NotNull(module.Names);
            }
        }
    }

    private static WasmModule? TryRead(byte[] bytes, WasmFeatures features, bool checkBodies, out string? error)
    {
        try
        {
            var module = ModuleReader.Read(bytes, features, checkBodies);
            if (!checkBodies)
            {
                ModuleReader.CheckBodies(module);
            }

            error = null;
            return module;
        }
        catch (ModuleException exception)
        {
            error = exception.Describe();
            return null;
        }
    }

    private static bool IsReadOrMalformed(Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (ModuleException error)
        {
            return error.Kind == ModuleErrorKind.MalformedCustom;
        }
    }
}
