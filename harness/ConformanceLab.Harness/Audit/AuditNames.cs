using System.Text;

namespace ConformanceLab.Harness.Audit;

/// <summary>Names of kinds in tables and files.</summary>
public static class AuditNames
{
    /// <summary>The name of a single kind: <c>return-canonical-nan</c>.</summary>
    public static string NameOf(CommandKinds kind)
    {
        var name = new StringBuilder();
        foreach (var letter in kind.ToString())
        {
            if (char.IsAsciiLetterUpper(letter) && name.Length > 0)
            {
                name.Append('-');
            }

            name.Append(char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }
}
