using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ConformanceLab.MutationTester.Mutants;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConformanceLab.MutationTester.Building;

/// <summary>The engine with mutants in it.</summary>
public sealed class SchemataBuild
{
    private readonly CSharpCompilation _engine;
    private readonly string _folder;

    private SchemataBuild(CSharpCompilation engine, string folder, IEnumerable<Area> areas)
    {
        _engine = engine;
        _folder = folder;
        var parts = new[] { typeof(Wasm.WasmFeatures), typeof(Harness.Execution.FileJob) }.Select(type => $"{type.Module.ModuleVersionId}");
        var sources = engine.SyntaxTrees.Select(tree => tree.ToString());
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts.Concat(sources)))));
        Sites = Compilable(Find(areas));
    }

    /// <summary>All mutants that compile, in the order of areas, files and text.</summary>
    public IReadOnlyList<Mutant> Mutants => [.. Sites.Select(site => site.Mutant)];

    /// <summary>A hash of the engine's sources, and of the other parts of the program.</summary>
    public string Fingerprint { get; }

    /// <summary>How many the compiler rejected.</summary>
    public int Rejected { get; private set; }

    private IReadOnlyList<MutationSite> Sites { get; }

    /// <summary>Finds all mutants of some areas of the engine.</summary>
    /// <param name="root">The repository.</param>
    /// <param name="areas">The areas.</param>
    /// <exception cref="InvalidOperationException">
    /// A file of the areas does not compile without a mutant, or is not there; MSBuild failed.
    /// </exception>
    public static SchemataBuild Create(string root, IEnumerable<Area> areas) =>
        new(EngineCompilation.Load(root), EngineCompilation.ProjectFolder(root), areas);

    /// <summary>Writes an engine that has some of the mutants: their numbers are their places in the list.</summary>
    /// <param name="mutants">Some of <see cref="Mutants"/>.</param>
    /// <param name="assembly">The file to write.</param>
    /// <param name="sources">A folder for the changed sources, to look at; null for none.</param>
    /// <exception cref="InvalidOperationException">It does not compile.</exception>
    public void Write(IReadOnlyList<Mutant> mutants, string assembly, string? sources = null)
    {
        var sites = Sites.ToDictionary(site => site.Mutant);
        var compilation = Weave([.. mutants.Select((mutant, number) => (number, sites[mutant]))]);
        var result = compilation.Emit(assembly);
        if (!result.Success)
        {
            throw new InvalidOperationException(
                $"the mutated engine does not compile:\n{string.Join('\n', result.Diagnostics.Where(IsError).Take(5))}");
        }

        if (sources is not null)
        {
            Directory.CreateDirectory(sources);
            foreach (var file in mutants.Select(mutant => mutant.File).Distinct())
            {
                var tree = compilation.SyntaxTrees.Single(tree => tree.FilePath == Path.Combine(_folder, file));
                File.WriteAllText(Path.Combine(sources, file.Replace('/', '.')), tree.GetRoot().NormalizeWhitespace().ToFullString());
            }
        }
    }

    private List<MutationSite> Find(IEnumerable<Area> areas)
    {
        var trees = _engine.SyntaxTrees.Index().ToDictionary(entry => entry.Item.FilePath, entry => entry.Index);
        var sites = new List<MutationSite>();
        foreach (var area in areas)
        {
            foreach (var file in area.Files)
            {
                if (!trees.TryGetValue(Path.Combine(_folder, file), out var index))
                {
                    throw new InvalidOperationException($"area {area.Name}: there is no {file} in {_folder}");
                }

                sites.AddRange(SiteFinder.Find(area.Name, file, index, _engine.GetSemanticModel(_engine.SyntaxTrees[index])));
            }
        }

        return sites;
    }

    // Compiles with all mutants at once; those that an error lies in go, until there is none. An error that lies in none (a variable that
    // without the original statement or condition has no value) takes those along that change the flow of its member.
    private List<MutationSite> Compilable(List<MutationSite> sites)
    {
        var found = sites.Count;
        while (true)
        {
            var compilation = Weave([.. sites.Select((site, number) => (number, site))]);
            var rejected = new HashSet<int>();
            foreach (var tree in sites.Select(site => site.Tree).Distinct())
            {
                var model = compilation.GetSemanticModel(compilation.SyntaxTrees[tree]);
                foreach (var error in model.GetDiagnostics().Where(IsError))
                {
                    rejected.UnionWith(Blamed(error, sites));
                    if (rejected.Count == 0)
                    {
                        throw new InvalidOperationException($"no mutant explains {error}");
                    }
                }
            }

            if (rejected.Count == 0)
            {
                Rejected = found - sites.Count;
                return sites;
            }

            sites = [.. sites.Where((_, number) => !rejected.Contains(number))];
        }
    }

    private static IEnumerable<int> Blamed(Diagnostic error, List<MutationSite> sites)
    {
        var node = error.Location.SourceTree!.GetRoot().FindNode(error.Location.SourceSpan, getInnermostNodeForTie: true);
        var isFlow = error.Id is "CS0165" or "CS0177" or "CS0269" or "CS0170" or "CS0171";
        var note = isFlow ? null : node.AncestorsAndSelf().SelectMany(inner => inner.GetAnnotations(Schemata.Annotation)).FirstOrDefault();
        if (note is not null)
        {
            return [int.Parse(note.Data!, CultureInfo.InvariantCulture)];
        }

        var member = node.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        var inside = member?.GetAnnotatedNodes(Schemata.Annotation)
            .SelectMany(inner => inner.GetAnnotations(Schemata.Annotation))
            .Select(inner => int.Parse(inner.Data!, CultureInfo.InvariantCulture))
            .ToList() ?? [];
        var flow = inside.Where(number => sites[number].Mutant.Operator
            is MutationOperator.Condition or MutationOperator.Deletion or MutationOperator.Logical or MutationOperator.Unary).ToList();
        return flow.Count > 0 ? flow : inside;
    }

    private CSharpCompilation Weave(IReadOnlyList<(int Number, MutationSite Site)> sites)
    {
        var compilation = _engine;
        foreach (var file in sites.GroupBy(entry => entry.Site.Tree))
        {
            var tree = _engine.SyntaxTrees[file.Key];
            compilation = compilation.ReplaceSyntaxTree(tree, tree.WithRootAndOptions(Schemata.Weave(tree.GetRoot(), file), tree.Options));
        }

        var options = (CSharpParseOptions)_engine.SyntaxTrees[0].Options;
        return compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(Schemata.Chooser(sites.Count), options));
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;
}
