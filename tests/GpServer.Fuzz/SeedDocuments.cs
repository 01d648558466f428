using System.Text;

namespace GpServer.Fuzz;

/// <summary>Whole documents of every form, to be damaged.</summary>
public static class SeedDocuments
{
    const string Fields = """
        [{"name":"OBJECTID","type":"esriFieldTypeOID","alias":"OBJECTID"},{"name":"When","type":"esriFieldTypeDate"},
        {"name":"Name","type":"esriFieldTypeString","alias":"Name","length":50},
        {"name":"Share","type":"esriFieldTypeDouble","nullable":true,"domain":{"type":"range","name":"r","range":[0,1]}}]
        """;

    const string Attributes = """{"OBJECTID":1,"Name":"Sant Julià de Lòria","When":1199145600000,"Share":0.25}""";

    public static IReadOnlyList<byte[]> All { get; } =
    [
        .. Texts().Select(Encoding.UTF8.GetBytes),
    ];

    static IEnumerable<string> Texts()
    {
        string[] geometries =
        [
            """{"x":-104.44,"y":34.83,"z":3,"m":4,"spatialReference":{"wkid":4326}}""",
            """{"points":[[1,2,3],[3.5,4.25,5]],"hasZ":true}""",
            """{"paths":[[[-97.06138,32.837],[-97.06133,32.836]],[[1,2],[3,4],[5,6]]],"spatialReference":{"latestWkid":3857,"wkid":102100}}""",
            """{"rings":[[[0,0],[0,10],[10,10],[10,0],[0,0]],[[2,2],[8,2],[8,8],[2,8],[2,2]],[[4,4],[4,6],[6,6],[6,4],[4,4]]]}""",
            """{"rings":[[[0,0],[10,0],[10,10]],[[1,1],[9,1],[9,9],[1,1]]],"hasM":false}""",
            """{"curveRings":[[[11,11],[10,10],{"a":[[10,8],[11,8.5],0,1]},{"b":[[11,7],[10,7.5],[10.5,7]]},{"c":[[11,11],[12,9]]}]]}""",
            """{"curvePaths":[[[6,3],[5,3],{"a":[[3,2],[4,2],0,1,2.094395102393195,1.83,0.33]}]],"hasZ":false}""",
            """{"xmin":-109.55,"ymin":25.76,"xmax":-86.39,"ymax":49.94}""",
            """{"x":null}""",
            "null",
        ];
        foreach (var geometry in geometries)
        {
            yield return $$"""
                {"fields":{{Fields}},"spatialReference":{"wkid":4326},"features":[{"attributes":{{Attributes}},"geometry":{{geometry}}},
                {"attributes":{"NAME":"b"},"geometry":{{geometry}}}],"exceededTransferLimit":false}
                """;
            yield return $$"""{"features":[{"geometry":{{geometry}},"symbol":null,"attributes":{{Attributes}},"popupTemplate":null}]}""";
            if (geometry != "null")
            {
                yield return geometry;
            }
        }

        yield return $$"""
            {"layerDefinition":{"name":"L","objectIdField":"OBJECTID","geometryType":"esriGeometryPoint","fields":{{Fields}},
            "extent":{"spatialReference":{"wkid":102100} } },"featureSet":{"features":[{"geometry":{"x":1,"y":2} }]} }
            """;
        yield return """
            {"transform":{"originPosition":"upperLeft","scale":[2,3],"translate":[1,2]},
            "features":[{"geometry":{"rings":[[[1,1],[0,5],[5,0],[-5,-5]]]}}]}
            """;
        yield return """{"layers":[{"layerDefinition":{},"featureSet":{"features":[{"attributes":{"a":1}}]}}]}""";
        yield return """{"paramName":"Out","dataType":"GPFeatureRecordSetLayer","value":{"features":[{"attributes":{"a":"x\u0041\ud83d\ude00"}}]}}""";
        yield return """{"url":"https://host/FeatureServer/0","filter":"a = 'b'","time":967855732000,"token":"t"}""";
        yield return "{'features': [{'attributes': {'a': u'x', 'b': None, 'c': True}, geometry: {x: 1, y: 2}}]}";
        yield return """[{"x":1,"y":2},{"x":3,"y":4}]""";
        yield return """
            {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3857"}},"features":[
            {"type":"Feature","id":1,"properties":{"a":1.5,"b":[1,{"c":null}]},"geometry":{"type":"MultiPolygon","coordinates":
            [[[[0,0],[3,0],[3,3],[0,0]],[[1,0.5],[2,1],[2,0.5],[1,0.5]]],[[[5,0],[8,0],[8,3],[5,0]]]]}},
            {"type":"Feature","id":2,"properties":null,"geometry":null}]}
            """;
        yield return """
            {"type":"Feature","properties":{"n":12345678901},"geometry":{"type":"LineString","coordinates":[[1,2,3],[4,5,6]]}}
            """;
        yield return """{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}""";
    }
}
