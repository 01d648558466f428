using System.Globalization;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Rest.Requests;
using GpServer.Storage.Features;

namespace GpServer.Rest.Jobs;

/// <summary>A part of a result's features (an extension of the protocol): <c>resultOffset</c> and <c>resultRecordCount</c>.</summary>
/// <param name="First">The place of the first feature, counted from 0.</param>
/// <param name="Count">How many features; null for as many as the service gives at once.</param>
sealed record ResultPage(int First, int? Count)
{
    const string FirstName = "resultOffset";
    const string CountName = "resultRecordCount";

    /// <summary>The page that a request asks for, or null where it asks for all features.</summary>
    /// <exception cref="GpException">A number is none, or too small.</exception>
    public static ResultPage? Of(RequestParameters parameters)
    {
        var first = Number(parameters, FirstName, least: 0);
        var count = Number(parameters, CountName, least: 1);
        return first is null && count is null ? null : new ResultPage(first ?? 0, count);
    }

    /// <summary>Where the page is of no use.</summary>
    public static GpException NotHere(string reason) => new(GpError.InvalidParameter, $"{FirstName}, {CountName}: {reason}");

    /// <summary>What is to be read of the store.</summary>
    /// <param name="most">As many features as the service gives at once.</param>
    public FeatureSelection Selection(int most) => new() { First = First, Count = Math.Min(Count ?? most, most) };

    /// <summary>The features of the page, marked where more follow.</summary>
    /// <param name="all">Whose number of features is known.</param>
    /// <param name="read">The features that were selected of them.</param>
    /// <param name="most">See <see cref="Selection"/>.</param>
    public FeatureSet Mark(FeatureSet all, IEnumerable<Feature> read, int most)
    {
        var total = all.KnownCount ?? all.Features.Count();
        var count = Math.Min(Math.Min(Count ?? most, most), Math.Max(0, total - First));
        return new FeatureSet(all.Schema, read)
        {
            KnownCount = count,
            ExceededTransferLimit = all.ExceededTransferLimit || (long)First + count < total,
        };
    }

    /// <summary>The page of a set that is held whole.</summary>
    public FeatureSet Of(FeatureSet all, int most) => Mark(all, all.Features.Skip(First).Take(Math.Min(Count ?? most, most)), most);

    static int? Number(RequestParameters parameters, string name, int least)
    {
        if (parameters.Word(name) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
            : throw new GpException(GpError.InvalidParameter, $"{name}: '{text}' is not valid; expected a whole number from {least}.");
    }
}
