using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Optimizing;

/// <summary>Nodes that are no instructions of wasm.</summary>
internal static class Ops
{
    /// <summary>A constant: <see cref="Node.Bits"/>. In no block; every user makes it for itself.</summary>
    public const Opcode Constant = (Opcode)0x8000;

    /// <summary>
    /// A parameter of the function: <see cref="Node.Index"/>. Where it is negative, the complement of a slot of the baseline tier's frame in
    /// which the value is found.
    /// </summary>
    public const Opcode Parameter = (Opcode)0x8001;

    /// <summary>A parameter of its block.</summary>
    public const Opcode BlockParameter = (Opcode)0x8002;

    /// <summary>The result <see cref="Node.Index"/> of the call that is its input. Stands right behind it.</summary>
    public const Opcode Result = (Opcode)0x8003;

    /// <summary>Managed code executes an instruction: <see cref="Node.Index"/> is what <see cref="HelperCall"/> says.</summary>
    public const Opcode Helper = (Opcode)0x8004;

    /// <summary>
    /// Takes fuel, <see cref="Node.Bits"/> of it, and traps if there is not so much: at one of the instructions that it is for, whose positions begin
    /// at <see cref="Node.Index"/> of <see cref="Graph.Positions"/>.
    /// </summary>
    public const Opcode Fuel = (Opcode)0x801C;

    /// <summary>Whether somebody wants the code to stop is asked here.</summary>
    public const Opcode Poll = (Opcode)0x8005;

    /// <summary>
    /// Traps unless the bytes of <see cref="Node.Bits"/>, unsigned, from an address on are in memory <see cref="Node.Index"/>.
    /// </summary>
    public const Opcode CheckBounds = (Opcode)0x8006;

    /// <summary>
    /// Traps unless an address of 64 bits is within the reach of a memory: <see cref="Runtime.AddressCheck.Reach"/>. The bytes of
    /// <see cref="Node.Bits"/> from it on, at most 2^31, are in the memory or fault.
    /// </summary>
    public const Opcode CheckReach = (Opcode)0x801D;

    /// <summary>
    /// Traps unless an address and an offset of <see cref="Node.Bits"/> are a multiple of a power of two: its exponent is
    /// <see cref="Node.Index"/>.
    /// </summary>
    public const Opcode CheckAlignment = (Opcode)0x8007;

    /// <summary>Traps, as <see cref="Node.Index"/> says, if the input is null.</summary>
    public const Opcode CheckNotNull = (Opcode)0x8019;

    /// <summary>Traps unless the input passes a comparison: <see cref="Graph.Casts"/> at <see cref="Node.Index"/>.</summary>
    public const Opcode CheckCast = (Opcode)0x801A;

    /// <summary>
    /// A frame goes on here that has caught something: with the tag <see cref="Node.Index"/>, as handlers of kind <see cref="Node.Type"/> do.
    /// The first node of its block, which edges of calls lead to; results are what the handler gives.
    /// </summary>
    public const Opcode Landing = (Opcode)0x801B;

    /// <summary>What is known, in no block: the input is null or an object.</summary>
    public const Opcode FactObject = (Opcode)0x8020;

    /// <summary>What is known, in no block: the input is null or of type <see cref="Node.Index"/>.</summary>
    public const Opcode FactType = (Opcode)0x8021;

    /// <summary>What is known, in no block: the first input is an array, and has an element at the second.</summary>
    public const Opcode FactElement = (Opcode)0x8022;

    /// <summary>A register that instruction <see cref="Node.Index"/> needs for itself: in no block, and the value of nothing.</summary>
    public const Opcode Temporary = (Opcode)0x8018;

    /// <summary>0 minus the input.</summary>
    public const Opcode Negate = (Opcode)0x8008;

    /// <summary>The lowest bit of the input that is set.</summary>
    public const Opcode LowestBit = (Opcode)0x8009;

    /// <summary>The input without its lowest bit that is set.</summary>
    public const Opcode WithoutLowestBit = (Opcode)0x800A;

    /// <summary>The bits of the second input that the first does not have.</summary>
    public const Opcode AndNot = (Opcode)0x800B;

    /// <summary>The first input, and 1 more if the second is below the third, unsigned.</summary>
    public const Opcode AddBelow = (Opcode)0x800C;

    /// <summary>The first input, and 1 less if the second is below the third, unsigned.</summary>
    public const Opcode SubtractBelow = (Opcode)0x800D;

    /// <summary>The upper half of a product of signed numbers.</summary>
    public const Opcode MultiplyHighSigned = (Opcode)0x800E;

    /// <summary>The upper half of a product of unsigned numbers.</summary>
    public const Opcode MultiplyHighUnsigned = (Opcode)0x800F;

    /// <summary>
    /// The function at the index that is the input, in table <see cref="Node.Index"/>: it is there and of type <see cref="Node.Type"/>, or there is
    /// a trap.
    /// </summary>
    public const Opcode TableFunction = (Opcode)0x8030;

    /// <summary>The input, a function, which is not null, or there is a trap.</summary>
    public const Opcode CheckedFunction = (Opcode)0x8031;

    /// <summary>What is at the index that is the input, in table <see cref="Node.Index"/>, perhaps nothing; or there is a trap.</summary>
    public const Opcode TableElement = (Opcode)0x8032;

    /// <summary>Whether the input is function <see cref="Node.Index"/> of the frame's instance.</summary>
    public const Opcode IsFunction = (Opcode)0x8033;

    /// <summary>The block's only edge.</summary>
    public const Opcode Jump = (Opcode)0x8010;

    /// <summary>The first edge if the input isn't 0, otherwise the second.</summary>
    public const Opcode Branch = (Opcode)0x8011;

    /// <summary>
    /// The edge that <see cref="Block.Cases"/> says; the last one beyond them. <see cref="Node.Index"/>: how many there are but that.
    /// </summary>
    public const Opcode Switch = (Opcode)0x8012;

    /// <summary>The function's results are the inputs.</summary>
    public const Opcode Return = (Opcode)0x8013;

    /// <summary>A trap: <see cref="Node.Index"/> is its code.</summary>
    public const Opcode Trap = (Opcode)0x8014;

    /// <summary>Managed code throws an exception: <see cref="Node.Index"/> is what <see cref="HelperCall"/> says.</summary>
    public const Opcode Raise = (Opcode)0x8015;

    /// <summary>Whether it is arithmetic of integers for which the machine has an instruction and wasm has none.</summary>
    public static bool IsArithmetic(Opcode op) => op is >= Negate and <= MultiplyHighUnsigned;

    /// <summary>Whether it is the last node of a block.</summary>
    public static bool IsTerminator(Opcode op) =>
        op is Jump or Branch or Switch or Return or Trap or Raise or Opcode.ReturnCall or Opcode.ReturnCallIndirect or Opcode.ReturnCallRef;

    /// <summary>Whether it traps or does nothing: what it has proved once holds from there on.</summary>
    public static bool IsCheck(Opcode op) => op is CheckBounds or CheckReach or CheckAlignment or CheckNotNull or CheckCast;

    /// <summary>Whether its inputs are arguments of a function of type <see cref="Node.Type"/>.</summary>
    public static bool HasSignature(Opcode op) => op is Opcode.Call or Opcode.CallIndirect or Opcode.CallRef
        or Opcode.ReturnCall or Opcode.ReturnCallIndirect or Opcode.ReturnCallRef;

    /// <summary>Whether it allocates an object, by way of the heap if need be: registers that live across it are kept.</summary>
    public static bool IsAllocation(Opcode op) =>
        op is Opcode.StructNew or Opcode.ArrayNewFixed or Opcode.ArrayNew or Opcode.ArrayNewDefault;

    /// <summary>Whether everything that registers hold is lost: it calls.</summary>
    public static bool IsCall(Opcode op) => op is Helper or Raise or Opcode.Call or Opcode.CallIndirect or Opcode.CallRef;

    /// <summary>Whether nodes of its results stand behind it.</summary>
    public static bool HasResults(Opcode op) => op == Landing || IsCall(op);
}

/// <summary>What managed code does for a node.</summary>
/// <param name="Address">The helper.</param>
/// <param name="First">Its first immediate.</param>
/// <param name="Second">Its second.</param>
internal readonly record struct HelperCall(nint Address, long First, long Second);
