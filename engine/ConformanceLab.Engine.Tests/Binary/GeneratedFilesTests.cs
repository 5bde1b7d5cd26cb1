using ConformanceLab.InstructionGenerator;
using Xunit;

namespace ConformanceLab.Engine.Tests.Binary;

public class GeneratedFilesTests
{
    [Fact]
    public void CheckedInFilesAreWhatTheGeneratorWrites()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "ConformanceLab.sln")))
        {
            root = root.Parent;
        }

        Assert.NotNull(root);
        Assert.All(
            Program.Generate(root.FullName), file => Assert.Equal(file.Text, File.ReadAllText(Path.Combine(root.FullName, file.Path))));
    }
}
