using System.Runtime.CompilerServices;
using ConformanceLab.Wasm.Runtime;

namespace ConformanceLab.Wasm.Interpreter;

// Atomic accesses: sequentially consistent, at naturally aligned addresses. Words as in Memory.cs. Narrow results are zero-extended, so one
// method serves both widths of operands. spec (threads): exec-instr-atomic-memory
internal static unsafe partial class Handlers
{
    private enum Modification
    {
        Add,
        Sub,
        And,
        Or,
        Xor,
        Exchange,
    }

    /// <summary>[opcode, slot]; spec: exec-memory.atomic.fence</summary>
    public static int* AtomicFence(int* ip, Slot* fp, ExecutionContext context)
    {
        Interlocked.MemoryBarrier();
        return ip + 2;
    }

    /// <summary>spec: exec-atomic.load</summary>
    public static int* I32AtomicLoad(int* ip, Slot* fp, ExecutionContext context) => AtomicLoad32(ip, fp);

    /// <summary>spec: exec-atomic.load</summary>
    public static int* I64AtomicLoad(int* ip, Slot* fp, ExecutionContext context) => AtomicLoad64(ip, fp);

    /// <summary>spec: exec-atomic.loadn</summary>
    public static int* I32AtomicLoad8U(int* ip, Slot* fp, ExecutionContext context) => AtomicLoad8(ip, fp);

    /// <summary>spec: exec-atomic.loadn</summary>
    public static int* I32AtomicLoad16U(int* ip, Slot* fp, ExecutionContext context) => AtomicLoad16(ip, fp);

    /// <summary>spec: exec-atomic.loadn</summary>
    public static int* I64AtomicLoad8U(int* ip, Slot* fp, ExecutionContext context) => AtomicLoad8(ip, fp);

    /// <summary>spec: exec-atomic.loadn</summary>
    public static int* I64AtomicLoad16U(int* ip, Slot* fp, ExecutionContext context) => AtomicLoad16(ip, fp);

    /// <summary>spec: exec-atomic.loadn</summary>
    public static int* I64AtomicLoad32U(int* ip, Slot* fp, ExecutionContext context) => AtomicLoad32(ip, fp);

    /// <summary>spec: exec-atomic.store</summary>
    public static int* I32AtomicStore(int* ip, Slot* fp, ExecutionContext context) => AtomicStore32(ip, fp);

    /// <summary>spec: exec-atomic.store</summary>
    public static int* I64AtomicStore(int* ip, Slot* fp, ExecutionContext context) => AtomicStore64(ip, fp);

    /// <summary>spec: exec-atomic.storen</summary>
    public static int* I32AtomicStore8(int* ip, Slot* fp, ExecutionContext context) => AtomicStore8(ip, fp);

    /// <summary>spec: exec-atomic.storen</summary>
    public static int* I32AtomicStore16(int* ip, Slot* fp, ExecutionContext context) => AtomicStore16(ip, fp);

    /// <summary>spec: exec-atomic.storen</summary>
    public static int* I64AtomicStore8(int* ip, Slot* fp, ExecutionContext context) => AtomicStore8(ip, fp);

    /// <summary>spec: exec-atomic.storen</summary>
    public static int* I64AtomicStore16(int* ip, Slot* fp, ExecutionContext context) => AtomicStore16(ip, fp);

    /// <summary>spec: exec-atomic.storen</summary>
    public static int* I64AtomicStore32(int* ip, Slot* fp, ExecutionContext context) => AtomicStore32(ip, fp);

    /// <summary>spec: exec-atomic.rmw</summary>
    public static int* I32AtomicRmwAdd(int* ip, Slot* fp, ExecutionContext context) => Modify32(ip, fp, Modification.Add);

    /// <summary>spec: exec-atomic.rmw</summary>
    public static int* I64AtomicRmwAdd(int* ip, Slot* fp, ExecutionContext context) => Modify64(ip, fp, Modification.Add);

    /// <summary>spec: exec-atomic.rmwn</summary>
    public static int* I32AtomicRmw8AddU(int* ip, Slot* fp, ExecutionContext context) => Modify8(ip, fp, Modification.Add);

    /// <summary>spec: exec-atomic.rmwn</summary>
    public static int* I32AtomicRmw16AddU(int* ip, Slot* fp, ExecutionContext context) => Modify16(ip, fp, Modification.Add);

    /// <summary>spec: exec-atomic.rmwn</summary>
    public static int* I64AtomicRmw8AddU(int* ip, Slot* fp, ExecutionContext context) => Modify8(ip, fp, Modification.Add);

    /// <summary>spec: exec-atomic.rmwn</summary>
    public static int* I64AtomicRmw16AddU(int* ip, Slot* fp, ExecutionContext context) => Modify16(ip, fp, Modification.Add);

    /// <summary>spec: exec-atomic.rmwn</summary>
    public static int* I64AtomicRmw32AddU(int* ip, Slot* fp, ExecutionContext context) => Modify32(ip, fp, Modification.Add);

    /// <summary>spec: exec-atomic.rmw</summary>
    public static int* I32AtomicRmwSub(int* ip, Slot* fp, ExecutionContext context) => Modify32(ip, fp, Modification.Sub);

    /// <summary>spec: exec-atomic.rmw</summary>
    public static int* I64AtomicRmwSub(int* ip, Slot* fp, ExecutionContext context) => Modify64(ip, fp, Modification.Sub);

    /// <summary>spec: exec-atomic.rmwn</summary>
    public static int* I32AtomicRmw8SubU(int* ip, Slot* fp, ExecutionContext context) => Modify8(ip, fp, Modification.Sub);

    /// <summary>spec: exec-atomic.rmwn</summary>
    public static int* I32AtomicRmw16SubU(int* ip, Slot* fp, ExecutionContext context) => Modify16(ip, fp, Modification.Sub);

    /// <summary>spec: exec-atomic.rmwn</summary>
    public static int* I64AtomicRmw8SubU(int* ip, Slot* fp, ExecutionContext context) => Modify8(ip, fp, Modification.Sub);

    /// <summary>spec: exec-atomic.rmwn</summary>
    public static int* I64AtomicRmw16SubU(int* ip, Slot* fp, ExecutionContext context) => Modify16(ip, fp, Modification.Sub);

    /// <summary>spec: exec-atomic.rmwn</summary>
    public static int* I64AtomicRmw32SubU(int* ip, Slot* fp, ExecutionContext context) => Modify32(ip, fp, Modification.Sub);

    /// <summary>spec: exec-atomic.rmw</summary>
    public static int* I32AtomicRmwAnd(int* ip, Slot* fp, ExecutionContext context) => Modify32(ip, fp, Modification.And);

    /// <summary>spec: exec-atomic.rmw</summary>
    public static int* I64AtomicRmwAnd(int* ip, Slot* fp, ExecutionContext context) => Modify64(ip, fp, Modification.And);

    /// <summary>spec: exec-atomic.rmwn</summary>
    public static int* I32AtomicRmw8AndU(int* ip, Slot* fp, ExecutionContext context) => Modify8(ip, fp, Modification.And);

    /// <summary>spec: exec-atomic.rmwn</summary>
    public static int* I32AtomicRmw16AndU(int* ip, Slot* fp, ExecutionContext context) => Modify16(ip, fp, Modification.And);

    /// <summary>spec: exec-atomic.rmwn</summary>
    public static int* I64AtomicRmw8AndU(int* ip, Slot* fp, ExecutionContext context) => Modify8(ip, fp, Modification.And);

    /// <summary>spec: exec-atomic.rmwn</summary>
    public static int* I64AtomicRmw16AndU(int* ip, Slot* fp, ExecutionContext context) => Modify16(ip, fp, Modification.And);

    /// <summary>spec: exec-atomic.rmwn</summary>
    public static int* I64AtomicRmw32AndU(int* ip, Slot* fp, ExecutionContext context) => Modify32(ip, fp, Modification.And);

    /// <summary>spec: exec-atomic.rmw</summary>
    public static int* I32AtomicRmwOr(int* ip, Slot* fp, ExecutionContext context) => Modify32(ip, fp, Modification.Or);

    /// <summary>spec: exec-atomic.rmw</summary>
    public static int* I64AtomicRmwOr(int* ip, Slot* fp, ExecutionContext context) => Modify64(ip, fp, Modification.Or);

    /// <summary>spec: exec-atomic.rmwn</summary>
    public static int* I32AtomicRmw8OrU(int* ip, Slot* fp, ExecutionContext context) => Modify8(ip, fp, Modification.Or);

    /// <summary>spec: exec-atomic.rmwn</summary>
    public static int* I32AtomicRmw16OrU(int* ip, Slot* fp, ExecutionContext context) => Modify16(ip, fp, Modification.Or);

    /// <summary>spec: exec-atomic.rmwn</summary>
    public static int* I64AtomicRmw8OrU(int* ip, Slot* fp, ExecutionContext context) => Modify8(ip, fp, Modification.Or);

    /// <summary>spec: exec-atomic.rmwn</summary>
    public static int* I64AtomicRmw16OrU(int* ip, Slot* fp, ExecutionContext context) => Modify16(ip, fp, Modification.Or);

    /// <summary>spec: exec-atomic.rmwn</summary>
    public static int* I64AtomicRmw32OrU(int* ip, Slot* fp, ExecutionContext context) => Modify32(ip, fp, Modification.Or);

    /// <summary>spec: exec-atomic.rmw</summary>
    public static int* I32AtomicRmwXor(int* ip, Slot* fp, ExecutionContext context) => Modify32(ip, fp, Modification.Xor);

    /// <summary>spec: exec-atomic.rmw</summary>
    public static int* I64AtomicRmwXor(int* ip, Slot* fp, ExecutionContext context) => Modify64(ip, fp, Modification.Xor);

    /// <summary>spec: exec-atomic.rmwn</summary>
    public static int* I32AtomicRmw8XorU(int* ip, Slot* fp, ExecutionContext context) => Modify8(ip, fp, Modification.Xor);

    /// <summary>spec: exec-atomic.rmwn</summary>
    public static int* I32AtomicRmw16XorU(int* ip, Slot* fp, ExecutionContext context) => Modify16(ip, fp, Modification.Xor);

    /// <summary>spec: exec-atomic.rmwn</summary>
    public static int* I64AtomicRmw8XorU(int* ip, Slot* fp, ExecutionContext context) => Modify8(ip, fp, Modification.Xor);

    /// <summary>spec: exec-atomic.rmwn</summary>
    public static int* I64AtomicRmw16XorU(int* ip, Slot* fp, ExecutionContext context) => Modify16(ip, fp, Modification.Xor);

    /// <summary>spec: exec-atomic.rmwn</summary>
    public static int* I64AtomicRmw32XorU(int* ip, Slot* fp, ExecutionContext context) => Modify32(ip, fp, Modification.Xor);

    /// <summary>spec: exec-atomic.rmw</summary>
    public static int* I32AtomicRmwXchg(int* ip, Slot* fp, ExecutionContext context) => Modify32(ip, fp, Modification.Exchange);

    /// <summary>spec: exec-atomic.rmw</summary>
    public static int* I64AtomicRmwXchg(int* ip, Slot* fp, ExecutionContext context) => Modify64(ip, fp, Modification.Exchange);

    /// <summary>spec: exec-atomic.rmwn</summary>
    public static int* I32AtomicRmw8XchgU(int* ip, Slot* fp, ExecutionContext context) => Modify8(ip, fp, Modification.Exchange);

    /// <summary>spec: exec-atomic.rmwn</summary>
    public static int* I32AtomicRmw16XchgU(int* ip, Slot* fp, ExecutionContext context) => Modify16(ip, fp, Modification.Exchange);

    /// <summary>spec: exec-atomic.rmwn</summary>
    public static int* I64AtomicRmw8XchgU(int* ip, Slot* fp, ExecutionContext context) => Modify8(ip, fp, Modification.Exchange);

    /// <summary>spec: exec-atomic.rmwn</summary>
    public static int* I64AtomicRmw16XchgU(int* ip, Slot* fp, ExecutionContext context) => Modify16(ip, fp, Modification.Exchange);

    /// <summary>spec: exec-atomic.rmwn</summary>
    public static int* I64AtomicRmw32XchgU(int* ip, Slot* fp, ExecutionContext context) => Modify32(ip, fp, Modification.Exchange);

    /// <summary>spec: exec-atomic.rmw.cmpxchg</summary>
    public static int* I32AtomicRmwCmpxchg(int* ip, Slot* fp, ExecutionContext context) => CompareExchange32(ip, fp);

    /// <summary>spec: exec-atomic.rmw.cmpxchg</summary>
    public static int* I64AtomicRmwCmpxchg(int* ip, Slot* fp, ExecutionContext context) => CompareExchange64(ip, fp);

    /// <summary>spec: exec-atomic.rmwn.cmpxchg</summary>
    public static int* I32AtomicRmw8CmpxchgU(int* ip, Slot* fp, ExecutionContext context) => CompareExchange8(ip, fp);

    /// <summary>spec: exec-atomic.rmwn.cmpxchg</summary>
    public static int* I32AtomicRmw16CmpxchgU(int* ip, Slot* fp, ExecutionContext context) => CompareExchange16(ip, fp);

    /// <summary>spec: exec-atomic.rmwn.cmpxchg</summary>
    public static int* I64AtomicRmw8CmpxchgU(int* ip, Slot* fp, ExecutionContext context) => CompareExchange8(ip, fp);

    /// <summary>spec: exec-atomic.rmwn.cmpxchg</summary>
    public static int* I64AtomicRmw16CmpxchgU(int* ip, Slot* fp, ExecutionContext context) => CompareExchange16(ip, fp);

    /// <summary>spec: exec-atomic.rmwn.cmpxchg</summary>
    public static int* I64AtomicRmw32CmpxchgU(int* ip, Slot* fp, ExecutionContext context) => CompareExchange32(ip, fp);
}
