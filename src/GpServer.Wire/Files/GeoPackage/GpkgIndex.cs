namespace GpServer.Wire.Files.GeoPackage;

/// <summary>The spatial index of a table and the triggers that keep it (OGC 12-128r18, extension gpkg_rtree_index).</summary>
static class GpkgIndex
{
    /// <summary>The statement that makes the index.</summary>
    public static string Create(GpkgSchema schema) =>
        $"create virtual table {GpkgName.Quoted(schema.RTree)} using rtree(id, minx, maxx, miny, maxy)";

    public static string Insert(GpkgSchema schema) =>
        $"insert into {GpkgName.Quoted(schema.RTree)} values ($id, $minx, $maxx, $miny, $maxy)";

    /// <summary>What says that the table has an index, and what keeps it when others edit the file.</summary>
    public static string Triggers(GpkgSchema schema)
    {
        var (t, c, i, r) = (GpkgName.Quoted(schema.Table), GpkgName.Quoted(schema.Geometry), GpkgName.Quoted(schema.Key), GpkgName.Quoted(schema.RTree));
        var insert = $"insert or replace into {r} values (new.{i}, ST_MinX(new.{c}), ST_MaxX(new.{c}), ST_MinY(new.{c}), ST_MaxY(new.{c}));";
        var hasShape = $"(new.{c} notnull and not ST_IsEmpty(new.{c}))";
        var hasNone = $"(new.{c} isnull or ST_IsEmpty(new.{c}))";
        return $"""
            create trigger {Name("insert")} after insert on {t} when {hasShape} begin {insert} end;
            create trigger {Name("update1")} after update of {c} on {t} when old.{i} = new.{i} and {hasShape} begin {insert} end;
            create trigger {Name("update2")} after update of {c} on {t} when old.{i} = new.{i} and {hasNone}
              begin delete from {r} where id = old.{i}; end;
            create trigger {Name("update3")} after update on {t} when old.{i} != new.{i} and {hasShape}
              begin delete from {r} where id = old.{i}; {insert} end;
            create trigger {Name("update4")} after update on {t} when old.{i} != new.{i} and {hasNone}
              begin delete from {r} where id in (old.{i}, new.{i}); end;
            create trigger {Name("delete")} after delete on {t} when old.{c} notnull begin delete from {r} where id = old.{i}; end;
            insert into gpkg_extensions values ('{schema.Table}', '{schema.Geometry}', 'gpkg_rtree_index',
              'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');
            """;

        string Name(string ending) => GpkgName.Quoted($"{schema.RTree}_{ending}");
    }
}
