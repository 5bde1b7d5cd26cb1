using ConformanceLab.Harness.Tests.Cli;
using ConformanceLab.Harness.Tests.Site;
using ConformanceLab.Wasm;
using NUnit.Framework;

namespace ConformanceLab.Harness.Tests.Listings;

/// <summary>The page of clab explain, in a real browser, from a file.</summary>
[NonParallelizable]
public sealed class ListingPageTests
{
    [Test]
    public async Task A_function_of_the_optimizing_tier_is_shown_with_its_stages()
    {
        Assume.That(Tiers.Available, Does.Contain(Tier.Optimizing), "the optimizing tier does not run here");
        if (Browser.Program is null)
        {
            Assert.Ignore("there is no browser on this machine: neither chromium nor google-chrome is on the path");
        }

        using var folder = new TestFolder();

        // A loop has code in two places: asked for interruption at its head, and before.
        var file = folder.Write(
            "a.wat", "(module (func $f (param i32) (loop $l (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))))");
        Assert.That(Clab.Run("explain", file, "--tier", "optimizing", "-o", folder["a.html"]).Code, Is.Zero);
        using var browser = await Browser.StartAsync();
        await browser.OpenAsync(new Uri(folder["a.html"]).AbsoluteUri, "document.querySelectorAll('nav li').length === 1");
        var stages = await browser.EvaluateAsync<string>("[...document.querySelectorAll('summary')].map(e => e.textContent).join()");
        var rows = await browser.EvaluateAsync<int>("document.querySelectorAll('.row').length");
        Assert.That(browser.Problems, Is.Empty);
        Assert.That(stages, Does.Contain("dead code removed").And.Contain("registers allocated"));
        Assert.That(rows, Is.GreaterThan(5));
    }
}
