using System.Collections;
using GpServer.Core;
using GpServer.Core.Features;

namespace GpServer.References;

/// <summary>
/// Features of this server's store, which can go while they are read: nobody has to be asked before a layer is overwritten or deleted.
/// </summary>
/// <param name="parameter">The input for which they are, for error texts.</param>
sealed class LocalFeatures(IEnumerable<Feature> features, string parameter) : IEnumerable<Feature>
{
    public IEnumerator<Feature> GetEnumerator() => new Enumerator(features, parameter);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public static GpException Gone(string parameter, InvalidDataException inner) => new(GpError.InvalidParameter,
        $"{parameter}: what the URL names was published anew or deleted while the task read it; try again.", inner);

    sealed class Enumerator(IEnumerable<Feature> features, string parameter) : IEnumerator<Feature>
    {
        // Begun with the first feature, so that what fails then is told too.
        IEnumerator<Feature>? _features;

        public Feature Current => _features!.Current;

        object IEnumerator.Current => Current;

        public bool MoveNext()
        {
            try
            {
                return (_features ??= features.GetEnumerator()).MoveNext();
            }
            catch (InvalidDataException e)
            {
                throw Gone(parameter, e);
            }
        }

        public void Reset() => throw new NotSupportedException();

        public void Dispose() => _features?.Dispose();
    }
}
