using System.Text;
using ConformanceLab.LabGenerator.Models;
using ConformanceLab.LabGenerator.Writing;
using static ConformanceLab.LabGenerator.Models.BinaryModule;

namespace ConformanceLab.LabGenerator.Chapters;

/// <summary>
/// Malformed binaries: each section wrong in each way in which every section can be, and then in its own ways. The messages are those of the
/// specification's reference decoder.
/// </summary>
public static class MalformedChapter
{
    private const string End = "unexpected end";
    private const string Length = "length out of bounds";
    private const string Mismatch = "section size mismatch";
    private const string TooLong = "integer representation too long";
    private const string TooLarge = "integer too large";
    private const string Order = "unexpected content after last section";

    // In the order in which they must come; an entry of each, where it has entries.
    private static readonly (string Name, byte Id, byte[] Entry)[] s_sections =
    [
        ("type", 1, [0x60, 0, 0]),
        ("import", 2, [1, (byte)'m', 1, (byte)'n', 0, 0]),
        ("function", 3, [0]),
        ("table", 4, [0x70, 0, 0]),
        ("memory", 5, [0, 0]),
        ("tag", 13, [0, 0]),
        ("global", 6, [0x7f, 0, 0x41, 0, 0x0b]),
        ("export", 7, [1, (byte)'e', 0, 0]),
        ("start", 8, []),
        ("element", 9, [0, 0x41, 0, 0x0b, 0]),
        ("data count", 12, []),
        ("code", 10, [2, 0, 0x0b]),
        ("data", 11, [0, 0x41, 0, 0x0b, 1, 0x61]),
    ];

    private static readonly byte[] s_type = Section(1, [1, 0x60, 0, 0]);
    private static readonly byte[] s_function = Section(3, [1, 0]);

    /// <summary>The scripts.</summary>
    public static IEnumerable<(string Path, string Text)> Write()
    {
        yield return ("binary/generated/sections.wast", WriteSections());
        yield return ("binary/generated/contents.wast", WriteContents());
        yield return ("binary/generated/bodies.wast", WriteBodies());
    }

    private static string WriteSections()
    {
        var script = new ScriptWriter("Every section, wrong in every way in which any can be.");
        script.Section("header: too short, and wrong in each byte");
        for (var length = 0; length < Header.Length; length++)
        {
            script.Malformed(Header[..length], End);
            byte[] wrong = [.. Header];
            wrong[length] ^= 0x20;
            script.Malformed(wrong, length < 4 ? "magic header not detected" : "unknown binary version");
        }

        script.Section("ids that no section has");
        foreach (var id in (byte[])[14, 15, 0x40, 0x7f, 0x80, 0xff])
        {
            script.Malformed(Module([id, 1, 0]), "malformed section id");
        }

        for (var at = 0; at < s_sections.Length; at++)
        {
            var (name, id, entry) = s_sections[at];
            script.Section(name);
            byte[] contents = entry.Length == 0 ? [0] : [1, .. entry];
            script.Malformed(Module([id]), End);
            script.Malformed(Module(Section(id, contents, sizeError: 5)), Length);
            script.Malformed(Module(Section(id, contents, sizeError: -1)), Mismatch);
            script.Malformed(Module(Section(id, [.. contents, 0])), Mismatch);
            script.Malformed(Module([id, .. Unsigned((ulong)contents.Length, 6), .. contents]), TooLong);
            script.Malformed(Module([id, 0x80, 0x80, 0x80, 0x80, 0x10, .. contents]), TooLarge);
            script.Malformed(Module([id, 0xff, 0xff, 0xff, 0xff, 0x0f, .. contents]), Length);
            script.Malformed(Module(Section(id, [.. Unsigned(contents[0], 6), .. entry])), TooLong);
            script.Malformed(Module(Section(id, [0x81, 0x80, 0x80, 0x80, 0x10, .. entry])), TooLarge);
            script.Malformed(Module(Section(id, contents), Section(id, contents)), Order);
            foreach (var earlier in s_sections[..at])
            {
                script.Malformed(Module(Section(id, contents), Section(earlier.Id, [0])), Order);
            }

            if (entry.Length > 0)
            {
                // Counts: of nothing that is there, one too many, of what memory does not hold; contents cut behind each byte.
                script.Malformed(Module(Section(id, [1])), End);
                script.Malformed(Module(Section(id, [2, .. entry])), End);
                script.Malformed(Module(Section(id, [0xff, 0xff, 0xff, 0xff, 0x0f, .. entry])), Length);
                for (var cut = 1; cut < entry.Length; cut++)
                {
                    script.Malformed(Module(Section(id, [1, .. entry[..cut]], sizeError: entry.Length - cut)), cut + 1 == entry.Length ? End : Length);
                }
            }

            // It may be padded within five bytes.
            script.Line($"(module definition binary {Literal.Bytes(Padded(id))})");
        }

        script.Section("custom sections: anywhere, any number, but with a name");
        byte[] custom = Section(0, [.. Name("x"), 1, 2]);
        script.Line($"(module definition binary {Literal.Bytes(Module(custom, s_type, custom, custom))})");
        script.Malformed(Module([0]), End);
        script.Malformed(Module([0, 0]), End);
        script.Malformed(Module(Section(0, [5, (byte)'x'])), Length);
        script.Malformed(Module(Section(0, [1, (byte)'x'], sizeError: 9)), Length);
        script.Malformed(Module([0, 0x82, 0x80, 0x80, 0x80, 0x80, 0, 1, (byte)'x']), TooLong);
        script.Malformed(Module([0, 0x82, 0x80, 0x80, 0x80, 0x10, 1, (byte)'x']), TooLarge);
        foreach (var name in IllFormedNames())
        {
            script.Malformed(Module(Section(0, Sized(name))), "malformed UTF-8 encoding");
        }

        return script.ToString();
    }

    // The section empty, its length and count in five bytes each; start would need a function, a data count of zero is right without data.
    private static byte[] Padded(byte id) => id == 8
        ? Module(s_type, s_function, [8, 0x85, 0x80, 0x80, 0x80, 0, 0x80, 0x80, 0x80, 0x80, 0], Section(10, [1, 2, 0, 0x0b]))
        : Module([id, 0x85, 0x80, 0x80, 0x80, 0, 0x80, 0x80, 0x80, 0x80, 0]);

    // Continuation bytes alone, starts without them, longer than need be, surrogates, beyond the last scalar value.
    private static byte[][] IllFormedNames() =>
    [
        [0x80], [0xbf], [0xc2], [0xc2, 0x2e], [0xc0, 0x80], [0xc1, 0xbf], [0xe0, 0x9f, 0xbf], [0xe2, 0x82], [0xe1, 0x80, 0x2e],
        [0xed, 0xa0, 0x80], [0xed, 0xbf, 0xbf], [0xf0, 0x8f, 0xbf, 0xbf], [0xf0, 0x90, 0x8d], [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80, 0x80, 0x80],
        [0xfe], [0xff], [.. Encoding.UTF8.GetBytes("é"), 0xa9],
    ];

    private static string WriteContents()
    {
        var script = new ScriptWriter("Sections of the right length with contents that no grammar knows.");
        script.Section("type: forms, value types, mutability");
        foreach (var form in (byte[])[0x00, 0x40, 0x5d, 0x61, 0x7f])
        {
            Wrong(1, [1, form, 0, 0], "malformed definition type");
        }

        foreach (var type in (byte[])[0x40, 0x7a, 0x66, 0x60, 0x00])
        {
            Wrong(1, [1, 0x60, 1, type, 0], "malformed value type");
            Wrong(6, [1, type, 0, 0x41, 0, 0x0b], "malformed value type");
        }

        Wrong(1, [1, 0x60, 1, 0x64, 0x40, 0], "malformed heap type");
        Wrong(1, [1, 0x5f, 1, 0x7f, 2], "malformed mutability");
        Wrong(1, [1, 0x5e, 0x7f, 0xff], "malformed mutability");
        Wrong(1, [1, 0x60, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x7f, 0], Length);
        Wrong(1, [1, 0x5f, 2, 0x7f, 0], End);
        Wrong(1, [1, 0x4e, 2, 0x60, 0, 0], End);
        Wrong(1, [1, 0x50, 1], End);

        script.Section("import: kinds, names");
        foreach (var kind in (byte[])[5, 6, 0x20, 0x80])
        {
            Wrong(2, [1, 1, (byte)'m', 1, (byte)'n', kind, 0], "malformed import kind");
        }

        Wrong(2, [1, 9, (byte)'m', 1, (byte)'n'], Length);
        foreach (var name in IllFormedNames())
        {
            Wrong(2, [1, .. Sized(name), 1, (byte)'n', 0, 0], "malformed UTF-8 encoding");
            Wrong(2, [1, 1, (byte)'m', .. Sized(name), 0, 0], "malformed UTF-8 encoding");
            Wrong(7, [1, .. Sized(name), 0, 0], "malformed UTF-8 encoding");
        }

        script.Section("table and memory: element types, flags of limits, the byte before an initializer");
        foreach (var type in (byte[])[0x7f, 0x7b, 0x60, 0x00])
        {
            Wrong(4, [1, type, 0, 0], "malformed reference type");
            Wrong(2, [1, 1, (byte)'m', 1, (byte)'n', 1, type, 0, 0], "malformed reference type");
        }

        Wrong(4, [1, 0x40, 1, 0x70, 0, 0, 0xd0, 0x70, 0x0b], "zero byte expected");
        foreach (var flags in (byte[])[0x08, 0x10, 0x40, 0x7f, 0xff])
        {
            Wrong(4, [1, 0x70, flags, 0], "malformed limits flags");
            Wrong(5, [1, flags, 0], "malformed limits flags");
            Wrong(2, [1, 1, (byte)'m', 1, (byte)'n', 2, flags, 0], "malformed limits flags");
        }

        Wrong(5, [1, 0, .. Unsigned(0, 11)], TooLong);
        Wrong(5, [1, 0, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x02], TooLarge);
        Wrong(4, [1, 0x70, 1, 0, .. Unsigned(0, 11)], TooLong);

        script.Section("tag: the attribute; global: mutability, an initializer that does not end");
        Wrong(13, [1, 1, 0], "zero byte expected");
        Wrong(2, [1, 1, (byte)'m', 1, (byte)'n', 4, 7, 0], "zero byte expected");
        Wrong(6, [1, 0x7f, 2, 0x41, 0, 0x0b], "malformed mutability");
        Wrong(2, [1, 1, (byte)'m', 1, (byte)'n', 3, 0x7f, 2], "malformed mutability");
        Wrong(6, [1, 0x7f, 0, 0x41, 0], "unexpected end of section or function");

        script.Section("constant expressions: opcodes that do not exist, else without if");
        foreach (var (opcode, message) in ((byte, string)[])[(0x05, "END opcode expected"), (0x27, "illegal opcode"), (0xf3, "illegal opcode")])
        {
            Wrong(4, [1, 0x40, 0, 0x70, 0, 0, opcode, 0x0b], message);
            Wrong(6, [1, 0x7f, 0, opcode, 0x0b], message);
            Wrong(9, [1, 0, opcode, 0x0b, 0], message);
            Wrong(9, [1, 5, 0x70, 1, opcode, 0x0b], message);
            Wrong(11, [1, 0, opcode, 0x0b, 0], message);
        }

        script.Section("export: kinds");
        foreach (var kind in (byte[])[5, 0x20, 0x80])
        {
            Wrong(7, [1, 1, (byte)'e', kind, 0], "malformed export kind");
        }

        script.Section("element and data: flags, kinds");
        foreach (var flags in (byte[])[8, 9, 0x7f])
        {
            Wrong(9, [1, flags, 0x41, 0, 0x0b, 0], "malformed elements segment kind");
        }

        foreach (var kind in (byte[])[1, 0x70, 0xff])
        {
            Wrong(9, [1, 1, kind, 0], "malformed element kind");
            Wrong(9, [1, 2, 0, 0x41, 0, 0x0b, kind, 0], "malformed element kind");
            Wrong(9, [1, 3, kind, 0], "malformed element kind");
        }

        Wrong(9, [1, 5, 0x7f, 0], "malformed reference type");
        Wrong(9, [1, 1, 0, 2, 0], End);
        Wrong(9, [1, 1, 0, 0xff, 0xff, 0xff, 0xff, 0x0f], Length);
        foreach (var flags in (byte[])[3, 4, 0x7f])
        {
            Wrong(11, [1, flags, 0x41, 0, 0x0b, 0], "malformed data segment kind");
        }

        Wrong(11, [1, 1, 3, 0x61], Length);

        script.Section("sections that must agree");
        script.Malformed(Module(s_type, s_function), "function and code section have inconsistent lengths");
        script.Malformed(Module(s_type, Section(10, [1, 2, 0, 0x0b])), "function and code section have inconsistent lengths");
        script.Malformed(Module(s_type, Section(3, [2, 0, 0]), Section(10, [1, 2, 0, 0x0b])), "function and code section have inconsistent lengths");
        script.Malformed(Module(Section(12, [1])), "data count and data section have inconsistent lengths");
        script.Malformed(Module(Section(12, [0]), Section(11, [1, 1, 0])), "data count and data section have inconsistent lengths");
        script.Malformed(Module(Section(12, [2]), Section(11, [1, 1, 0])), "data count and data section have inconsistent lengths");
        foreach (var body in (byte[][])[[0xfc, 9, 0], [0x41, 0, 0x41, 0, 0x41, 0, 0xfc, 8, 0, 0]])
        {
            script.Malformed(
                Module(s_type, s_function, Section(5, [1, 0, 0]), Section(10, [1, .. Sized([0, .. body, 0x0b])]), Section(11, [1, 1, 0])),
                "data count section required");
        }

        return script.ToString();

        void Wrong(byte id, byte[] contents, string message) => script.Malformed(Module(Section(id, contents)), message);
    }

    private static string WriteBodies()
    {
        var script = new ScriptWriter("Function bodies that no grammar knows.");
        script.Section("opcodes that do not exist, alone and behind each prefix");
        foreach (var opcode in (byte[])[0x16, 0x17, 0x1d, 0x1e, 0x27, 0xc5, 0xcf, 0xd7, 0xe0, 0xf0, 0xff])
        {
            Body([opcode], "illegal opcode");
        }

        foreach (var (prefix, codes) in ((byte, uint[])[])
            [(0xfb, [31, 32, 127, 128]), (0xfc, [18, 23, 255]), (0xfd, [154, 162, 276, 300, 0x7fffffff]), (0xfe, [4, 15, 79, 200])])
        {
            foreach (var code in codes)
            {
                Body([prefix, .. Unsigned(code)], "illegal opcode");
            }

            Body([prefix, .. Unsigned(1, 6)], TooLong);
            Body([prefix, 0x80, 0x80, 0x80, 0x80, 0x70], TooLarge);
        }

        script.Section("blocks: without end, else and what else divides them out of place");
        Body([], "unexpected end of section or function", isEnded: false);
        Body([0x02, 0x40], "unexpected end of section or function");
        Body([0x05], "END opcode expected");
        Body([0x02, 0x40, 0x05, 0x0b], "END opcode expected");
        Body([0x41, 0, 0x04, 0x40, 0x05, 0x05, 0x0b], "END opcode expected");
        Body([0x0b], Mismatch);
        Body([0x02, 0x7a, 0x0b], "malformed value type");
        // A type index of more than one byte that is negative.
        Body([0x02, 0xff, 0x7f, 0x0b], "malformed");

        script.Section("sizes of bodies");
        foreach (var error in (int[])[1, -1, 3])
        {
            byte[] body = [.. Unsigned((ulong)(5 + error)), 0, 0x41, 0, 0x1a, 0x0b];
            script.Malformed(Module(s_type, s_function, Section(10, [1, .. body])), error > 1 ? Length : Mismatch);
        }

        script.Section("locals: types, more than 2^32 − 1");
        Locals([1, 1, 0x40], "malformed value type");
        Locals([1, 0xff, 0xff, 0xff, 0xff, 0x1f, 0x7f], TooLarge);
        Locals([2, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x7f, 2, 0x7e], "too many locals");
        Locals([3, 0x80, 0x80, 0x80, 0x80, 0x08, 0x7f, 0x80, 0x80, 0x80, 0x80, 0x08, 0x7f, 0, 0x7d], "too many locals");

        script.Section("immediates: integers that are too long or too large");
        Body([0x41, .. Unsigned(0, 6), 0x1a], TooLong);
        Body([0x41, 0x80, 0x80, 0x80, 0x80, 0x70 ^ 0x40, 0x1a], TooLarge);
        Body([0x41, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x1a], TooLarge);
        Body([0x42, .. Unsigned(0, 11), 0x1a], TooLong);
        Body([0x42, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7e, 0x1a], TooLarge);
        Body([0x42, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01, 0x1a], TooLarge);
        foreach (var opcode in (byte[])[0x0c, 0x0d, 0x10, 0x12, 0x14, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0xd2])
        {
            Body([opcode, .. Unsigned(0, 6)], TooLong);
            Body([opcode, 0x80, 0x80, 0x80, 0x80, 0x10], TooLarge);
        }

        script.Section("memory arguments: flags, offsets");
        foreach (var opcode in (byte[])[0x28, 0x2c, 0x36, 0x3a])
        {
            Body([0x41, 0, opcode, .. Unsigned(0x80), 0], "malformed memop flags");
            Body([0x41, 0, opcode, .. Unsigned(0, 6), 0], TooLong);
            Body([0x41, 0, opcode, 0, .. Unsigned(0, 11)], TooLong);
            Body([0x41, 0, opcode, 0, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x02], TooLarge);
        }

        script.Section("types, catch clauses, casts");
        Body([0xd0, 0x7f, 0x1a], "malformed heap type");
        Body([0xd0, 0x40, 0x1a], "malformed heap type");
        Body([0x1c, 1, 0x40], "malformed value type");
        Body([0x1f, 0x40, 1, 4, 0, 0x0b], "malformed catch clause");
        Body([0x1f, 0x40, 1, 0xff, 0, 0x0b], "malformed catch clause");
        Body([0xfb, 24, 4, 0, 0x6e, 0x6b], "malformed br_on_cast flags");
        Body([0xfb, 25, 0x80, 0, 0x6e, 0x6b], "malformed br_on_cast flags");
        Body([0x0e, 0xff, 0xff, 0xff, 0xff, 0x0f, 0], Length);

        script.Section("constants: cut");
        Body([0x43, 0, 0], End, isEnded: false);
        Body([0x44, 0, 0, 0, 0], End, isEnded: false);
        Body([0xfd, 12, 0, 0, 0, 0], End, isEnded: false);
        return script.ToString();

        void Body(byte[] code, string message, bool isEnded = true)
        {
            byte[] body = [0, .. code, .. isEnded ? (byte[])[0x0b] : []];
            script.Malformed(Module(s_type, s_function, Section(10, [1, .. Sized(body)])), message);
        }

        void Locals(byte[] groups, string message) =>
            script.Malformed(Module(s_type, s_function, Section(10, [1, .. Sized([.. groups, 0x0b])])), message);
    }
}
