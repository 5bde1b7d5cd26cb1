using System.Globalization;
using System.Reflection;
using ConformanceLab.Wasm.Runtime;
using Xunit;

namespace ConformanceLab.Wasm.Tests.Readme;

/// <summary>The limits that SECURITY.md names are all there are, with their values, and the code that it names is there.</summary>
public sealed class SecurityDocumentTests
{
    private static readonly string s_engine = FindEngine();
    private static readonly string s_text = File.ReadAllText(Path.Combine(s_engine, "SECURITY.md"));

    [Fact]
    public void LimitsOfStoresAreTheOptions()
    {
        var documented = Table("| limit | default |").ToDictionary(row => row[0], row => row[1]);
        var limits = typeof(StoreLimits).GetProperties(BindingFlags.Public | BindingFlags.Instance);
        Assert.Equal(
            limits.Select(limit => "StoreLimits." + limit.Name)
                .Append("EngineOptions.SharedMemoryBytes")
                .Append("Store.Fuel")
                .Order(StringComparer.Ordinal),
            documented.Keys.Order(StringComparer.Ordinal));
        foreach (var limit in limits)
        {
            Assert.Equal(
                Convert.ToUInt64(limit.GetValue(StoreLimits.Default), CultureInfo.InvariantCulture),
                Number(documented["StoreLimits." + limit.Name]));
        }

        Assert.Equal(EngineOptions.Default.SharedMemoryBytes, Number(documented["EngineOptions.SharedMemoryBytes"]));
        Assert.False(EngineOptions.Default.ConsumeFuel);
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"{ReservationCount.Maximum:N0} reservations"), s_text, StringComparison.Ordinal);
    }

    [Fact]
    public void LimitsOfModulesAreTheConstants()
    {
        var constants = typeof(ImplementationLimits).GetFields(BindingFlags.Public | BindingFlags.Static)
            .ToDictionary(field => field.Name, field => Convert.ToUInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture));
        Assert.Equal(constants, Table("| limit | value |").ToDictionary(row => row[0], row => Number(row[1])));
    }

    [Fact]
    public void GuardsAreThere()
    {
        var files = Table("| promise |")
            .SelectMany(row => string.Join('|', row[1..]).Split('`'))
            .Where(word => word.EndsWith(".cs", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.True(
            File.Exists(Path.Combine(s_engine, "ConformanceLab.Engine", file))
                || File.Exists(Path.Combine(s_engine, "ConformanceLab.Wasm", file))
                || File.Exists(Path.Combine(s_engine, "ConformanceLab.Wasi", file)),
            file));
    }

    private static IEnumerable<string[]> Table(string header)
    {
        var lines = s_text.ReplaceLineEndings("\n").Split('\n');
        return lines.SkipWhile(line => !line.StartsWith(header, StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())
            .Select(cells => (string[])[cells[0].Trim('`'), .. cells[1..]]);
    }

    private static ulong Number(string text)
    {
        var words = text.Split(' ');
        var value = ulong.Parse(words[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        return words.ElementAtOrDefault(1) switch
        {
            "GiB" => value << 30,
            "MiB" => value << 20,
            _ => value,
        };
    }

    private static string FindEngine()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "engine", "SECURITY.md")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.FullName, "engine");
    }
}
