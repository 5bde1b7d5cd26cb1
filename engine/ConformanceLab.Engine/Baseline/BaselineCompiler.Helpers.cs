using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Baseline;

/// <content>Instructions that managed code executes: bulk operations and what is done once in a while.</content>
internal sealed partial class BaselineCompiler
{
    private bool IsWideMemory(int memory) => _module.Memories[memory].AddressType == AddressType.I64;

    private bool IsWideTable(int table) => _module.Tables[table].AddressType == AddressType.I64;

    // Two indices and two flags in one immediate: 24 bits are more than a module may have of anything.
    private static long Pack(int index, bool isWide) => ((long)index << 1) | (isWide ? 1L : 0);

    private bool TryHelper(Opcode opcode, int first, int second)
    {
        switch (opcode)
        {
            case Opcode.MemoryGrow:
                Help(Baseline.Helpers.MemoryGrow, 1, [AddressKind(_module.Memories[first].AddressType)], Pack(first, IsWideMemory(first)));
                break;
            case Opcode.MemoryFill:
                MemoryFill(first);
                break;
            case Opcode.MemoryCopy:
                MemoryCopy(first, second);
                break;
            case Opcode.MemoryInit:
                Help(Baseline.Helpers.MemoryInit, 3, [], first, Pack(second, IsWideMemory(second)));
                break;
            case Opcode.DataDrop:
                Help(Baseline.Helpers.DataDrop, 0, [], first);
                break;
            case Opcode.ElemDrop:
                Help(Baseline.Helpers.ElemDrop, 0, [], first);
                break;
            case Opcode.TableGet:
                TableGet(first);
                break;
            case Opcode.TableSet:
                TableSet(first);
                break;
            case Opcode.TableSize:
                TableSize(first);
                break;
            case Opcode.TableGrow:
                Help(Baseline.Helpers.TableGrow, 2, [AddressKind(_module.Tables[first].AddressType)], Pack(first, IsWideTable(first)));
                break;
            case Opcode.TableFill:
                Help(Baseline.Helpers.TableFill, 3, [], Pack(first, IsWideTable(first)));
                break;
            case Opcode.TableCopy:
                Help(Baseline.Helpers.TableCopy, 3, [], Pack(first, IsWideTable(first)), Pack(second, IsWideTable(second)));
                break;
            case Opcode.TableInit:
                Help(Baseline.Helpers.TableInit, 3, [], first, Pack(second, IsWideTable(second)));
                break;
            default:
                return false;
        }

        return true;
    }
}
