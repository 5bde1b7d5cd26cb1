using System.Text;

namespace ConformanceLab.Reports.GitHub;

/// <summary>
/// What GitHub takes of a step and of a comment; more is cut off, or nothing is shown at all. Source: GitHub documentation, "Workflow
/// commands" and "Usage limits" of Actions; for comments, the answer of its interface.
/// </summary>
public static class GitHubLimits
{
    /// <summary>Bytes of the summary of a step. A longer one is not shown.</summary>
    public const int SummaryBytes = 1024 * 1024;

    /// <summary>Annotations of one level that a step can make. Others are dropped without a word.</summary>
    public const int AnnotationsPerStep = 10;

    /// <summary>Bytes of a comment. GitHub counts characters, which are never more. A longer one is refused.</summary>
    public const int CommentBytes = 64 * 1024;

    /// <summary>Bytes of the message of an annotation that we make: what can be read at a glance; GitHub would take 64 KB.</summary>
    public const int AnnotationBytes = 4 * 1024;

    /// <summary>How many bytes a text has in UTF-8.</summary>
    public static int Measure(string text) => Encoding.UTF8.GetByteCount(text);

    /// <summary>A text that is not longer than it may be: whole characters, and an ellipsis where something is missing.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">The most bytes of UTF-8; at least 3, for the ellipsis.</param>
    public static string Cut(string text, int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 3);
        if (Measure(text) <= bytes)
        {
            return text;
        }

        var (length, used) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (used + rune.Utf8SequenceLength > bytes - 3)
            {
                break;
            }

            used += rune.Utf8SequenceLength;
            length += rune.Utf16SequenceLength;
        }

        return text[..length] + "…";
    }
}
