namespace ConformanceLab.Wasm.Text;

/// <summary>
/// One index space: how many things it has, and which identifiers stand for which. Clearing is cheap, so the one for locals serves all
/// functions. Source: specification, "Text Format, Contexts".
/// </summary>
internal sealed class IdentifierSpace(string category)
{
    private readonly List<(int Index, int Symbol)> _names = [];
    private (int Epoch, int Index)[] _bySymbol = [];
    private int _epoch = 1;

    /// <summary>What the space holds, as error messages have it.</summary>
    public string Category { get; } = category;

    /// <summary>Number of things in the space.</summary>
    public int Count { get; set; }

    /// <summary>Index and symbol of all that have identifiers, ascending.</summary>
    public List<(int Index, int Symbol)> Names => _names;

    /// <summary>Gives the symbol to an index.</summary>
    /// <returns>false if it has one already.</returns>
    public bool TryBind(int symbol, int index)
    {
        if (symbol >= _bySymbol.Length)
        {
            Array.Resize(ref _bySymbol, Math.Max(16, (symbol + 1) * 2));
        }

        if (_bySymbol[symbol].Epoch == _epoch)
        {
            return false;
        }

        _bySymbol[symbol] = (_epoch, index);
        _names.Add((index, symbol));
        return true;
    }

    /// <summary>Finds the index of a symbol.</summary>
    public bool TryFind(int symbol, out int index)
    {
        if (symbol < _bySymbol.Length && _bySymbol[symbol].Epoch == _epoch)
        {
            index = _bySymbol[symbol].Index;
            return true;
        }

        index = -1;
        return false;
    }

    /// <summary>Empties the space.</summary>
    public void Clear()
    {
        _epoch++;
        _names.Clear();
        Count = 0;
    }
}

/// <summary>
/// The labels in scope, innermost last. Inner labels shadow outer ones of the same name; each look-up is one array access.
/// </summary>
internal sealed class LabelStack
{
    private (int Symbol, int Shadowed)[] _stack = new (int, int)[32];
    private int[] _bySymbol = [];

    /// <summary>Number of labels in scope.</summary>
    public int Count { get; private set; }

    /// <summary>Enters the scope of a label; the symbol is −1 if it has no name.</summary>
    public void Push(int symbol)
    {
        if (Count == _stack.Length)
        {
            Array.Resize(ref _stack, Count * 2);
        }

        var shadowed = 0;
        if (symbol >= 0)
        {
            if (symbol >= _bySymbol.Length)
            {
                Array.Resize(ref _bySymbol, Math.Max(16, (symbol + 1) * 2));
            }

            shadowed = _bySymbol[symbol];
            _bySymbol[symbol] = Count + 1;
        }

        _stack[Count++] = (symbol, shadowed);
    }

    /// <summary>Leaves the innermost scope.</summary>
    public void Pop()
    {
        var (symbol, shadowed) = _stack[--Count];
        if (symbol >= 0)
        {
            _bySymbol[symbol] = shadowed;
        }
    }

    /// <summary>Finds the innermost label with a name: 0 is the innermost of all.</summary>
    public bool TryFind(int symbol, out uint depth)
    {
        var position = symbol < _bySymbol.Length ? _bySymbol[symbol] : 0;
        depth = (uint)(Count - position);
        return position > 0;
    }
}
