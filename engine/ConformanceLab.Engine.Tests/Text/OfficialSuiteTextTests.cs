using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text;
using Xunit;

namespace ConformanceLab.Engine.Tests.Text;

/// <summary>
/// The texts of the official suites, if they are at hand (CLAB_SUITES, or suites beside the repository): good ones parse and print,
/// malformed ones are rejected with the official message.
/// </summary>
public class OfficialSuiteTextTests
{
    [Theory]
    [InlineData("spec-3.0", WasmFeatures.Wasm3, 4_000, 1_200)]
    [InlineData("legacy", WasmFeatures.Wasm3 | WasmFeatures.LegacyExceptions, 10, 0)]
    [InlineData("proposals/custom-page-sizes", WasmFeatures.Wasm3 | WasmFeatures.CustomPageSizes, 30, 2)]
    [InlineData("proposals/wide-arithmetic", WasmFeatures.Wasm3 | WasmFeatures.WideArithmetic, 1, 0)]
    [InlineData("proposals/compact-import-section", WasmFeatures.Wasm3 | WasmFeatures.CompactImportSection, 10, 1)]
    [InlineData("proposals/threads/changed-core-2023", WasmFeatures.Wasm2 | WasmFeatures.Threads, 10, 1)]
    [InlineData("proposals/threads", WasmFeatures.Wasm3 | WasmFeatures.Threads, 10, 0)]
    public void ModulesAreReadOrRejectedAsTheSuiteSays(string folder, WasmFeatures features, int leastModules, int leastQuotes)
    {
        var root = OfficialSuites.Find();
        Assert.SkipWhen(root is null, "the official suites are not here: set CLAB_SUITES to their folder");
        var counts = new SuiteCounts();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(root, folder), "*.wast", SearchOption.AllDirectories))
        {
            if (folder.EndsWith("threads", StringComparison.Ordinal) && file.Contains("changed-core", StringComparison.Ordinal))
            {
                continue;
            }

            new SuiteReader(file, features, counts).Read();
        }

        Assert.Empty(counts.Failures);
        Assert.True(counts.Modules >= leastModules, $"only {counts.Modules} modules");
        Assert.True(counts.Quotes >= leastQuotes, $"only {counts.Quotes} quoted modules");
    }

    private sealed class SuiteCounts
    {
        public int Modules { get; set; }

        public int Quotes { get; set; }

        public List<string> Failures { get; } = [];
    }

    private sealed class SuiteReader(string file, WasmFeatures features, SuiteCounts counts)
    {
        private readonly TokenCursor _cursor = new(File.ReadAllBytes(file));

        public void Read()
        {
            while (!_cursor.IsAtEnd)
            {
                var start = _cursor.Position;
                if (_cursor.IsLeftParenKeyword("module"u8))
                {
                    Check(null, null);
                }
                else if (_cursor.TryTakeLeftParenKeyword("assert_malformed"u8))
                {
                    Expect(ModuleErrorKind.Malformed);
                }
                else if (_cursor.TryTakeLeftParenKeyword("assert_malformed_custom"u8))
                {
                    Expect(ModuleErrorKind.MalformedCustom);
                }
                else if (_cursor.TryTakeLeftParenKeyword("assert_invalid_custom"u8))
                {
                    Expect(ModuleErrorKind.InvalidCustom);
                }
                else if (_cursor.Peek(2).Kind == TokenKind.LeftParen && _cursor.IsKeyword("module"u8, 3))
                {
                    _cursor.Position += 2;
                    Check(null, null);
                }

                _cursor.Position = start;
                _cursor.Skip();
            }
        }

        private void Expect(ModuleErrorKind kind)
        {
            var module = _cursor.Position;
            _cursor.Skip();
            var message = _cursor.ExpectName();
            _cursor.Position = module;
            Check(kind, message);
        }

        private void Check(ModuleErrorKind? kind, string? message)
        {
            var line = _cursor.GetPosition().Line;
            _cursor.Position += 2;
            _cursor.TryTakeKeyword("definition"u8);
            var identifier = _cursor.TryTakeIdentifier();
            if (_cursor.IsKeyword("binary"u8) || _cursor.IsKeyword("instance"u8))
            {
                return;
            }

            try
            {
                Accept(Parse(identifier));
                if (kind is not null)
                {
                    counts.Failures.Add($"{file}:{line}: accepted, should be: {message}");
                }
            }
            catch (ModuleException error)
            {
                if (kind != error.Kind || !error.Message.StartsWith(message!, StringComparison.Ordinal))
                {
                    counts.Failures.Add($"{file}:{line}: {error.Describe()} ({error.Kind}), should be: {message ?? "good"}");
                }
            }
        }

        private WasmModule Parse(string? identifier)
        {
            if (!_cursor.TryTakeKeyword("quote"u8))
            {
                counts.Modules++;
                return TextParser.ParseFields(_cursor, features, identifier).Module;
            }

            counts.Quotes++;
            var text = new List<byte>();
            while (_cursor.Kind == TokenKind.String)
            {
                text.AddRange(_cursor.ExpectString());
                text.Add((byte)' ');
            }

            return TextParser.ParseModule(text.ToArray(), features);
        }

        private static void Accept(WasmModule module) => TextAssert.RoundTrips(module);
    }
}
