using System.Collections;
using GpServer.Core.Features;
using GpServer.Core.Queries;

namespace GpServer.References;

/// <summary>The features for which a condition is true.</summary>
sealed class FilteredFeatures(IEnumerable<Feature> features, WhereClause where) : IEnumerable<Feature>
{
    public IEnumerator<Feature> GetEnumerator() => features.Where(where.Matches).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
