using System.Text;
using GpServer.Core.Parameters;
using GpServer.Core.Values;

namespace GpServer.Core.Tests.Parameters;

public sealed class ParameterFuzzTests
{
    const int Rounds = 150;

    static readonly string[] Seeds =
    [
        "true", "5", "-4503599627370495", "1e308", "2.5", "text", "a;b,c", "\"quoted\"", "5 Miles", "3 SquareFeetUS", "1 Week",
        """{"distance":5,"units":"esriMiles"}""", """{"area":5,"units":"esriAcres"}""", """{"time":5,"units":"esriTimeUnitsDays"}""",
        "1199145600000", "2008-01-31T14:30:00:000",
        "Tue Jan 01 00:00:00 UTC 2008", """{"date":"2008/01/31","format":"yyyy/MM/dd"}""",
        """{"url":"https://example.com/a.csv","token":"x","format":"tif"}""", """{"itemID":"i1"}""", "[1,[2,{\"a\":null}]]",
        """{"name":"a","type":"esriFieldTypeString","domain":{"codedValues":[{"name":"x","code":1}]},"length":5}""",
        """["[\"a\",1]",{"Field":"b"},["c",null]]""", """{"dataType":"GPLong","value":5}""", """[{"dataType":"GPString","value":"x"}]""",
        """{"wkid":102100,"latestWkid":3857,"vcsWkid":5773}""", "4326",
        """{"wkt":"GEOGCS[\"a\",DATUM[\"b\",SPHEROID[\"c\",6378137,298.25]]]"}""",
        """{"xmin":1,"ymin":2,"xmax":3,"ymax":4,"spatialReference":{"wkid":4326}}""", "{\"features\":[]}",
    ];

    static readonly GpParameter[] Parameters =
    [
        new BooleanParameter("P"), new LongParameter("P"), new DoubleParameter("P"), new StringParameter("P") { Choices = ["a", "b"] },
        new HiddenStringParameter("P"), new SqlExpressionParameter("P"), new DateParameter("P"), new LinearUnitParameter("P"),
        new ArealUnitParameter("P"), new TimeUnitParameter("P"), new DataFileParameter("P"), new RasterDataParameter("P"),
        new FieldParameter("P"), new SpatialReferenceParameter("P"), new CoordinateSystemParameter("P"),
        new SpatialReferenceTextParameter("P"),
        new ExtentParameter("P"), new EnvelopeParameter("P"), new RecordSetParameter("P"), new FeaturesParameter("P"),
        new MultiValueParameter<long>("P", new LongParameter("P")),
        new MultiValueParameter<string>("P", new StringParameter("P")),
        new MultiValueParameter<DateTimeOffset>("P", new DateParameter("P")),
        new MultiValueParameter<CompositeValue>("P", new CompositeParameter("P", new LongParameter("P"), new StringParameter("S"))),
        new CompositeParameter("P", new LinearUnitParameter("P"), new FieldParameter("F"), new StringParameter("S")),
        new ValueTableParameter("P", new StringParameter("Field"), new LongParameter("Rank") { Optional = true }),
    ];

    [Fact]
    public void Whatever_comes_is_read_and_written_or_refused_as_an_error_of_the_caller()
    {
        var random = new Random(20080101);
        var (read, refused) = (0, 0);
        foreach (var parameter in Parameters)
        {
            for (var i = 0; i < Rounds; i++)
            {
                var bytes = Mutated(Seeds[random.Next(Seeds.Length)], random);
                var isJson = random.Next(2) == 0;
                if (ReadAndWrite(parameter, new ParameterText(bytes, isJson)))
                {
                    read++;
                }
                else
                {
                    refused++;
                }
            }
        }

        read.ShouldBeGreaterThan(300);
        refused.ShouldBeGreaterThan(300);
    }

    static bool ReadAndWrite(GpParameter parameter, ParameterText text)
    {
        if (parameter.IsNotGiven(text))
        {
            return false;
        }

        try
        {
            var value = parameter.Read(text, ParameterValues.Reading);
            parameter.DataTypeOf(value).ShouldNotBeNullOrEmpty();
            if (value is not FeatureReference)
            {
                parameter.Written(value).ShouldNotBeNullOrEmpty();
            }

            return true;
        }
        catch (GpException e)
        {
            e.Message.ShouldStartWith("P: ");
            return false;
        }
        catch (Exception e) when (e is not ShouldAssertException)
        {
            throw new InvalidOperationException(
                $"{parameter.DataType} fails on {(text.IsJson ? "JSON" : "form text")} {Convert.ToHexString(text.Utf8.Span)}", e);
        }
    }

    static byte[] Mutated(string seed, Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(seed).ToList();
        for (var changes = random.Next(4); changes > 0 && bytes.Count > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveAt(at);
                    break;
                case 2:
                    bytes.Insert(at, "{}[]\",:;0-eEn\\"u8[random.Next(14)]);
                    break;
                case 3:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Seeds[random.Next(Seeds.Length)]));
                    break;
            }
        }

        return [.. bytes];
    }
}
