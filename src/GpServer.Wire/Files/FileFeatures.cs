using System.Collections;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Files;

/// <summary>The features of a file, read from it anew each time; counted for the request the first time.</summary>
/// <param name="options">For what they are read.</param>
/// <param name="file">The file's name, for error texts.</param>
/// <param name="schema">What they have in common.</param>
/// <param name="read">One way through the file. Sets the place's feature before each, so that failures name it.</param>
sealed class FileFeatures(
    FeatureReadOptions options, string file, FeatureSchema schema, Func<ReadingPlace, ShapeBuilder, IEnumerable<Feature>> read)
    : IEnumerable<Feature>
{
    int _counted;

    public IEnumerator<Feature> GetEnumerator()
    {
        var place = new ReadingPlace(options) { File = file };
        var shapes = new ShapeBuilder(schema, place);
        long vertices = 0;
        var features = 0;
        foreach (var feature in read(place, shapes))
        {
            CheckCount(++features, place);
            if (features > _counted)
            {
                _counted = features;
                options.Reading.Vertices.Add(shapes.Vertices - vertices, options.Reading.Limits, options.Parameter);
            }

            vertices = shapes.Vertices;
            yield return feature;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <exception cref="Core.GpException">So many features are more than one set may have.</exception>
    public static void CheckCount(long features, ReadingPlace place)
    {
        if (features > place.Limits.Features)
        {
            place.Feature = 0;
            throw place.Exceeds($"there are more than {place.Limits.Features} features, the limit of one set.");
        }
    }
}
