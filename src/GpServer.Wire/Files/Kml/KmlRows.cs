using GpServer.Wire.Reading;

namespace GpServer.Wire.Files.Kml;

/// <summary>One way through the placemarks of a document, in whatever folders they are.</summary>
sealed class KmlRows(KmlCursor cursor, KmlGeometryReader geometries, string? layer, ReadingPlace place)
{
    readonly List<Container> _containers = [];
    bool _begun;

    public KmlPlacemark Placemark { get; } = new();

    /// <summary>The fields that schemas have declared so far, with their types.</summary>
    public List<(string Name, string Type)> Declared { get; } = [];

    /// <summary>Whether a folder or document of the name that was asked for has come.</summary>
    public bool FoundLayer { get; private set; }

    /// <summary>Reads the next placemark.</summary>
    /// <param name="begin">Called before its geometries are read.</param>
    public bool TryRead(Action begin)
    {
        while (cursor.Next())
        {
            if (!cursor.IsElement)
            {
                Leave();
            }
            else if (Enter())
            {
                place.Feature++;
                if (place.Feature > place.Limits.Features)
                {
                    place.Feature = 0;
                    throw place.Exceeds($"there are more than {place.Limits.Features} features, the limit of one set.");
                }

                begin();
                ReadPlacemark();
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes note of an element outside of placemarks, and tells whether it is one that is wanted.</summary>
    bool Enter()
    {
        if (!_begun)
        {
            _begun = true;
            if (cursor.Name is not ("kml" or "Document" or "Folder" or "Placemark"))
            {
                throw place.Invalid($"the document begins with <{FilePlace.Shown(cursor.Name)}>; expected <kml>");
            }
        }

        switch (cursor.Name)
        {
            case "Placemark":
                if (layer is null || _containers.Exists(container => container.IsWanted))
                {
                    return true;
                }

                cursor.Skip();
                break;
            case "Document" or "Folder" when !cursor.IsEmpty:
                _containers.Add(new Container(cursor.Depth));
                break;
            case "name" when _containers is [.., var container] && container.Depth == cursor.Depth - 1:
                container.IsWanted = cursor.ReadText("the name of a folder").Trim() == layer;
                FoundLayer |= container.IsWanted;
                break;
            case "Schema":
                ReadSchema();
                break;
            case "NetworkLink":
                throw place.Invalid("the document has a NetworkLink, which is not followed; expected the linked document itself");
            case "kml":
                break;
            default:
                cursor.Skip();
                break;
        }

        return false;
    }

    void Leave()
    {
        if (_containers is [.., var container] && container.Depth == cursor.Depth)
        {
            _containers.RemoveAt(_containers.Count - 1);
        }
    }

    void ReadSchema()
    {
        if (cursor.IsEmpty)
        {
            return;
        }

        var depth = cursor.Depth;
        while (cursor.NextChild(depth))
        {
            if (cursor.Name is "SimpleField" or "SimpleArrayField" && cursor.Attribute("name") is { Length: > 0 } name)
            {
                if (Declared.Count == place.Limits.Fields)
                {
                    throw place.Exceeds($"there are more than {place.Limits.Fields} fields, the limit of one set.");
                }

                Declared.Add((name, cursor.Attribute("type") ?? "string"));
            }
        }
    }

    void ReadPlacemark()
    {
        Placemark.Clear();
        if (cursor.IsEmpty)
        {
            return;
        }

        var depth = cursor.Depth;
        while (cursor.NextChild(depth))
        {
            switch (cursor.Name)
            {
                case "name":
                    Placemark.Own.Add(new(KmlFields.Name, cursor.ReadText("name")));
                    break;
                case "description":
                    Placemark.Own.Add(new(KmlFields.Description, cursor.ReadText("description")));
                    break;
                case "ExtendedData":
                    ReadExtendedData();
                    break;
                default:
                    geometries.Read(isPart: false);
                    break;
            }
        }
    }

    void ReadExtendedData()
    {
        if (cursor.IsEmpty)
        {
            return;
        }

        var depth = cursor.Depth;
        while (cursor.NextChild(depth))
        {
            if (cursor.Name == "Data")
            {
                ReadData();
            }
            else if (cursor.Name == "SchemaData")
            {
                ReadSchemaData();
            }
        }
    }

    void ReadData()
    {
        if (cursor.IsEmpty || cursor.Attribute("name") is not { Length: > 0 } name)
        {
            cursor.Skip();
            return;
        }

        var depth = cursor.Depth;
        while (cursor.NextChild(depth))
        {
            if (cursor.Name == "value")
            {
                AddData(name, isTyped: false);
            }
        }
    }

    void ReadSchemaData()
    {
        if (cursor.IsEmpty)
        {
            return;
        }

        var depth = cursor.Depth;
        while (cursor.NextChild(depth))
        {
            if (cursor.Name == "SimpleData" && cursor.Attribute("name") is { Length: > 0 } name)
            {
                AddData(name, isTyped: true);
            }
        }
    }

    void AddData(string name, bool isTyped)
    {
        if (Placemark.Data.Count >= place.Limits.Fields)
        {
            throw place.Exceeds($"a placemark has more than {place.Limits.Fields} values, the limit of one set.");
        }

        Placemark.Data.Add((name, cursor.ReadText($"attribute {FilePlace.Shown(name)}"), isTyped));
    }

    /// <summary>A document or folder that the cursor is in.</summary>
    sealed class Container(int depth)
    {
        public int Depth { get; } = depth;

        public bool IsWanted { get; set; }
    }
}
