using System.Globalization;
using System.Text;
using System.Xml;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Harness.Results;

/// <summary>
/// Writes a run as JUnit XML: a <c>testsuite</c> for each script and tier, a <c>testcase</c> for each command. A failure is a
/// <c>failure</c>, a crash or timeout an <c>error</c>, what is unsupported or expected to fail is <c>skipped</c>. The document is written
/// when the run has ended.
/// </summary>
/// <param name="output">Where to; not closed.</param>
public sealed class JUnitWriter(Stream output) : IRunObserver
{
    private readonly Dictionary<string, (FileJob Job, List<CommandResult> Results)> _files = [];
    private string _engine = "";

    /// <inheritdoc/>
    public void OnEvent(RunEvent happened)
    {
        switch (happened)
        {
            case RunStarted started:
                _engine = started.Engine;
                break;
            case FileStarted started:
                _files[started.Job.Id] = (started.Job, []);
                break;
            case CommandFinished finished:
                _files[finished.Job.Id].Results.Add(finished.Result);
                break;
            case RunFinished finished:
                Write(finished.Summary);
                break;
        }
    }

    private void Write(RunSummary summary)
    {
        using var xml = XmlWriter.Create(
            output, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false), CloseOutput = false });
        xml.WriteStartElement("testsuites");
        xml.WriteAttributeString("name", "conformance");
        WriteCounts(xml, _files.Values.SelectMany(file => file.Results).ToList(), summary.Duration);
        foreach (var (job, results) in _files.Values.OrderBy(file => file.Job.Id, StringComparer.Ordinal))
        {
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", job.Id);
            xml.WriteAttributeString("package", job.Suite);
            WriteCounts(xml, results, new TimeSpan(results.Sum(result => result.Duration.Ticks)));
            xml.WriteStartElement("properties");
            WriteProperty(xml, "engine", _engine);
            WriteProperty(xml, "tier", job.Tier);
            WriteProperty(xml, "profile", job.Profile);
            xml.WriteEndElement();
            foreach (var result in results.OrderBy(result => result.Index))
            {
                WriteCase(xml, job, result);
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void WriteCounts(XmlWriter xml, List<CommandResult> results, TimeSpan duration)
    {
        xml.WriteAttributeString("tests", Number(results.Count));
        xml.WriteAttributeString("failures", Number(results.Count(r => r.Verdict is Verdict.Fail or Verdict.UnexpectedPass)));
        xml.WriteAttributeString("errors", Number(results.Count(r => r.Verdict is Verdict.Crash or Verdict.Timeout)));
        xml.WriteAttributeString("skipped", Number(results.Count(r => r.Verdict is Verdict.Unsupported or Verdict.ExpectedFail)));
        xml.WriteAttributeString("time", Seconds(duration));
    }

    private static void WriteCase(XmlWriter xml, FileJob job, CommandResult result)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", $"{result.Keyword}:{Number(result.Line)}:{job.Script.Ids[result.Index]}");
        xml.WriteAttributeString("classname", $"{job.Suite}.{job.File.Replace('/', '.')}.{job.Tier}");
        xml.WriteAttributeString("file", job.File);
        xml.WriteAttributeString("line", Number(result.Line));
        xml.WriteAttributeString("time", Seconds(result.Duration));
        var element = result.Verdict switch
        {
            Verdict.Fail or Verdict.UnexpectedPass => "failure",
            Verdict.Crash or Verdict.Timeout => "error",
            Verdict.Unsupported or Verdict.ExpectedFail => "skipped",
            _ => null,
        };
        if (element is not null)
        {
            xml.WriteStartElement(element);
            xml.WriteAttributeString("message", Printable(result.Message));
            if (element != "skipped")
            {
                xml.WriteAttributeString("type", result.Verdict.Name());
                xml.WriteString(
                    Printable(
                        $"{job.File}:{Number(result.Line)}: {job.Script.Excerpt(job.Script.Commands[result.Index])}\nexpected "
                            + $"{result.Expected}\nactual   {result.Actual}"));
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteProperty(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement("property");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("value", value);
        xml.WriteEndElement();
    }

    // Scripts are full of characters that XML 1.0 has no form for.
    private static string Printable(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
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

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan value) => value.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
}
