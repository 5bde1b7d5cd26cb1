using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Baseline;

/// <content>Exceptions.</content>
internal sealed partial class BaselineCompiler
{
    private bool TryExceptions(Opcode opcode) => false;

    private bool TryExceptions(Opcode opcode, int index) => false;

    private void OpenTryTable(BlockType type, ReadOnlySpan<CatchClause> clauses) => throw NotBuilt(Opcode.TryTable);

    private void LegacyCatch(int tag) => throw NotBuilt(Opcode.Catch);

    private void Delegate(uint label) => throw NotBuilt(Opcode.Delegate);
}
