using ConformanceLab.Fuzzing;
using ConformanceLab.Fuzzing.Mutation;
using ConformanceLab.Wasm;

namespace ConformanceLab.Harness.Fuzzing.FrontEnd;

/// <summary>
/// A stretch of a series of inputs. What was interesting is changed further, within the block: so an input is known by its seed and its
/// index, and is had again by going through its block up to it, and blocks can be worked on side by side. For one thread.
/// </summary>
public sealed class FrontEndBlock
{
    /// <summary>Inputs of a block.</summary>
    public const int Length = 8192;

    /// <summary>Most bytes of an input.</summary>
    public const int MaximumBytes = 8192;

    // An input of each so many gets the dear checks, and features other than all.
    private const int ThoroughEvery = 8;
    private const int FewFeaturesEvery = 12;
    private const int MostKept = 256;

    private static readonly WasmFeatures[] s_features = [WasmFeatures.None, WasmFeatures.Wasm2, WasmFeatures.Wasm3];

    private readonly ulong _seed;
    private readonly SeedCorpus _corpus = SeedCorpus.Instance;
    private readonly HashSet<string> _features = [];
    private readonly List<byte[]>[] _kept = [[], [], []];

    /// <summary>The block that an index is in.</summary>
    /// <param name="seed">The series.</param>
    /// <param name="index">Index of an input.</param>
    public FrontEndBlock(ulong seed, ulong index)
    {
        _seed = seed;
        Next = index / Length * Length;
    }

    /// <summary>Index of the next input.</summary>
    public ulong Next { get; private set; }

    /// <summary>Makes the next input.</summary>
    public FrontEndInput Create()
    {
        var random = new RandomSource(_seed, Next);
        var isThorough = Next % ThoroughEvery == 0;
        Next++;
        var features = random.OneIn(FewFeaturesEvery) ? random.Pick(s_features) : WasmFeatures.All;
        var format = (InputFormat)Math.Max(0, random.Next(6) - 3);
        return new FrontEndInput(format, features, Create(random, format), isThorough);
    }

    /// <summary>
    /// Takes notice of what became of an input. Whoever leaves one out, because it breaks down, leaves it out whenever the block is gone
    /// through again.
    /// </summary>
    public void Note(FrontEndInput input, FrontEndResult result)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (!_features.Add(result.Feature))
        {
            return;
        }

        var kept = _kept[(int)input.Format];
        if (kept.Count < MostKept)
        {
            kept.Add(input.Bytes);
        }
        else
        {
            kept[_features.Count % MostKept] = input.Bytes;
        }
    }

    private byte[] Create(RandomSource random, InputFormat format)
    {
        switch (format)
        {
            case InputFormat.Binary:
                return BinaryMutator.Mutate(
                    random, Pick(random, format, _corpus.Binaries), Pick(random, format, _corpus.Binaries), MaximumBytes);
            case InputFormat.Text:
                return random.OneIn(4)
                    ? Cut(TextGrammar.Module(random))
                    : TextMutator.Mutate(random, Pick(random, format, _corpus.Texts), Pick(random, format, _corpus.Texts), MaximumBytes);
            default:
                return random.OneIn(4)
                    ? Cut(TextGrammar.Script(random))
                    : TextMutator.Mutate(
                        random,
                        random.OneIn(4) ? TextGrammar.Script(random) : Pick(random, format, _corpus.Scripts),
                        random.Next(2) == 0 ? random.Pick(_corpus.Texts) : Pick(random, format, _corpus.Scripts),
                        MaximumBytes);
        }
    }

    private byte[] Pick(RandomSource random, InputFormat format, IReadOnlyList<byte[]> seeds)
    {
        var kept = _kept[(int)format];
        return kept.Count > 0 && random.Next(2) == 0 ? random.Pick(kept) : random.Pick(seeds);
    }

    private static byte[] Cut(byte[] bytes) => bytes.Length <= MaximumBytes ? bytes : bytes[..MaximumBytes];
}
