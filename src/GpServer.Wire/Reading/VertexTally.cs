namespace GpServer.Wire.Reading;

/// <summary>Counts the vertices of a set's features for the request, each the first time that it is read.</summary>
sealed class VertexTally
{
    int _counted;

    /// <exception cref="GpServer.Core.GpException">The request now has more vertices than it may.</exception>
    public void Count(ReadingPlace place, long vertices)
    {
        if (place.Feature > _counted)
        {
            _counted = place.Feature;
            place.Options.Reading.Vertices.Add(vertices, place.Limits, place.Options.Parameter);
        }
    }
}
