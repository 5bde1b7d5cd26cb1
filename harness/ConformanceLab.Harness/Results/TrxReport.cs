using System.Globalization;
using System.Xml;
using ConformanceLab.Harness.Execution;

namespace ConformanceLab.Harness.Results;

/// <summary>
/// Results in the format of Visual Studio (<c>.trx</c>, schema <c>vstst.xsd</c>): a <c>UnitTestResult</c> for each command with its
/// definition and its entry. Whatever is bad is <c>Failed</c>, crashes and timeouts too: many readers know no outcomes but
/// <c>Passed</c>, <c>Failed</c> and <c>NotExecuted</c>, and would lose others. The message begins with the verdict.
/// </summary>
public static class TrxReport
{
    /// <summary>The namespace of all elements.</summary>
    public const string Namespace = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    // Identifiers that every TRX file has: the type "unit test", and the list of tests that are in no list.
    private const string UnitTestType = "13cdc9d9-ddb5-4fa4-a97d-d965ccfc6d4b";
    private const string UnlistedTests = "8c84fa94-04c1-424b-9868-57a2d4851a1d";

    private static readonly string[] s_otherCounters =
    [
        "error", "timeout", "aborted", "inconclusive", "passedButRunAborted", "notRunnable", "disconnected", "warning", "completed",
        "inProgress", "pending",
    ];

    /// <summary>Writes the document.</summary>
    /// <param name="output">Where to; not closed.</param>
    /// <param name="results">The results.</param>
    public static void Write(Stream output, ResultSet results)
    {
        var tests = results.Files
            .SelectMany(file => file.Commands.Select(command => new Test(file, command, StableGuid.OfCommand(file, command).ToString())))
            .ToList();
        using var xml = XmlText.Create(output);
        xml.WriteStartElement("TestRun", Namespace);
        xml.WriteAttributeString("id", StableGuid.OfResults(results).ToString());
        xml.WriteAttributeString("name", $"conformance of {string.Join(", ", results.Engines)}");
        WriteTimes(xml, results);
        xml.WriteStartElement("Results");
        foreach (var test in tests)
        {
            WriteResult(xml, test);
        }

        xml.WriteEndElement();
        xml.WriteStartElement("TestDefinitions");
        foreach (var test in tests)
        {
            WriteDefinition(xml, test);
        }

        xml.WriteEndElement();
        xml.WriteStartElement("TestEntries");
        foreach (var test in tests)
        {
            xml.WriteStartElement("TestEntry");
            xml.WriteAttributeString("testId", test.Id);
            xml.WriteAttributeString("executionId", test.ExecutionId);
            xml.WriteAttributeString("testListId", UnlistedTests);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteStartElement("TestLists");
        xml.WriteStartElement("TestList");
        xml.WriteAttributeString("name", "Results Not in a List");
        xml.WriteAttributeString("id", UnlistedTests);
        xml.WriteEndElement();
        xml.WriteEndElement();
        WriteSummary(xml, results);
        xml.WriteEndElement();
        xml.Flush();
        output.WriteByte((byte)'\n');
    }

    private static string OutcomeOf(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "Passed",
        Verdict.Unsupported or Verdict.ExpectedFail => "NotExecuted",
        _ => "Failed",
    };

    // Readers want the element even where there are no times.
    private static void WriteTimes(XmlWriter xml, ResultSet results)
    {
        var start = results.Start ?? DateTimeOffset.UnixEpoch;
        var finish = results.HasTimes ? start + results.Summary.Duration : start;
        xml.WriteStartElement("Times");
        foreach (var (name, time) in (ReadOnlySpan<(string, DateTimeOffset)>)
            [("creation", start), ("queuing", start), ("start", start), ("finish", finish)])
        {
            xml.WriteAttributeString(name, time.ToString("O", CultureInfo.InvariantCulture));
        }

        xml.WriteEndElement();
    }

    private static void WriteResult(XmlWriter xml, Test test)
    {
        var (file, command, _) = test;
        var outcome = OutcomeOf(command.Outcome);
        xml.WriteStartElement("UnitTestResult");
        xml.WriteAttributeString("executionId", test.ExecutionId);
        xml.WriteAttributeString("testId", test.Id);
        xml.WriteAttributeString("testName", test.Name);
        if (command.Milliseconds is { } milliseconds)
        {
            xml.WriteAttributeString("duration", TimeSpan.FromMilliseconds(milliseconds).ToString("hh\\:mm\\:ss\\.fffffff", null));
        }

        xml.WriteAttributeString("testType", UnitTestType);
        xml.WriteAttributeString("outcome", outcome);
        xml.WriteAttributeString("testListId", UnlistedTests);
        if (outcome != "Passed")
        {
            xml.WriteStartElement("Output");
            xml.WriteStartElement("ErrorInfo");
            xml.WriteElementString("Message", XmlText.Printable($"{command.Verdict}: {command.Message}"));
            if (outcome == "Failed")
            {
                xml.WriteElementString("StackTrace", XmlText.Printable(XmlText.Details(file, command)));
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteDefinition(XmlWriter xml, Test test)
    {
        xml.WriteStartElement("UnitTest");
        xml.WriteAttributeString("name", test.Name);
        xml.WriteAttributeString("storage", test.File.File);
        xml.WriteAttributeString("id", test.Id);
        xml.WriteStartElement("Execution");
        xml.WriteAttributeString("id", test.ExecutionId);
        xml.WriteEndElement();
        xml.WriteStartElement("TestMethod");
        xml.WriteAttributeString("codeBase", test.File.File);
        xml.WriteAttributeString("className", $"{test.File.Engine}.{test.File.Suite}.{test.File.File.Replace('/', '.')}.{test.File.Tier}");
        xml.WriteAttributeString("name", test.Name);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteSummary(XmlWriter xml, ResultSet results)
    {
        var summary = results.Summary;
        var ledger = summary.Ledger;
        var skipped = ledger[Verdict.Unsupported] + ledger[Verdict.ExpectedFail];
        xml.WriteStartElement("ResultSummary");
        xml.WriteAttributeString(
            "outcome", summary.IsCancelled || !summary.IsBalanced ? "Aborted" : summary.ExitCode == 0 ? "Completed" : "Failed");
        xml.WriteStartElement("Counters");
        xml.WriteAttributeString("total", XmlText.Number(ledger.Recorded));
        xml.WriteAttributeString("executed", XmlText.Number(ledger.Recorded - skipped));
        xml.WriteAttributeString("passed", XmlText.Number(ledger[Verdict.Pass]));
        xml.WriteAttributeString("failed", XmlText.Number(ledger.Recorded - skipped - ledger[Verdict.Pass]));
        xml.WriteAttributeString("notExecuted", XmlText.Number(skipped));
        foreach (var counter in s_otherCounters)
        {
            xml.WriteAttributeString(counter, "0");
        }

        xml.WriteEndElement();
        string[] remarks =
        [
            .. summary.StaleExpectations.Select(id => $"an expectation that nothing answers to: {id}"),
            .. summary.UnattributedLosses.Select(loss => $"the engine broke down where no verdict shows it: {loss}"),
        ];
        if (remarks.Length > 0)
        {
            xml.WriteStartElement("Output");
            xml.WriteElementString("StdOut", XmlText.Printable(string.Join('\n', remarks)));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private sealed record Test(FileResults File, ResultRecord Command, string Id)
    {
        public string Name { get; } = $"{Command.Command}:{XmlText.Number(Command.Line!.Value)}:{Command.Hash}";

        public string ExecutionId { get; } = StableGuid.Of("execution", Id).ToString();
    }
}
