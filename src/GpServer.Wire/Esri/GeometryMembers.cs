using System.Runtime.CompilerServices;

namespace GpServer.Wire.Esri;

/// <summary>The numbers and flags of one geometry, as they came.</summary>
struct GeometryMembers
{
    Numbers _numbers;
    int _present;

    public bool? HasZ { get; set; }

    public bool? HasM { get; set; }

    /// <summary>
    /// A number from <see cref="EsriGeometryMember.X"/> to <see cref="EsriGeometryMember.YMax"/>; NaN where it did not come.
    /// </summary>
    public double this[EsriGeometryMember member]
    {
        readonly get => Has(member) ? _numbers[(int)member] : double.NaN;
        set
        {
            _numbers[(int)member] = value;
            _present |= 1 << (int)member;
        }
    }

    /// <summary>Whether the geometry has this member, be it null.</summary>
    public readonly bool Has(EsriGeometryMember member) => (_present & (1 << (int)member)) != 0;

    [InlineArray((int)EsriGeometryMember.YMax + 1)]
    struct Numbers
    {
        double _first;
    }
}
