namespace ConformanceLab.Wasm.Optimizing;

/// <summary>Arrays that are used for one function after another: they grow to what the largest needs, and are no garbage.</summary>
internal static class Arrays
{
    /// <summary>Makes room for elements, whatever stands in them.</summary>
    public static void Reserve<T>(ref T[] array, int count)
    {
        if (array.Length < count)
        {
            array = new T[Math.Max(count, 2 * array.Length)];
        }
    }

    /// <summary>Makes room for elements, all of them the same.</summary>
    public static void Renew<T>(ref T[] array, int count, T value)
    {
        Reserve(ref array, count);
        Array.Fill(array, value, 0, count);
    }
}
