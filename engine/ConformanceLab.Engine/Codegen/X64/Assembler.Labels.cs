using System.Diagnostics.CodeAnalysis;

namespace ConformanceLab.Wasm.Codegen.X64;

// A reference to a label that is not bound yet leaves its addend in the field and is listed; Finish adds the distance. So all
// references are the same: field += target - end of field. A rip-relative operand with an immediate behind it has the addend -(bytes
// of the immediate), an entry of a jump table (end of field - start of table), which makes it relative to the table.
internal sealed unsafe partial class Assembler
{
    private const int Unbound = -1;

    private int[] _labelOffsets = new int[64];
    private int _labelCount;
    private Reference[] _references = new Reference[64];
    private int _referenceCount;

    private readonly record struct Reference(int Field, int LabelNumber, bool IsByte);

    /// <summary>Makes a label, to be bound once.</summary>
    public Label NewLabel()
    {
        if (_labelCount == _labelOffsets.Length) Array.Resize(ref _labelOffsets, _labelCount * 2);
        _labelOffsets[_labelCount++] = Unbound;
        return new Label(_labelCount);
    }

    /// <summary>Says that the label is here.</summary>
    /// <exception cref="InvalidOperationException">It is bound already, or no label of this code.</exception>
    public void Bind(Label label)
    {
        if (_isFinished) ThrowFinished();
        if (OffsetOrUnbound(label) != Unbound) throw new InvalidOperationException($"Label {label.Number} is bound twice.");
        _labelOffsets[label.Number - 1] = Offset;
        LastBound = Offset;
        if (_countsBlocks) BeginBlockAt(label);
    }

    /// <summary>Where a label was bound last; −1 if none is. Code there may be reached otherwise than by what stands before it.</summary>
    public int LastBound { get; private set; } = Unbound;

    /// <summary>Makes a label that is here.</summary>
    public Label BindNew()
    {
        var label = NewLabel();
        Bind(label);
        return label;
    }

    /// <summary>Where a label was bound.</summary>
    /// <exception cref="InvalidOperationException">It is not bound, or no label of this code.</exception>
    public int OffsetOf(Label label)
    {
        var offset = OffsetOrUnbound(label);
        if (offset == Unbound) ThrowUnbound(label);
        return offset;
    }

    private int OffsetOrUnbound(Label label)
    {
        if ((uint)(label.Number - 1) >= (uint)_labelCount) ThrowForeign(label);
        return _labelOffsets[label.Number - 1];
    }

    /// <summary>Writes the four bytes at <paramref name="field"/>: the distance from their end to the label, plus the addend.</summary>
    private void Refer32(byte* field, Label label, int addend)
    {
        var position = (int)(field - _start);
        var target = OffsetOrUnbound(label);
        if (target == Unbound)
        {
            AddReference(new Reference(position, label.Number, IsByte: false));
            *(int*)field = addend;
            return;
        }

        *(int*)field = target - (position + 4) + addend;
    }

    private void AddReference(Reference reference)
    {
        if (_referenceCount == _references.Length) Array.Resize(ref _references, _referenceCount * 2);
        _references[_referenceCount++] = reference;
    }

    private void ResolveReferences()
    {
        foreach (var reference in _references.AsSpan(0, _referenceCount))
        {
            var target = _labelOffsets[reference.LabelNumber - 1];
            if (target == Unbound) ThrowUnbound(new Label(reference.LabelNumber));
            if (reference.IsByte) ResolveByte(reference, target);
            else *(int*)(_start + reference.Field) += target - (reference.Field + 4);
        }
    }

    private void ResolveByte(Reference reference, int target)
    {
        var distance = target - (reference.Field + 1);
        if ((sbyte)distance != distance)
            throw new InvalidOperationException($"Label {reference.LabelNumber} is {distance} bytes away from a short jump.");
        _start[reference.Field] = (byte)distance;
    }

    private void ResetLabels()
    {
        LastBound = Unbound;
        _labelCount = 0;
        _referenceCount = 0;
    }

    [DoesNotReturn]
    private static void ThrowUnbound(Label label) => throw new InvalidOperationException($"Label {label.Number} is not bound.");

    [DoesNotReturn]
    private static void ThrowForeign(Label label) => throw new InvalidOperationException($"Label {label.Number} is none of this code.");
}
