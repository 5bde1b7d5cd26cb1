using ConformanceLab.Wasm.Codegen;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Baseline;

/// <summary>What a module's code counts, where <see cref="EngineOptions.CountBlocks"/> is on. Not thread-safe.</summary>
internal sealed unsafe class BlockCounts : IDisposable
{
    private readonly NativeArena _arena = new();
    private readonly List<CountedCode> _codes = [];

    /// <summary>Gives the counters of a function a place to count, which they are told in its code.</summary>
    /// <exception cref="OutOfMemoryException">The system has no more memory.</exception>
    public CountedCode Connect(CompiledFunction function)
    {
        var counters = function.Counters.All;
        var counts = _arena.Allocate<long>(counters.Length);
        for (var index = 0; index < counters.Length; index++)
        {
            counters[index].Connect(function.Code.Span, (nint)(counts + index));
        }

        var code = new CountedCode(function, counts);
        _codes.Add(code);
        return code;
    }

    /// <summary>What has been counted so far.</summary>
    public IReadOnlyList<FunctionBlocks> Read() => [.. _codes.Select(static code => code.Read())];

    /// <inheritdoc/>
    public void Dispose() => _arena.Dispose();
}

/// <summary>What the code of one function counts.</summary>
/// <param name="function">The function, with its code.</param>
/// <param name="counts">A number for each counter.</param>
internal sealed unsafe class CountedCode(CompiledFunction function, long* counts)
{
    private readonly byte[] _code = function.Code.ToArray();
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, long> _faults = [];
    private long _hostCalls;

    /// <summary>The instruction at an offset has faulted: a block was left in its middle.</summary>
    public void NoteFault(int offset)
    {
        lock (_lock)
        {
            _faults[offset] = _faults.GetValueOrDefault(offset) + 1;
        }
    }

    /// <summary>It has called a function of the host.</summary>
    public void NoteHostCall() => Interlocked.Increment(ref _hostCalls);

    /// <summary>What has been counted so far.</summary>
    public FunctionBlocks Read()
    {
        var counters = function.Counters.All;
        var blocks = new CountedBlock[counters.Length];
        for (var index = 0; index < blocks.Length; index++)
        {
            var start = counters[index].Offset + BlockCounter.Bytes;
            var end = index + 1 < counters.Length ? counters[index + 1].Offset : function.Counters.CodeBytes;
            blocks[index] = new CountedBlock(start, end - start, Volatile.Read(ref counts[index]), counters[index].Allocates);
        }

        lock (_lock)
        {
            return new FunctionBlocks
            {
                FunctionIndex = function.Index,
                Tier = function.Tier,
                Code = _code,
                Blocks = blocks,
                Faults = [.. _faults.Select(static fault => new CountedFault(fault.Key, fault.Value))],
                HostCalls = Interlocked.Read(ref _hostCalls),
            };
        }
    }
}
