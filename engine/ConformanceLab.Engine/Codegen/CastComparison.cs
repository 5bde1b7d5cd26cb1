using ConformanceLab.Wasm.Codegen.X64;
using ConformanceLab.Wasm.Gc;
using ConformanceLab.Wasm.Runtime;
using static ConformanceLab.Wasm.Codegen.X64.ArithmeticOperation;
using static ConformanceLab.Wasm.Codegen.X64.OperandSize;
using static ConformanceLab.Wasm.Codegen.X64.Register;

namespace ConformanceLab.Wasm.Codegen;

/// <summary>
/// Tests and casts are all made of one comparison of a reference with a type, which decides the easy cases by jumps and the last one by the
/// flags. This is what is compared, and the registers that it takes: none of them is taken between jumps.
/// </summary>
internal struct CastComparison
{
    /// <summary>What non-null references pass.</summary>
    public CastKind Kind;

    /// <summary>Whether null passes.</summary>
    public bool IsNullable;

    /// <summary>Index of a defined type.</summary>
    public int Type;

    /// <summary>Its canonical id.</summary>
    public int Id;

    /// <summary>Whether that has no subtypes.</summary>
    public bool IsFinal;

    /// <summary>Number of its supertypes.</summary>
    public int Depth;

    /// <summary>Whether the module has types of objects, so that there is a heap.</summary>
    public bool HasAggregates;

    /// <summary>Whether the reference is known not to be null.</summary>
    public bool IsNotNull;

    /// <summary>Whether it is known to be null or an object.</summary>
    public bool IsObject;

    /// <summary>The reference's register, which stays.</summary>
    public Register Reference;

    /// <summary>Its size.</summary>
    public OperandSize Size;

    /// <summary>A register, if <see cref="Registers"/> says so.</summary>
    public Register Actual;

    /// <summary>Another one.</summary>
    public Register Temporary;

    /// <summary>Where it goes if the type is known to match before the end.</summary>
    public Label Match;

    /// <summary>And if it is known not to.</summary>
    public Label Mismatch;

    /// <summary>How many registers it takes.</summary>
    public readonly int Registers =>
        Kind is not (CastKind.Struct or CastKind.Array or CastKind.Object or CastKind.Function) ? 0
        : Kind is CastKind.Object or CastKind.Function && Depth >= TypeDescriptor.InlineLevels ? 2
        : 1;

    /// <summary>Whether the flags say it all: there are no jumps.</summary>
    public readonly bool IsSimple => Kind switch
    {
        CastKind.Top or CastKind.Bottom => true,
        CastKind.I31 => !IsNullable || IsNotNull,
        CastKind.Eq => IsNullable || IsNotNull,
        CastKind.Struct or CastKind.Array => IsNotNull && IsObject,
        CastKind.Object => IsNotNull && IsObject && IsFinal,
        CastKind.Function => IsNotNull && IsFinal,
        _ => false,
    };

    /// <summary>Compares; see <see cref="GcHeap.RefTest"/>. Destroys r11.</summary>
    /// <returns>What the flags say if the type matches, where no jump has been taken.</returns>
    public readonly Condition Emit(Assembler assembler)
    {
        switch (Kind)
        {
            case CastKind.Top or CastKind.Bottom:
                return EmitNullComparison(assembler);
            case CastKind.I31:
                if (IsNullable)
                {
                    EmitNullDecision(assembler);
                }

                assembler.Test(Dword, Reference, (int)ObjectLayout.I31Bit);
                return Condition.NotEqual;
            case CastKind.Eq:
                if (!IsNullable)
                {
                    EmitNullDecision(assembler);
                }

                // Null is no host handle either.
                assembler.Mov(Dword, R11, Reference);
                assembler.Emit(And, Dword, R11, (int)ObjectLayout.KindMask);
                assembler.Emit(Cmp, Dword, R11, (int)ObjectLayout.HostKind);
                return Condition.NotEqual;
            case CastKind.Function:
                EmitNullDecision(assembler);
                assembler.Mov(Dword, Actual, new MemoryOperand(Reference, LayoutOffsets.FunctionCanonicalType));
                return EmitSubtypeComparison(assembler);
            default:
                return EmitObjectComparison(assembler);
        }
    }

    // All of a hierarchy, or nothing of it but null.
    private readonly Condition EmitNullComparison(Assembler assembler)
    {
        var isTop = Kind == CastKind.Top;
        if (isTop == IsNullable)
        {
            // Always, or never.
            assembler.Emit(Cmp, Dword, R11, R11);
            return isTop ? Condition.Equal : Condition.NotEqual;
        }

        assembler.Test(Size, Reference, Reference);
        return isTop ? Condition.NotEqual : Condition.Equal;
    }

    private readonly void EmitNullDecision(Assembler assembler)
    {
        if (!IsNotNull)
        {
            assembler.Test(Size, Reference, Reference);
            assembler.Jcc(Condition.Equal, IsNullable ? Match : Mismatch);
        }
    }

    private readonly Condition EmitObjectComparison(Assembler assembler)
    {
        EmitNullDecision(assembler);
        if (!IsObject)
        {
            assembler.Test(Dword, Reference, (int)ObjectLayout.KindMask);
            assembler.Jcc(Condition.NotEqual, Mismatch);
        }

        var heap = assembler.HeapBase(HasAggregates);
        assembler.Mov(Dword, Actual, new MemoryOperand(heap, Reference, 1, (int)ObjectLayout.TypeIdOffset));
        if (Kind == CastKind.Object)
        {
            return EmitSubtypeComparison(assembler);
        }

        assembler.LoadDescriptor(Actual);
        var kind = Kind == CastKind.Struct ? DescriptorKind.Struct : DescriptorKind.Array;
        assembler.Emit(Cmp, OperandSize.Byte, new MemoryOperand(Actual, LayoutOffsets.DescriptorKind), (int)kind);
        return Condition.Equal;
    }

    // spec: match-deftype. Most often the types are the same, or not related at all.
    private readonly Condition EmitSubtypeComparison(Assembler assembler)
    {
        assembler.Emit(Cmp, Dword, Actual, Id);
        if (IsFinal)
        {
            return Condition.Equal;
        }

        assembler.Jcc(Condition.Equal, Match);
        assembler.LoadDescriptor(Actual);
        assembler.Mov(R11, Id);
        assembler.CompareDisplay(Actual, Temporary, R11, Depth, Mismatch);
        return Condition.Equal;
    }
}
