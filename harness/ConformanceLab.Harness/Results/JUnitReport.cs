using System.Globalization;
using System.Xml;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Harness.Results;

/// <summary>
/// Results as JUnit XML: a <c>testsuite</c> for each script and tier, a <c>testcase</c> for each command. A failure is a
/// <c>failure</c>, a crash or timeout an <c>error</c>, what is unsupported or expected to fail is <c>skipped</c>.
/// </summary>
public static class JUnitReport
{
    /// <summary>Writes the document.</summary>
    /// <param name="output">Where to; not closed.</param>
    /// <param name="results">The results.</param>
    public static void Write(Stream output, ResultSet results)
    {
        using var xml = XmlText.Create(output);
        xml.WriteStartElement("testsuites");
        xml.WriteAttributeString("name", "conformance");
        WriteCounts(xml, results.Files.SelectMany(file => file.Commands), results.HasTimes ? results.Summary.Duration.TotalSeconds : null);
        foreach (var file in results.Files)
        {
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", results.NameOf(file));
            xml.WriteAttributeString("package", file.Suite);
            WriteCounts(xml, file.Commands, results.HasTimes ? file.Commands.Sum(command => command.Milliseconds ?? 0) / 1000 : null);
            xml.WriteStartElement("properties");
            WriteProperty(xml, "engine", file.Engine);
            WriteProperty(xml, "tier", file.Tier);
            WriteProperty(xml, "profile", file.Profile);
            xml.WriteEndElement();
            var className = $"{(results.NamesEngines ? file.Engine + "." : "")}{file.Suite}.{file.File.Replace('/', '.')}.{file.Tier}";
            foreach (var command in file.Commands)
            {
                WriteCase(xml, file, command, className);
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.Flush();
        output.WriteByte((byte)'\n');
    }

    private static string? ElementOf(Verdict verdict) => verdict switch
    {
        Verdict.Fail or Verdict.UnexpectedPass => "failure",
        Verdict.Crash or Verdict.Timeout => "error",
        Verdict.Unsupported or Verdict.ExpectedFail => "skipped",
        _ => null,
    };

    private static void WriteCounts(XmlWriter xml, IEnumerable<ResultRecord> commands, double? seconds)
    {
        int tests = 0, failures = 0, errors = 0, skipped = 0;
        foreach (var command in commands)
        {
            tests++;
            _ = ElementOf(command.Outcome) switch
            {
                "failure" => failures++,
                "error" => errors++,
                "skipped" => skipped++,
                _ => 0,
            };
        }

        xml.WriteAttributeString("tests", XmlText.Number(tests));
        xml.WriteAttributeString("failures", XmlText.Number(failures));
        xml.WriteAttributeString("errors", XmlText.Number(errors));
        xml.WriteAttributeString("skipped", XmlText.Number(skipped));
        WriteTime(xml, seconds);
    }

    private static void WriteCase(XmlWriter xml, FileResults file, ResultRecord command, string className)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", $"{command.Command}:{XmlText.Number(command.Line!.Value)}:{command.Hash}");
        xml.WriteAttributeString("classname", className);
        xml.WriteAttributeString("file", file.File);
        xml.WriteAttributeString("line", XmlText.Number(command.Line.Value));
        WriteTime(xml, command.Milliseconds / 1000);
        if (ElementOf(command.Outcome) is { } element)
        {
            xml.WriteStartElement(element);
            xml.WriteAttributeString("message", XmlText.Printable(command.Message));
            if (element != "skipped")
            {
                xml.WriteAttributeString("type", command.Verdict);
                xml.WriteString(XmlText.Printable(XmlText.Details(file, command)));
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteTime(XmlWriter xml, double? seconds)
    {
        if (seconds is { } known)
        {
            xml.WriteAttributeString("time", known.ToString("0.000", CultureInfo.InvariantCulture));
        }
    }

    private static void WriteProperty(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement("property");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("value", value);
        xml.WriteEndElement();
    }
}
