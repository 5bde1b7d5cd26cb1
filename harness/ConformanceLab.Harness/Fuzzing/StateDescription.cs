using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Fuzzing;

/// <summary>
/// Says in words what a host can see: values to the last bit, objects with everything that is reached from them, memories, tables, globals.
/// Objects have numbers in the order in which they are met, so that shared and circular ones are told from copies. Equal descriptions mean
/// equal states, up to the names of types.
/// </summary>
internal sealed class StateDescription
{
    private const int MaximumObjects = 300;
    private const uint MaximumElements = 40;

    private readonly StringBuilder _text = new();
    private readonly List<GcReference> _objects = [];
    private readonly Dictionary<Function, string> _functions;
    private readonly Dictionary<Tag, string> _tags;

    /// <summary>An empty description of something in an instance; its exports have names.</summary>
    public StateDescription(Dictionary<Function, string> functions, Dictionary<Tag, string> tags)
    {
        _functions = functions;
        _tags = tags;
    }

    /// <summary>Adds values.</summary>
    public void Add(ReadOnlySpan<Value> values)
    {
        foreach (var value in values)
        {
            Add(value);
            _text.Append(' ');
        }
    }

    /// <summary>Adds plain text.</summary>
    public void Add(string text) => _text.Append(text);

    /// <summary>Adds the exported state of an instance.</summary>
    public void Add(Instance instance)
    {
        foreach (var (name, item) in instance.Exports)
        {
            switch (item)
            {
                case Global global:
                    _text.Append('\n').Append(name).Append(' ');
                    Add(global.Value);
                    break;
                case Memory memory:
                    _text.Append('\n').Append(name).Append(' ').Append(memory.ByteLength).Append(' ').Append(Hash(memory));
                    break;
                case Table table:
                    _text.Append('\n').Append(name).Append(' ').Append(table.Size);
                    for (ulong index = 0; index < Math.Min(table.Size, MaximumElements); index++)
                    {
                        _text.Append(' ');
                        Add(table[index]);
                    }

                    break;
            }
        }
    }

    /// <summary>Name of a tag: that of its export.</summary>
    public string NameOf(Tag tag) => _tags.GetValueOrDefault(tag, "tag");

    /// <summary>The description.</summary>
    public override string ToString() => _text.ToString();

    /// <summary>Lets go of the objects that it has met.</summary>
    public void Release()
    {
        foreach (var met in _objects)
        {
            (met as IDisposable)?.Dispose();
        }
    }

    // FNV-1a over words: the question is only whether two are equal, and who differs is not malicious.
    private static string Hash(Memory memory)
    {
        var hash = 0xCBF2_9CE4_8422_2325;
        var bytes = memory.GetSpan(0, (int)memory.ByteLength);
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            hash = (hash ^ word) * 0x100_0000_01B3;
            hash ^= hash >> 29;
        }

        foreach (var rest in bytes[(bytes.Length & -8)..])
        {
            hash = (hash ^ rest) * 0x100_0000_01B3;
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    private void Add(Value value)
    {
        var culture = CultureInfo.InvariantCulture;
        _ = value.Kind switch
        {
            ValueKind.I32 => _text.Append(culture, $"i32:{value.AsUInt32():x}"),
            ValueKind.I64 => _text.Append(culture, $"i64:{value.AsUInt64():x}"),
            ValueKind.F32 => _text.Append(culture, $"f32:{value.AsSingleBits():x}"),
            ValueKind.F64 => _text.Append(culture, $"f64:{value.AsDoubleBits():x}"),
            ValueKind.V128 => _text.Append("v128:").Append(Convert.ToHexStringLower(MemoryMarshal.AsBytes([value.AsVector128()]))),
            _ => Reference(value.Reference),
        };
    }

    private StringBuilder Reference(object? reference)
    {
        switch (reference)
        {
            case null:
                return _text.Append("null");
            case Function function:
                return _text.Append(_functions.GetValueOrDefault(function, "function"));
            case I31Reference small:
                return _text.Append(small);
            case HeapReference held:
                return Object(held);
            default:
                return _text.Append("host:").Append(reference);
        }
    }

    private StringBuilder Object(HeapReference held)
    {
        var number = _objects.FindIndex(known => known.Equals(held));
        if (number >= 0 || _objects.Count >= MaximumObjects)
        {
            held.Dispose();
            return number < 0 ? _text.Append("…") : _text.Append('#').Append(number);
        }

        _text.Append('#').Append(_objects.Count).Append('=');
        _objects.Add(held);
        switch (held)
        {
            case StructReference structure:
                _text.Append('{');
                for (var field = 0; field < structure.Type.Fields.Length; field++)
                {
                    Add(structure[field]);
                    _text.Append(' ');
                }

                return _text.Append('}');
            case ArrayReference array:
                _text.Append('[').Append(array.Length).Append(':');
                for (uint index = 0; index < Math.Min(array.Length, MaximumElements); index++)
                {
                    _text.Append(' ');
                    Add(array[index]);
                }

                return _text.Append(']');
            default:
                var exception = (ExceptionReference)held;
                _text.Append("exception ").Append(NameOf(exception.Tag)).Append('(');
                Add(exception.GetPayload());
                return _text.Append(')');
        }
    }
}
