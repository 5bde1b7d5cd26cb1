// Written by scripts/regenerate from instructions.def. Do not edit.
#nullable enable

using ConformanceLab.Wasm.Instructions;

namespace ConformanceLab.Wasm.Validation;

internal partial struct FunctionValidator : IInstructionVisitor
{
    public void Plain(Opcode opcode)
    {
        _opcode = opcode;
        switch (opcode)
        {
            case Opcode.Unreachable:
                RuleUnreachable();
                break;
            case Opcode.Else:
                RuleElse();
                break;
            case Opcode.ThrowRef:
                RuleThrowRef();
                break;
            case Opcode.End:
                RuleEnd();
                break;
            case Opcode.Return:
                RuleReturn();
                break;
            case Opcode.CatchAll:
                RuleCatchAll();
                break;
            case Opcode.Drop:
                RuleDrop();
                break;
            case Opcode.Select:
                RuleSelect();
                break;
            case Opcode.RefIsNull:
                RuleRefIsNull();
                break;
            case Opcode.RefEq:
                RuleRefEq();
                break;
            case Opcode.RefAsNonNull:
                RuleRefAsNonNull();
                break;
            case Opcode.ArrayLen:
                RuleArrayLen();
                break;
            case Opcode.AnyConvertExtern:
                RuleAnyConvertExtern();
                break;
            case Opcode.ExternConvertAny:
                RuleExternConvertAny();
                break;
            case Opcode.RefI31:
                RuleRefI31();
                break;
            case Opcode.I31GetS:
                RuleI31GetS();
                break;
            case Opcode.I31GetU:
                RuleI31GetU();
                break;
            default:
                ApplyPlain(opcode);
                break;
        }
    }

    public void Block(Opcode opcode, BlockType type)
    {
        _opcode = opcode;
        switch (opcode)
        {
            case Opcode.Block:
                RuleBlock(type);
                break;
            case Opcode.Loop:
                RuleLoop(type);
                break;
            case Opcode.If:
                RuleIf(type);
                break;
            case Opcode.Try:
                RuleTry(type);
                break;
            default:
                throw UnknownVisit(opcode);
        }
    }

    public void Label(Opcode opcode, uint label)
    {
        _opcode = opcode;
        switch (opcode)
        {
            case Opcode.Rethrow:
                RuleRethrow(label);
                break;
            case Opcode.Br:
                RuleBr(label);
                break;
            case Opcode.BrIf:
                RuleBrIf(label);
                break;
            case Opcode.Delegate:
                RuleDelegate(label);
                break;
            case Opcode.BrOnNull:
                RuleBrOnNull(label);
                break;
            case Opcode.BrOnNonNull:
                RuleBrOnNonNull(label);
                break;
            default:
                throw UnknownVisit(opcode);
        }
    }

    public void Labels(Opcode opcode, scoped System.ReadOnlySpan<uint> labels)
    {
        _opcode = opcode;
        switch (opcode)
        {
            case Opcode.BrTable:
                RuleBrTable(labels);
                break;
            default:
                throw UnknownVisit(opcode);
        }
    }

    public void TryTable(Opcode opcode, BlockType type, scoped System.ReadOnlySpan<CatchClause> clauses)
    {
        _opcode = opcode;
        switch (opcode)
        {
            case Opcode.TryTable:
                RuleTryTable(type, clauses);
                break;
            default:
                throw UnknownVisit(opcode);
        }
    }

    public void BranchOnCast(Opcode opcode, uint label, ValType source, ValType target)
    {
        _opcode = opcode;
        switch (opcode)
        {
            case Opcode.BrOnCast:
                RuleBrOnCast(label, source, target);
                break;
            case Opcode.BrOnCastFail:
                RuleBrOnCastFail(label, source, target);
                break;
            default:
                throw UnknownVisit(opcode);
        }
    }

    public void Index(Opcode opcode, int index)
    {
        _opcode = opcode;
        switch (opcode)
        {
            case Opcode.Catch:
                RuleCatch(index);
                break;
            case Opcode.Throw:
                RuleThrow(index);
                break;
            case Opcode.Call:
                RuleCall(index);
                break;
            case Opcode.ReturnCall:
                RuleReturnCall(index);
                break;
            case Opcode.CallRef:
                RuleCallRef(index);
                break;
            case Opcode.ReturnCallRef:
                RuleReturnCallRef(index);
                break;
            case Opcode.LocalGet:
                RuleLocalGet(index);
                break;
            case Opcode.LocalSet:
                RuleLocalSet(index);
                break;
            case Opcode.LocalTee:
                RuleLocalTee(index);
                break;
            case Opcode.GlobalGet:
                RuleGlobalGet(index);
                break;
            case Opcode.GlobalSet:
                RuleGlobalSet(index);
                break;
            case Opcode.TableGet:
                RuleTableGet(index);
                break;
            case Opcode.TableSet:
                RuleTableSet(index);
                break;
            case Opcode.TableGrow:
                RuleTableGrow(index);
                break;
            case Opcode.TableSize:
                RuleTableSize(index);
                break;
            case Opcode.TableFill:
                RuleTableFill(index);
                break;
            case Opcode.RefFunc:
                RuleRefFunc(index);
                break;
            case Opcode.StructNew:
                RuleStructNew(index);
                break;
            case Opcode.StructNewDefault:
                RuleStructNewDefault(index);
                break;
            case Opcode.ArrayNew:
                RuleArrayNew(index);
                break;
            case Opcode.ArrayNewDefault:
                RuleArrayNewDefault(index);
                break;
            case Opcode.ArrayGet:
                RuleArrayGet(index);
                break;
            case Opcode.ArrayGetS:
                RuleArrayGetS(index);
                break;
            case Opcode.ArrayGetU:
                RuleArrayGetU(index);
                break;
            case Opcode.ArraySet:
                RuleArraySet(index);
                break;
            case Opcode.ArrayFill:
                RuleArrayFill(index);
                break;
            default:
                ApplyIndex(opcode, index);
                break;
        }
    }

    public void Indices(Opcode opcode, int first, int second)
    {
        _opcode = opcode;
        switch (opcode)
        {
            case Opcode.CallIndirect:
                RuleCallIndirect(first, second);
                break;
            case Opcode.ReturnCallIndirect:
                RuleReturnCallIndirect(first, second);
                break;
            case Opcode.TableInit:
                RuleTableInit(first, second);
                break;
            case Opcode.TableCopy:
                RuleTableCopy(first, second);
                break;
            case Opcode.MemoryInit:
                RuleMemoryInit(first, second);
                break;
            case Opcode.MemoryCopy:
                RuleMemoryCopy(first, second);
                break;
            case Opcode.StructGet:
                RuleStructGet(first, second);
                break;
            case Opcode.StructGetS:
                RuleStructGetS(first, second);
                break;
            case Opcode.StructGetU:
                RuleStructGetU(first, second);
                break;
            case Opcode.StructSet:
                RuleStructSet(first, second);
                break;
            case Opcode.ArrayNewFixed:
                RuleArrayNewFixed(first, second);
                break;
            case Opcode.ArrayNewData:
                RuleArrayNewData(first, second);
                break;
            case Opcode.ArrayNewElem:
                RuleArrayNewElem(first, second);
                break;
            case Opcode.ArrayCopy:
                RuleArrayCopy(first, second);
                break;
            case Opcode.ArrayInitData:
                RuleArrayInitData(first, second);
                break;
            case Opcode.ArrayInitElem:
                RuleArrayInitElem(first, second);
                break;
            default:
                throw UnknownVisit(opcode);
        }
    }

    public void Types(Opcode opcode, scoped System.ReadOnlySpan<ValType> types)
    {
        _opcode = opcode;
        switch (opcode)
        {
            case Opcode.SelectTyped:
                RuleSelectTyped(types);
                break;
            default:
                throw UnknownVisit(opcode);
        }
    }

    public void Heap(Opcode opcode, HeapType type)
    {
        _opcode = opcode;
        switch (opcode)
        {
            case Opcode.RefNull:
                RuleRefNull(type);
                break;
            case Opcode.RefTest:
                RuleRefTest(type);
                break;
            case Opcode.RefTestNull:
                RuleRefTestNull(type);
                break;
            case Opcode.RefCast:
                RuleRefCast(type);
                break;
            case Opcode.RefCastNull:
                RuleRefCastNull(type);
                break;
            default:
                throw UnknownVisit(opcode);
        }
    }

    public void Memory(Opcode opcode, MemArg memArg)
    {
        _opcode = opcode;
        switch (opcode)
        {
            default:
                ApplyMemory(opcode, memArg);
                break;
        }
    }

    public void MemoryLane(Opcode opcode, MemArg memArg, byte lane)
    {
        _opcode = opcode;
        switch (opcode)
        {
            default:
                ApplyMemoryLane(opcode, memArg, lane);
                break;
        }
    }

    public void Lane(Opcode opcode, byte lane)
    {
        _opcode = opcode;
        switch (opcode)
        {
            default:
                ApplyLane(opcode, lane);
                break;
        }
    }

    public void Vector(Opcode opcode, in System.Runtime.Intrinsics.Vector128<byte> value)
    {
        _opcode = opcode;
        switch (opcode)
        {
            default:
                ApplyVector(opcode, value);
                break;
        }
    }

    public void Const32(Opcode opcode, uint bits)
    {
        _opcode = opcode;
        switch (opcode)
        {
            default:
                ApplyConst32(opcode, bits);
                break;
        }
    }

    public void Const64(Opcode opcode, ulong bits)
    {
        _opcode = opcode;
        switch (opcode)
        {
            default:
                ApplyConst64(opcode, bits);
                break;
        }
    }

    // The rule's anchor in the specification, by opcode: where several instructions share a rule, its name is theirs.
    private static readonly string[] s_rules =
    [
        "valid-unreachable",
        "valid-nop",
        "valid-block",
        "valid-loop",
        "valid-if",
        "valid-if",
        "valid-try-catch",
        "valid-try-catch",
        "valid-throw",
        "valid-rethrow",
        "valid-throw_ref",
        "valid-block",
        "valid-br",
        "valid-br_if",
        "valid-br_table",
        "valid-return",
        "valid-call",
        "valid-call_indirect",
        "valid-return_call",
        "valid-return_call_indirect",
        "valid-call_ref",
        "valid-return_call_ref",
        "valid-try-delegate",
        "valid-try-catch",
        "valid-try_table",
        "valid-br_on_null",
        "valid-br_on_non_null",
        "valid-br_on_cast",
        "valid-br_on_cast_fail",
        "valid-drop",
        "valid-select",
        "valid-select",
        "valid-local.get",
        "valid-local.set",
        "valid-local.tee",
        "valid-global.get",
        "valid-global.set",
        "valid-table.get",
        "valid-table.set",
        "valid-table.init",
        "valid-elem.drop",
        "valid-table.copy",
        "valid-table.grow",
        "valid-table.size",
        "valid-table.fill",
        "valid-load-val",
        "valid-load-val",
        "valid-load-val",
        "valid-load-val",
        "valid-load-pack",
        "valid-load-pack",
        "valid-load-pack",
        "valid-load-pack",
        "valid-load-pack",
        "valid-load-pack",
        "valid-load-pack",
        "valid-load-pack",
        "valid-load-pack",
        "valid-load-pack",
        "valid-store-val",
        "valid-store-val",
        "valid-store-val",
        "valid-store-val",
        "valid-store-pack",
        "valid-store-pack",
        "valid-store-pack",
        "valid-store-pack",
        "valid-store-pack",
        "valid-memory.size",
        "valid-memory.grow",
        "valid-memory.init",
        "valid-data.drop",
        "valid-memory.copy",
        "valid-memory.fill",
        "valid-const",
        "valid-const",
        "valid-const",
        "valid-const",
        "valid-testop",
        "valid-relop",
        "valid-relop",
        "valid-relop",
        "valid-relop",
        "valid-relop",
        "valid-relop",
        "valid-relop",
        "valid-relop",
        "valid-relop",
        "valid-relop",
        "valid-testop",
        "valid-relop",
        "valid-relop",
        "valid-relop",
        "valid-relop",
        "valid-relop",
        "valid-relop",
        "valid-relop",
        "valid-relop",
        "valid-relop",
        "valid-relop",
        "valid-relop",
        "valid-relop",
        "valid-relop",
        "valid-relop",
        "valid-relop",
        "valid-relop",
        "valid-relop",
        "valid-relop",
        "valid-relop",
        "valid-relop",
        "valid-relop",
        "valid-relop",
        "valid-unop",
        "valid-unop",
        "valid-unop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-unop",
        "valid-unop",
        "valid-unop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-unop",
        "valid-unop",
        "valid-unop",
        "valid-unop",
        "valid-unop",
        "valid-unop",
        "valid-unop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-unop",
        "valid-unop",
        "valid-unop",
        "valid-unop",
        "valid-unop",
        "valid-unop",
        "valid-unop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-binop",
        "valid-cvtop",
        "valid-cvtop",
        "valid-cvtop",
        "valid-cvtop",
        "valid-cvtop",
        "valid-cvtop",
        "valid-cvtop",
        "valid-cvtop",
        "valid-cvtop",
        "valid-cvtop",
        "valid-cvtop",
        "valid-cvtop",
        "valid-cvtop",
        "valid-cvtop",
        "valid-cvtop",
        "valid-cvtop",
        "valid-cvtop",
        "valid-cvtop",
        "valid-cvtop",
        "valid-cvtop",
        "valid-cvtop",
        "valid-cvtop",
        "valid-cvtop",
        "valid-cvtop",
        "valid-cvtop",
        "valid-unop",
        "valid-unop",
        "valid-unop",
        "valid-unop",
        "valid-unop",
        "valid-cvtop",
        "valid-cvtop",
        "valid-cvtop",
        "valid-cvtop",
        "valid-cvtop",
        "valid-cvtop",
        "valid-cvtop",
        "valid-cvtop",
        "wide-arithmetic#validation",
        "wide-arithmetic#validation",
        "wide-arithmetic#validation",
        "wide-arithmetic#validation",
        "valid-ref.null",
        "valid-ref.is_null",
        "valid-ref.func",
        "valid-ref.eq",
        "valid-ref.as_non_null",
        "valid-ref.test",
        "valid-ref.test",
        "valid-ref.cast",
        "valid-ref.cast",
        "valid-struct.new",
        "valid-struct.new_default",
        "valid-struct.get",
        "valid-struct.get",
        "valid-struct.get",
        "valid-struct.set",
        "valid-array.new",
        "valid-array.new_default",
        "valid-array.new_fixed",
        "valid-array.new_data",
        "valid-array.new_elem",
        "valid-array.get",
        "valid-array.get",
        "valid-array.get",
        "valid-array.set",
        "valid-array.len",
        "valid-array.fill",
        "valid-array.copy",
        "valid-array.init_data",
        "valid-array.init_elem",
        "valid-any.convert_extern",
        "valid-extern.convert_any",
        "valid-ref.i31",
        "valid-i31.get",
        "valid-i31.get",
        "valid-vload-val",
        "valid-vload-pack",
        "valid-vload-pack",
        "valid-vload-pack",
        "valid-vload-pack",
        "valid-vload-pack",
        "valid-vload-pack",
        "valid-vload-splat",
        "valid-vload-splat",
        "valid-vload-splat",
        "valid-vload-splat",
        "valid-vstore",
        "valid-vconst",
        "valid-vshuffle",
        "valid-vswizzlop",
        "valid-vsplat",
        "valid-vsplat",
        "valid-vsplat",
        "valid-vsplat",
        "valid-vsplat",
        "valid-vsplat",
        "valid-vextract_lane",
        "valid-vextract_lane",
        "valid-vreplace_lane",
        "valid-vextract_lane",
        "valid-vextract_lane",
        "valid-vreplace_lane",
        "valid-vextract_lane",
        "valid-vreplace_lane",
        "valid-vextract_lane",
        "valid-vreplace_lane",
        "valid-vextract_lane",
        "valid-vreplace_lane",
        "valid-vextract_lane",
        "valid-vreplace_lane",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vvunop",
        "valid-vvbinop",
        "valid-vvbinop",
        "valid-vvbinop",
        "valid-vvbinop",
        "valid-vvternop",
        "valid-vvtestop",
        "valid-vload_lane",
        "valid-vload_lane",
        "valid-vload_lane",
        "valid-vload_lane",
        "valid-vstore_lane",
        "valid-vstore_lane",
        "valid-vstore_lane",
        "valid-vstore_lane",
        "valid-vload-zero",
        "valid-vload-zero",
        "valid-vcvtop",
        "valid-vcvtop",
        "valid-vunop",
        "valid-vunop",
        "valid-vunop",
        "valid-vtestop",
        "valid-vbitmask",
        "valid-vnarrow",
        "valid-vnarrow",
        "valid-vunop",
        "valid-vunop",
        "valid-vunop",
        "valid-vunop",
        "valid-vshiftop",
        "valid-vshiftop",
        "valid-vshiftop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vunop",
        "valid-vunop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vunop",
        "valid-vbinop",
        "valid-vextunop",
        "valid-vextunop",
        "valid-vextunop",
        "valid-vextunop",
        "valid-vunop",
        "valid-vunop",
        "valid-vbinop",
        "valid-vtestop",
        "valid-vbitmask",
        "valid-vnarrow",
        "valid-vnarrow",
        "valid-vcvtop",
        "valid-vcvtop",
        "valid-vcvtop",
        "valid-vcvtop",
        "valid-vshiftop",
        "valid-vshiftop",
        "valid-vshiftop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vunop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vextbinop",
        "valid-vextbinop",
        "valid-vextbinop",
        "valid-vextbinop",
        "valid-vunop",
        "valid-vunop",
        "valid-vtestop",
        "valid-vbitmask",
        "valid-vcvtop",
        "valid-vcvtop",
        "valid-vcvtop",
        "valid-vcvtop",
        "valid-vshiftop",
        "valid-vshiftop",
        "valid-vshiftop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vextbinop",
        "valid-vextbinop",
        "valid-vextbinop",
        "valid-vextbinop",
        "valid-vextbinop",
        "valid-vunop",
        "valid-vunop",
        "valid-vtestop",
        "valid-vbitmask",
        "valid-vcvtop",
        "valid-vcvtop",
        "valid-vcvtop",
        "valid-vcvtop",
        "valid-vshiftop",
        "valid-vshiftop",
        "valid-vshiftop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vrelop",
        "valid-vextbinop",
        "valid-vextbinop",
        "valid-vextbinop",
        "valid-vextbinop",
        "valid-vunop",
        "valid-vunop",
        "valid-vunop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vunop",
        "valid-vunop",
        "valid-vunop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vcvtop",
        "valid-vcvtop",
        "valid-vcvtop",
        "valid-vcvtop",
        "valid-vcvtop",
        "valid-vcvtop",
        "valid-vcvtop",
        "valid-vcvtop",
        "valid-vswizzlop",
        "valid-vcvtop",
        "valid-vcvtop",
        "valid-vcvtop",
        "valid-vcvtop",
        "valid-vternop",
        "valid-vternop",
        "valid-vternop",
        "valid-vternop",
        "valid-vternop",
        "valid-vternop",
        "valid-vternop",
        "valid-vternop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vbinop",
        "valid-vextbinop",
        "valid-vextternop",
        "valid-memory.atomic.notify",
        "valid-memory.atomic.waitn",
        "valid-memory.atomic.waitn",
        "valid-memory.atomic.fence",
        "valid-atomic.load",
        "valid-atomic.load",
        "valid-atomic.loadn",
        "valid-atomic.loadn",
        "valid-atomic.loadn",
        "valid-atomic.loadn",
        "valid-atomic.loadn",
        "valid-atomic.store",
        "valid-atomic.store",
        "valid-atomic.storen",
        "valid-atomic.storen",
        "valid-atomic.storen",
        "valid-atomic.storen",
        "valid-atomic.storen",
        "valid-atomic.rmw",
        "valid-atomic.rmw",
        "valid-atomic.rmwn",
        "valid-atomic.rmwn",
        "valid-atomic.rmwn",
        "valid-atomic.rmwn",
        "valid-atomic.rmwn",
        "valid-atomic.rmw",
        "valid-atomic.rmw",
        "valid-atomic.rmwn",
        "valid-atomic.rmwn",
        "valid-atomic.rmwn",
        "valid-atomic.rmwn",
        "valid-atomic.rmwn",
        "valid-atomic.rmw",
        "valid-atomic.rmw",
        "valid-atomic.rmwn",
        "valid-atomic.rmwn",
        "valid-atomic.rmwn",
        "valid-atomic.rmwn",
        "valid-atomic.rmwn",
        "valid-atomic.rmw",
        "valid-atomic.rmw",
        "valid-atomic.rmwn",
        "valid-atomic.rmwn",
        "valid-atomic.rmwn",
        "valid-atomic.rmwn",
        "valid-atomic.rmwn",
        "valid-atomic.rmw",
        "valid-atomic.rmw",
        "valid-atomic.rmwn",
        "valid-atomic.rmwn",
        "valid-atomic.rmwn",
        "valid-atomic.rmwn",
        "valid-atomic.rmwn",
        "valid-atomic.rmw",
        "valid-atomic.rmw",
        "valid-atomic.rmwn",
        "valid-atomic.rmwn",
        "valid-atomic.rmwn",
        "valid-atomic.rmwn",
        "valid-atomic.rmwn",
        "valid-atomic.rmw.cmpxchg",
        "valid-atomic.rmw.cmpxchg",
        "valid-atomic.rmwn.cmpxchg",
        "valid-atomic.rmwn.cmpxchg",
        "valid-atomic.rmwn.cmpxchg",
        "valid-atomic.rmwn.cmpxchg",
        "valid-atomic.rmwn.cmpxchg",
    ];
}
