using System.Globalization;
using System.Text;
using System.Xml;

namespace ConformanceLab.Harness.Results;

/// <summary>How XML reports are written.</summary>
internal static class XmlText
{
    /// <summary>A writer of UTF-8 that leaves the stream open.</summary>
    public static XmlWriter Create(Stream output) =>
        XmlWriter.Create(output, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false), CloseOutput = false });

    /// <summary>Text with the characters escaped that scripts are full of and that XML 1.0 has no form for.</summary>
    public static string Printable(string? text)
    {
        var clean = new StringBuilder();
        for (var at = 0; at < text?.Length; at++)
        {
            if (at + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[at + 1], text[at]))
            {
                clean.Append(text, at++, 2);
            }
            else if (XmlConvert.IsXmlChar(text[at]))
            {
                clean.Append(text[at]);
            }
            else
            {
                clean.Append(CultureInfo.InvariantCulture, $"\\u{{{(int)text[at]:x}}}");
            }
        }

        return clean.ToString();
    }

    /// <summary>A number as attribute.</summary>
    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>What is wrong with a command, for people: place and text, what was expected, what came.</summary>
    public static string Details(FileResults file, ResultRecord command) => string.Create(
        CultureInfo.InvariantCulture,
        $"{file.File}:{command.Line}: {command.Excerpt}\nexpected {command.Expected}\nactual   {command.Actual}");
}
