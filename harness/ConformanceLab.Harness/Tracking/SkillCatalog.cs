using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConformanceLab.Harness.Tracking;

/// <summary>A measurement that lights a skill.</summary>
/// <param name="Name">Its name in <see cref="EvidenceRecord"/>.</param>
/// <param name="Unit">The unit of its value.</param>
/// <param name="Command">The command that makes it.</param>
/// <param name="AtMost">Lit if the value is not above this.</param>
/// <param name="AtLeast">Lit if the value is not below this; otherwise lit in part.</param>
public sealed record SkillEvidence(string Name, string Unit, string Command, double? AtMost = null, double? AtLeast = null);

/// <summary>Something that WebAssembly learns after its first version.</summary>
public sealed record Skill
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What people call it.</summary>
    public required string Title { get; init; }

    // What a file leaves out arrives here as nothing: generated code sets every member.
    /// <summary>What it is good for.</summary>
    public string About { get; init => field = value ?? field; } = "";

    /// <summary>Name of its branch; empty for the root.</summary>
    public string Branch { get; init => field = value ?? field; } = "";

    /// <summary>Skills that it needs. The first of its own branch is the one that it grows from.</summary>
    public ImmutableArray<string> Requires { get; init => field = value.IsDefault ? field : value; } = [];

    /// <summary>Rows of <see cref="ProposalCatalog"/> that measure it together.</summary>
    public ImmutableArray<string> Proposals { get; init => field = value.IsDefault ? field : value; } = [];

    /// <summary>Patterns of <c>suite/path</c> that measure it.</summary>
    public ImmutableArray<string> Files { get; init => field = value.IsDefault ? field : value; } = [];

    /// <summary>A measurement of another kind; null for none.</summary>
    public SkillEvidence? Evidence { get; init; }

    /// <summary>What would have to be measured, where nothing is; null if something measures it.</summary>
    public string? Missing { get; init; }
}

/// <summary>A branch of the tree: what its skills are for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">What people call it.</param>
/// <param name="About">What grows there.</param>
public sealed record SkillBranch(string Name, string Title, string About);

/// <summary>The tree of skills: <c>suites/skills.json</c>.</summary>
public sealed record SkillCatalog
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "skills.json";

    /// <summary>What everything grows from.</summary>
    public required Skill Root { get; init; }

    /// <summary>The branches, from left to right.</summary>
    public ImmutableArray<SkillBranch> Branches { get; init => field = value.IsDefault ? field : value; } = [];

    /// <summary>The skills; each behind those of its branch that it requires.</summary>
    public ImmutableArray<Skill> Skills { get; init => field = value.IsDefault ? field : value; } = [];

    /// <summary>Reads a tree.</summary>
    /// <param name="path">The file.</param>
    /// <param name="proposals">The rows that skills may name.</param>
    /// <exception cref="FormatException">
    /// It isn't one: no JSON, a name twice or unknown, a skill in front of what it grows from, nothing that measures a skill and nothing
    /// missing.
    /// </exception>
    /// <exception cref="IOException">It can't be read.</exception>
    public static SkillCatalog Load(string path, ProposalCatalog proposals)
    {
        SkillCatalog catalog;
        try
        {
            catalog = JsonSerializer.Deserialize(File.ReadAllBytes(path), SkillCatalogJson.Default.SkillCatalog)
                ?? throw new FormatException($"{path}: no tree of skills");
        }
        catch (JsonException error)
        {
            throw new FormatException($"{path}: {error.Message}", error);
        }

        foreach (var problem in catalog.FindProblems(proposals))
        {
            throw new FormatException($"{path}: {problem}");
        }

        return catalog;
    }

    /// <summary>
    /// The skill that another grows from: the first of its branch that it requires; null for one that grows from the root.
    /// </summary>
    public Skill? ParentOf(Skill skill) => skill.Requires
        .Select(name => Skills.FirstOrDefault(other => other.Name == name && other.Branch == skill.Branch))
        .FirstOrDefault(other => other is not null);

    private IEnumerable<string> FindProblems(ProposalCatalog proposals)
    {
        var all = Skills.Prepend(Root).ToList();
        foreach (var twice in all.CountBy(skill => skill.Name).Where(count => count.Value > 1))
        {
            yield return $"{twice.Key} stands twice";
        }

        for (var index = 0; index < all.Count; index++)
        {
            var skill = all[index];
            if (index > 0 && !Branches.Any(branch => branch.Name == skill.Branch))
            {
                yield return $"{skill.Name}: no such branch: '{skill.Branch}'";
            }

            foreach (var name in skill.Requires.Where(name => !all.Any(other => other.Name == name)))
            {
                yield return $"{skill.Name} requires '{name}', which is no skill";
            }

            if (ParentOf(skill) is { } parent && all.IndexOf(parent) >= index)
            {
                yield return $"{skill.Name} must stand behind {parent.Name}, which it grows from";
            }

            foreach (var name in skill.Proposals.Where(name => !proposals.Proposals.Any(entry => entry.Name == name)))
            {
                yield return $"{skill.Name} is measured by '{name}', which is no proposal of {ProposalCatalog.FileName}";
            }

            var isMeasured = !skill.Files.IsEmpty || skill.Evidence is not null
                || skill.Proposals.Any(name => proposals.Proposals.First(entry => entry.Name == name).Reason is null);
            if (isMeasured == (skill.Missing is not null))
            {
                yield return $"{skill.Name} needs either something that measures it, or what is missing for that";
            }

            if (skill.Evidence is { } evidence && evidence.AtMost is null == evidence.AtLeast is null)
            {
                yield return $"{skill.Name}: evidence needs either atMost or atLeast";
            }
        }
    }
}

/// <summary>How catalogs are read.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true)]
[JsonSerializable(typeof(SkillCatalog))]
internal sealed partial class SkillCatalogJson : JsonSerializerContext;
