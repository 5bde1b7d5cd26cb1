namespace ConformanceLab.LabGenerator.Models;

/// <summary>
/// A graph of objects that a script builds, and a walk through it. Each node has a number, a successor, something of any type and an array of nodes;
/// nothing but the numbers in <see cref="Edges"/> says which. A walk counts its visits in the nodes, so two copies of one object would show.
/// </summary>
public sealed class GraphModel
{
    /// <summary>Numbers of each node: see <see cref="Edges"/>.</summary>
    public const int EdgesOfNode = 8;

    /// <summary>What the field of any type may have.</summary>
    public enum Kind
    {
        /// <summary>A node.</summary>
        Node,

        /// <summary>The array of nodes of a node, which then is in several places.</summary>
        Array,

        /// <summary>A small integer.</summary>
        Integer,

        /// <summary>A node that has been made an external reference and back.</summary>
        External,

        /// <summary>An array whose only element is itself.</summary>
        Self,
    }

    /// <summary>A graph of some nodes, by a seed.</summary>
    public GraphModel(int nodes, uint seed)
    {
        Nodes = nodes;
        var state = seed;
        Edges = [.. Enumerable.Range(0, nodes * EdgesOfNode).Select(index => (byte)(index % EdgesOfNode == 1
            ? Next() % (uint)Enum.GetValues<Kind>().Length
            : Next() % (uint)nodes))];

        // The generator of Numerical Recipes; its upper bits are the better ones.
        uint Next() => (state = unchecked((state * 1664525) + 1013904223)) >> 16;
    }

    /// <summary>How many nodes.</summary>
    public int Nodes { get; }

    /// <summary>
    /// Of each node the successor, the kind of what the field of any type has, the node that that is of, and the nodes of the array, which are
    /// five, the last of which is this node itself whatever the number says.
    /// </summary>
    public byte[] Edges { get; }

    /// <summary>Walks from the first node.</summary>
    /// <param name="steps">How many steps.</param>
    /// <returns>A hash of the nodes on the way, and of how often each was visited before.</returns>
    public uint Walk(int steps)
    {
        var visits = new uint[Nodes];
        var (hash, at) = (1u, 0);
        for (; steps > 0; steps--)
        {
            hash = unchecked((hash * 31) + (uint)at + (visits[at]++ << 8));
            at = (hash % 3) switch
            {
                0 => Edge(at, 0),
                1 => Other(at, ref hash),
                _ => Element(at, hash),
            };
        }

        return hash;
    }

    private int Edge(int node, int index) => Edges[(node * EdgesOfNode) + index];

    private int Element(int node, uint hash) => (hash >> 8) % 5 is var index && index == 4 ? node : Edge(node, 3 + (int)index);

    private int Other(int node, ref uint hash)
    {
        var of = Edge(node, 2);
        switch ((Kind)Edge(node, 1))
        {
            case Kind.Node or Kind.External:
                return of;
            case Kind.Array:
                return Element(of, hash);
            case Kind.Integer:
                hash = unchecked(hash + (uint)of);
                return node;
            default:
                hash = unchecked(hash + 7);
                return node;
        }
    }
}
