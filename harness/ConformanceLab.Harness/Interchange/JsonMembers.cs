using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace ConformanceLab.Harness.Interchange;

/// <summary>JSON that has to look a certain way; where it doesn't, a <see cref="FormatException"/> says so.</summary>
internal static class JsonMembers
{
    private const int MaximumExcerpt = 60;

    /// <summary>A member that must be there.</summary>
    public static JsonElement Member(this JsonElement element, string name) =>
        element.OptionalMember(name) ?? throw new FormatException($"\"{name}\" is missing");

    /// <summary>A member that may be there.</summary>
    public static JsonElement? OptionalMember(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;

    /// <summary>What must be a string.</summary>
    public static string Text(this JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString()! : throw element.IsNot("a string");
        }
        catch (InvalidOperationException error)
        {
            // Not UTF-8, or half of a surrogate pair.
            throw new FormatException(element.IsNot("a string").Message, error);
        }
    }

    /// <summary>What must be an array.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : throw element.IsNot("an array");

    /// <summary>The error of a value that is not what it has to be.</summary>
    public static FormatException IsNot(this JsonElement element, string what)
    {
        var text = Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(element));
        return new FormatException($"{(text.Length <= MaximumExcerpt ? text : text[..MaximumExcerpt] + "…")} is not {what}");
    }
}
