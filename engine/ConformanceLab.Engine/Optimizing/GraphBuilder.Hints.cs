using ConformanceLab.Wasm.Text.Printing;

namespace ConformanceLab.Wasm.Optimizing;

/// <content>
/// Which way conditional branches usually go, where the module says so: the other way is cold (<see cref="ColdBlocks"/>). What a hint says may be
/// wrong; only speed depends on it. Source: specification, appendix "Branch Hints".
/// </content>
internal sealed partial class GraphBuilder
{
    // By function, imports counted, and the offset that a hint has.
    private readonly Dictionary<(int Function, int Offset), bool> _hints =
        native.Module.Syntax.BranchHints.ToDictionary(static hint => (hint.FunctionIndex, hint.Offset), static hint => hint.Likely);

    // Of the instruction that is being read: its block leads first to where the branch goes, then to where it does not.
    private void ApplyHint(Block branching)
    {
        if (_hints.Count > 0
            && _hints.TryGetValue((_module.ImportedFunctions + _body.Index, _bytecode - _body.Start + _body.LengthOfLocals), out var isLikely))
        {
            branching.Successors[isLikely ? 1 : 0].IsCold = true;
            _trace?.Decide(_bytecode, $"a hint says that the condition is {(isLikely ? "likely" : "unlikely")}: the other way is out of line");
        }
    }
}
