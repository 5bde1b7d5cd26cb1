using System.Text;
using System.Text.Json;

namespace ConformanceLab.Reports.Site;

/// <summary>
/// The data of the site, in pieces that are loaded when they are looked at. Each is a script that hands over one value, since a page that
/// was opened as a file may load scripts beside it, but nothing else.
/// </summary>
internal sealed class DataFiles
{
    private readonly string _folder;

    /// <summary>Prepares the folder: pieces of an earlier site are removed.</summary>
    /// <param name="folder">Where the pieces go; made if it is not there.</param>
    public DataFiles(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        Clear();
    }

    /// <summary>Bytes written.</summary>
    public long Bytes { get; private set; }

    /// <summary>Removes all pieces.</summary>
    public void Clear()
    {
        foreach (var piece in Directory.EnumerateFiles(_folder, "*.js"))
        {
            File.Delete(piece);
        }
    }

    /// <summary>Writes a piece.</summary>
    /// <param name="name">Its name: letters, digits and dashes.</param>
    /// <param name="write">Writes its value.</param>
    public void Write(string name, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        buffer.Write(Encoding.UTF8.GetBytes($"clab.put(\"{name}\","));

        // The default encoder leaves nothing in strings that a script could take for something else.
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        buffer.Write(");\n"u8);
        File.WriteAllBytes(Path.Combine(_folder, $"{name}.js"), buffer.ToArray());
        Bytes += buffer.Length;
    }
}
