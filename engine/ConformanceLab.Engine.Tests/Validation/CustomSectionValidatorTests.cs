using ConformanceLab.Engine.Tests.Binary;
using ConformanceLab.Engine.Tests.Text;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Validation;
using Xunit;

namespace ConformanceLab.Engine.Tests.Validation;

public class CustomSectionValidatorTests
{
    private const string Things =
        "(import \"\" \"f\" (func (param i32 i32))) (import \"\" \"m\" (memory 1)) (type $s (struct (field i32 i64)))"
        + "(func (param i64) (local i32 f32 f32)) (memory 1) (table 0 funcref) (global i32 (i32.const 0)) (tag) (elem func) (data)";

    private static WasmModule With(string section, byte[] contents)
    {
        var module = TextAssert.Parse(Things);
        module.CustomSections.Add(new CustomSection(section, contents, SectionId.Code));
        return module;
    }

    // A name for one thing of a kind; for one inside another where there are two indices.
    private static NameMap Name(string kind, int index, int inner)
    {
        var flat = new Dictionary<int, string> { [index] = "x" };
        var nested = new Dictionary<int, IReadOnlyDictionary<int, string>> { [index] = new Dictionary<int, string> { [inner] = "x" } };
        return kind switch
        {
            "functions" => new NameMap { Functions = flat },
            "locals" => new NameMap { Locals = nested },
            "types" => new NameMap { Types = flat },
            "tables" => new NameMap { Tables = flat },
            "memories" => new NameMap { Memories = flat },
            "globals" => new NameMap { Globals = flat },
            "elements" => new NameMap { Elements = flat },
            "data" => new NameMap { Data = flat },
            "fields" => new NameMap { Fields = nested },
            _ => new NameMap { Tags = flat },
        };
    }

    private static ModuleException? Check(WasmModule module)
    {
        CustomSectionValidator.CheckSyntax(module);
        return Record.Exception(() => CustomSectionValidator.CheckContents(module)) as ModuleException;
    }

    // The last index of each kind that there is.
    [Theory]
    [InlineData("functions", 1, 0)]
    [InlineData("locals", 0, 1)]
    [InlineData("locals", 1, 3)]
    [InlineData("types", 3, 0)]
    [InlineData("tables", 0, 0)]
    [InlineData("memories", 1, 0)]
    [InlineData("globals", 0, 0)]
    [InlineData("elements", 0, 0)]
    [InlineData("data", 0, 0)]
    [InlineData("fields", 0, 1)]
    [InlineData("tags", 0, 0)]
    public void NamesAreOfWhatTheModuleHas(string kind, int last, int lastInner)
    {
        Assert.Null(Check(With(NameSection.SectionName, NameSection.Write(Name(kind, last, lastInner)))));
        var isNested = kind is "locals" or "fields";
        var error = Check(
            With(NameSection.SectionName, NameSection.Write(isNested ? Name(kind, last, lastInner + 1) : Name(kind, last + 1, 0))));
        Assert.Equal(ModuleErrorKind.InvalidCustom, error?.Kind);
        Assert.StartsWith("custom @name: invalid ", error!.Message, StringComparison.Ordinal);
        Assert.EndsWith(isNested ? $" {last}" : $" {last + 1}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FieldsAreOfStructures() => Assert.Equal(
        "custom @name: non-struct type 1", Check(With(NameSection.SectionName, NameSection.Write(Name("fields", 1, 0))))?.Message);

    [Theory]
    [InlineData(0, 3, null)]
    [InlineData(0, 6, null)]
    [InlineData(0, 1, "invalid target")]
    [InlineData(0, 4, "invalid target")]
    [InlineData(0, 99, "invalid target")]
    [InlineData(1, 3, "invalid function index 1")]
    public void HintsAreOfConditionalBranches(int function, int offset, string? reason)
    {
        // Offsets: 1 i32.const, 3 if, 5 nop, 6 br_if, 8 and 9 end. That br_if has no condition is none of the check's business.
        var module = ModuleReader.Read(ModuleBytes.WithBody("41 00 04 40 01 0d 00 0b 0b"), WasmFeatures.Wasm3);
        var hints = BranchHintSection.Write([new BranchHint(function, offset, true)]);
        module.CustomSections.Add(new CustomSection(BranchHintSection.SectionName, hints, SectionId.Function));
        var error = Check(module);
        Assert.Equal(reason is null ? null : ModuleErrorKind.InvalidCustom, error?.Kind);
        Assert.StartsWith(
            reason is null ? "" : $"@metadata.code.branch_hint annotation: {reason}", error?.Message ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void MalformedSectionsAreLocatedInTheModule()
    {
        var bytes = ModuleBytes.Module(ModuleBytes.Section(SectionId.Custom, "04 6e 61 6d 65 00 02 01 ff"));
        var error = Assert.Throws<ModuleException>(() => CustomSectionValidator.CheckSyntax(ModuleReader.Read(bytes, WasmFeatures.Wasm3)));
        Assert.Equal((ModuleErrorKind.MalformedCustom, bytes.Length - 1), (error.Kind, error.Offset));
    }

    [Theory]
    [InlineData(NameSection.SectionName)]
    [InlineData(BranchHintSection.SectionName)]
    public void SectionsAreThereOnce(string name)
    {
        var module = With(name, name == NameSection.SectionName ? [] : [0]);
        CustomSectionValidator.CheckSyntax(module);
        module.CustomSections.Add(module.CustomSections[^1]);
        Assert.Equal(
            ModuleErrorKind.MalformedCustom, Assert.Throws<ModuleException>(() => CustomSectionValidator.CheckSyntax(module)).Kind);
    }

    [Fact]
    public void OtherSectionsMayHoldAnything() => Assert.Null(Check(With("nàme", [0xff])));

    [Theory]
    [InlineData("(@name \"a\") (@name \"b\") (func", "unexpected token", ModuleErrorKind.Malformed)]
    [InlineData("(@custom) (frob)", "unknown operator", ModuleErrorKind.Malformed)]
    [InlineData("(func (@metadata.code.branch_hint \"\\01\") (nop) (frob))", "unknown operator", ModuleErrorKind.Malformed)]
    [InlineData("(@custom) (func (result i32))", "@custom annotation", ModuleErrorKind.MalformedCustom)]
    [InlineData("(func (result i32) (@metadata.code.branch_hint \"\\01\") (nop))", "type mismatch", ModuleErrorKind.Invalid)]
    [InlineData(
        "(func (@metadata.code.branch_hint \"\\01\") (nop))", "@metadata.code.branch_hint annotation", ModuleErrorKind.InvalidCustom)]
    public void WhatIsWrongInTheModuleItselfComesFirst(string text, string reason, ModuleErrorKind kind)
    {
        using var engine = new ConformanceLab.Wasm.Engine();
        var error = Assert.Throws<ModuleException>(() => Module.FromText(engine, text));
        Assert.Equal(kind, error.Kind);
        Assert.StartsWith(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(@custom)")]
    [InlineData("(func (@metadata.code.branch_hint \"\\01\") (nop))")]
    public void AnnotationsCanBeLeftOut(string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        Assert.Empty(ConformanceLab.Wasm.Text.TextParser.ParseModule(bytes, readAnnotations: false).CustomSections);
    }
}
