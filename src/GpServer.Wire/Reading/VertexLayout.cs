namespace GpServer.Wire.Reading;

/// <summary>Which ordinates a vertex has beside x and y: z comes before m.</summary>
readonly record struct VertexLayout(bool HasZ, bool HasM)
{
    public const int MaxDimension = 4;

    public int Dimension => 2 + Measures + (HasZ ? 1 : 0);

    public int Measures => HasM ? 1 : 0;

    /// <summary>Where z stands in a vertex, or -1.</summary>
    public int Z => HasZ ? 2 : -1;

    /// <summary>Where m stands in a vertex, or -1.</summary>
    public int M => HasM ? Dimension - 1 : -1;

    /// <summary>What vertices of so many numbers have where nobody said: the third is z, the fourth m.</summary>
    public static VertexLayout OfLength(int numbers) => new(numbers >= 3, numbers >= 4);

    public VertexLayout With(VertexLayout other) => new(HasZ || other.HasZ, HasM || other.HasM);
}
