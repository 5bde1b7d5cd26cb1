namespace ConformanceLab.Wasm.Wasi.Descriptors;

/// <summary>A guest's descriptors by number. New ones get the lowest that is free; there is a limit.</summary>
internal sealed class DescriptorTable(int maximum) : IDisposable
{
    private readonly List<Descriptor?> _descriptors = [];
    private int _lowestFree;

    /// <summary>Looks a number up and checks rights.</summary>
    public Errno Find(int number, Rights needed, out Descriptor? descriptor)
    {
        if ((uint)number >= (uint)_descriptors.Count || _descriptors[number] is not { } found)
        {
            descriptor = null;
            return Errno.BadF;
        }

        descriptor = found;
        return (found.Rights & needed) == needed ? Errno.Success : Errno.NotCapable;
    }

    /// <summary>Adds one; closes it if there are too many.</summary>
    public Errno Add(Descriptor descriptor, out int number)
    {
        number = _lowestFree;
        if (number >= maximum)
        {
            descriptor.Dispose();
            return Errno.MFile;
        }

        if (number == _descriptors.Count)
        {
            _descriptors.Add(descriptor);
        }
        else
        {
            _descriptors[number] = descriptor;
        }

        while (_lowestFree < _descriptors.Count && _descriptors[_lowestFree] is not null)
        {
            _lowestFree++;
        }

        return Errno.Success;
    }

    /// <summary>Closes one.</summary>
    public Errno Close(int number)
    {
        if (Find(number, Rights.None, out var descriptor) is var errno and not Errno.Success)
        {
            return errno;
        }

        Release(number);
        descriptor!.Dispose();
        return Errno.Success;
    }

    /// <summary>Closes <paramref name="to"/> and gives its number to <paramref name="from"/>.</summary>
    public Errno Renumber(int from, int to)
    {
        if (Find(from, Rights.None, out var moved) is var errno and not Errno.Success)
        {
            return errno;
        }

        if (Find(to, Rights.None, out var replaced) is var other and not Errno.Success)
        {
            return other;
        }

        if (from != to)
        {
            Release(from);
            _descriptors[to] = moved;
            replaced!.Dispose();
        }

        return Errno.Success;
    }

    /// <summary>Closes all.</summary>
    public void Dispose()
    {
        foreach (var descriptor in _descriptors)
        {
            descriptor?.Dispose();
        }

        _descriptors.Clear();
        _lowestFree = 0;
    }

    private void Release(int number)
    {
        _descriptors[number] = null;
        _lowestFree = Math.Min(_lowestFree, number);
    }
}
