using System.Text;
using ConformanceLab.Wasm;
using ConformanceLab.Wasm.Binary;
using ConformanceLab.Wasm.Modules;
using ConformanceLab.Wasm.Text;
using Xunit;

namespace ConformanceLab.Engine.Tests.Hostile;

/// <summary>Numbers hash to themselves: where an input chooses them, it chooses the collisions of a hash table.</summary>
public class CollisionTests
{
    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(2);

    // A type and a field whose numbers rise together: no malice needed.
    [Fact]
    public void FieldsOfManyTypesHaveNames()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 50_000; i++)
        {
            text.Append("(type (struct (field $f").Append(i).Append(" i32)))");
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        Budget.Within(s_time, 128 << 20, () => TextParser.ParseModule(bytes));
    }

    // Multiples of the prime that a table of so many entries has as its size.
    [Fact]
    public void NamesOfChosenIndicesAreReadQuickly()
    {
        var names = new ByteWriter();
        names.WriteIndex(41_000);
        for (var i = 0; i < 41_000; i++)
        {
            names.WriteIndex(i * 43_627);
            names.WriteName("");
        }

        var section = new ByteWriter();
        for (byte subsection = 5; subsection <= 9; subsection++)
        {
            section.WriteByte(subsection);
            section.WriteSized(names.Written);
        }

        var bytes = section.ToArray();
        Budget.Within(s_time, 16 << 20, () => Assert.Equal("", NameSection.Read(bytes).Data[43_627 * 40_999]));
    }

    [Fact]
    public void EmptyMapsOfNamesTakeNoMemoryEach()
    {
        var section = new ByteWriter();
        section.WriteIndex(100_000);
        for (var i = 0; i < 100_000; i++)
        {
            section.WriteIndex(i);
            section.WriteIndex(0);
        }

        var names = new ByteWriter();
        names.WriteByte(2);
        names.WriteSized(section.Written);
        var bytes = names.ToArray();
        Budget.Within(s_time, 2 << 20, () => Assert.Equal(100_000, NameSection.Read(bytes).Locals.Count));
    }

    [Fact]
    public void AnIndexMapIsWhatADictionaryIs()
    {
        var map = new IndexMap<string>(1);
        foreach (var index in new[] { 2, 5, 6, 1000 })
        {
            map.Add(index, $"n{index}");
        }

        Assert.Equal([2, 5, 6, 1000], map.Keys);
        Assert.Equal(["n2", "n5", "n6", "n1000"], map.Values);
        Assert.Equal([new(2, "n2"), new(5, "n5"), new(6, "n6"), new(1000, "n1000")], map);
        Assert.Equal("n5", map[5]);
        Assert.True(map.ContainsKey(1000));
        Assert.False(map.TryGetValue(0, out _));
        Assert.Throws<KeyNotFoundException>(() => map[7]);
        Assert.Throws<ArgumentException>(() => map.Add(1000, ""));
    }
}
