using System.Globalization;
using System.Net;
using System.Text.Json;
using ConformanceLab.Harness.Listings;
using ConformanceLab.Wasm;

namespace ConformanceLab.Reports.Listings;

/// <summary>
/// Listings of functions as one page that needs nothing else: functions to choose from, instructions beside machine code. Functions are
/// written one after the other, each as data that the page's script shows when it is asked for; so the page stays quick whatever its size.
/// </summary>
public sealed class HtmlListing
{
    // Scripts and styles of the page itself, and nothing from elsewhere.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

    private readonly TextWriter _writer;

    /// <summary>Begins a page.</summary>
    /// <param name="writer">Where it goes.</param>
    /// <param name="title">What is explained: the name of the file.</param>
    /// <param name="subtitle">By whom: the tier.</param>
    public HtmlListing(TextWriter writer, string title, string subtitle)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _writer = writer;
        writer.Write(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="{Policy}">
            <meta name="color-scheme" content="light dark">
            <title>{WebUtility.HtmlEncode(title)}: {WebUtility.HtmlEncode(subtitle)}</title>
            <style>
            {Resource("listing.css")}</style>
            </head>
            <body>
            <header>
            <h1>{WebUtility.HtmlEncode(title)}</h1>
            <p>{WebUtility.HtmlEncode(subtitle)}</p>
            <button id="theme" type="button">light or dark</button>
            </header>
            <nav aria-label="functions">
            <input id="filter" type="search" placeholder="find a function" aria-label="find a function">
            <ol id="functions"></ol>
            </nav>
            <main id="function"><noscript>This page shows its data by a script of its own, which is switched off.</noscript></main>

            """.ReplaceLineEndings("\n"));
    }

    /// <summary>Adds a function.</summary>
    public void Add(FunctionListing listing)
    {
        ArgumentNullException.ThrowIfNull(listing);
        var function = listing.Function;
        _writer.Write(
            string.Create(
                CultureInfo.InvariantCulture,
                $"<script type=\"application/json\" data-function=\"{function.FunctionIndex}\" "
                    + $"data-name=\"{WebUtility.HtmlEncode(TitleOf(function))}\" data-bytes=\"{function.Code.Length}\">"));

        // The encoder escapes '<', so that no name ends the element.
        _writer.Write(JsonSerializer.Serialize(new PageFunction(listing), PageJson.Default.PageFunction));
        _writer.Write("</script>\n");
    }

    /// <summary>Ends the page.</summary>
    public void End() => _writer.Write($"<script>\n{Resource("listing.js")}</script>\n</body>\n</html>\n");

    private static string TitleOf(FunctionExplanation function) =>
        function.ExportNames.Count > 0 ? $"{function.Name} \"{function.ExportNames[0]}\"" : function.Name;

    private static string Resource(string name)
    {
        using var stream = typeof(HtmlListing).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
