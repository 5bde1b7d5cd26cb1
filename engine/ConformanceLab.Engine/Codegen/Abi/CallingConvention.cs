using System.Collections.Immutable;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.StubRegister;

namespace ConformanceLab.Wasm.Codegen.Abi;

/// <summary>How functions of wasm call each other, in all native tiers.</summary>
/// <remarks>
/// <code>
///   │ stack results      R bytes │   high addresses
///   │ stack arguments    P bytes │   rbp + 16              P, R multiples of 16
///   │ return address             │   rbp + 8
///   │ caller's rbp               │ ◀ rbp
///   │ instance (r15)             │   rbp − 8
///   │ locals, spills …           │
///   │ R' bytes for results       │
///   │ P' bytes of arguments      │ ◀ rsp, a multiple of 16 at every call
/// </code>
/// Registers at a call and at a function's entry:
/// <code>
///   r15            the callee's instance; [r15 + Store] is the store's context
///   r14            the callee's base: that of the heap, if its module defines structures or arrays (they use little memory otherwise),
///                  or else that of its memory 0
///   rdi rsi rdx rcx r8 r9      the first integers and references, in order
///   xmm0 … xmm7    the first f32, f64, v128, in order
///   rax            in calls through a FunctionRecord: the record; otherwise undefined
///   stack          the others, in order, 8 bytes each; v128 16 bytes, 16-aligned
/// </code>
/// At the return:
/// <code>
///   rax rdx rcx rsi rdi r8     the first integers and references
///   xmm0 … xmm7    the first f32, f64, v128
///   stack          the others, from rsp: the callee has popped its P bytes (ret P), the caller pops R
///   r15, r14       the instance's own after a call inside of it, also through a table that never changes; after calls of imports, through
///                  other tables and through references, and after all calls in modules with tail calls of those (HasForeignTailCalls),
///                  any instance's: compared with [rbp − 8], and restored
/// </code>
/// Rules:
/// <list type="bullet">
/// <item>An i32 or a 32-bit reference in a general register has an upper half of 0, at calls and at returns. DANGER: addresses are made of
/// such registers without another extension. In memory (stack, slots) the upper half of an i32 means nothing: it is loaded with 32 bits.
/// The unused bits of a vector register mean nothing.</item>
/// <item>Nothing is saved by the callee but rbp. rax and r11 are free in prologues, r11 in epilogues.</item>
/// <item>The frame (push rbp; mov rbp, rsp; push r15) is built before anything is called. A function that calls nothing and keeps all its
/// values in registers has none: rsp stays where it is, at the return address, until something traps, and then a frame is made.</item>
/// <item>Stack results lie above the arguments, so a tail call of any arity finds and leaves them where they are: it moves the return
/// address to R-area − P' − 8.</item>
/// <item>Upper halves of ymm registers are clean: no instruction writes them. One that does is followed by vzeroupper before any call or return.</item>
/// <item>There is no red zone: a trap runs managed code right below rsp.</item>
/// <item>The slot of a function that is not compiled leads to a stub that compiles it: arguments, r15 and r14 arrive as they were, rax and
/// the registers that nobody expects anything in do not.</item>
/// <item>Calls through a FunctionRecord: rax = record, r15 = record.Instance, r14 = its base, call [rax + Code]. Tail calls of host functions,
/// which are those with CodeSlot = Code: r10 = the instance that calls, jump to Code − Thunks.HostCallEntry.</item>
/// </list>
/// </remarks>
internal static class CallingConvention
{
    /// <summary>Registers of integer arguments.</summary>
    public static ReadOnlySpan<StubRegister> IntegerArguments => [Rdi, Rsi, Rdx, Rcx, R8, R9];

    /// <summary>Registers of integer results.</summary>
    public static ReadOnlySpan<StubRegister> IntegerResults => [Rax, Rdx, Rcx, Rsi, Rdi, R8];

    /// <summary>Vector registers of arguments, and of results: xmm0 and its successors.</summary>
    public const int VectorRegisters = 8;

    /// <summary>
    /// Bytes of a frame that may be written to before anybody checks it against the stack limit, and without a check in a function that
    /// calls nothing but helpers: there is that much room below the limit.
    /// </summary>
    public const int LeafFrame = 4096;

    /// <summary>Distance of the instance from a frame's rbp.</summary>
    public const int Instance = -8;

    /// <summary>Distance of the first stack argument from the callee's rbp.</summary>
    public const int FirstStackArgument = 16;

    /// <summary>Assigns values to registers and stack.</summary>
    /// <param name="types">Their types.</param>
    /// <param name="integers">The registers for integers.</param>
    /// <param name="stackBytes">Bytes of those on the stack, a multiple of 16.</param>
    public static ImmutableArray<ValueLocation> Assign(
        ReadOnlySpan<ValType> types, ReadOnlySpan<StubRegister> integers, out int stackBytes)
    {
        var locations = ImmutableArray.CreateBuilder<ValueLocation>(types.Length);
        var slot = 0;
        var integer = 0;
        var vector = 0;
        stackBytes = 0;
        foreach (var type in types)
        {
            var representation = Representations.Of(type);
            if (representation.IsVector() && vector < VectorRegisters)
            {
                locations.Add(new ValueLocation(representation, IsOnStack: false, vector++, slot));
            }
            else if (!representation.IsVector() && integer < integers.Length)
            {
                locations.Add(new ValueLocation(representation, IsOnStack: false, (int)integers[integer++], slot));
            }
            else
            {
                var size = representation == Representation.V128 ? 16 : 8;
                stackBytes = (stackBytes + size - 1) & -size;
                locations.Add(new ValueLocation(representation, IsOnStack: true, stackBytes, slot));
                stackBytes += size;
            }

            slot += Slot.CountOf(type);
        }

        stackBytes = (stackBytes + 15) & -16;
        return locations.MoveToImmutable();
    }
}
