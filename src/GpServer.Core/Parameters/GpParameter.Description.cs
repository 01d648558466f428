using GpServer.Core.Json;

namespace GpServer.Core.Parameters;

/// <content>The parameter as the task's metadata shows it.</content>
public abstract partial class GpParameter
{
    /// <summary>The members of a list, the columns of a table, the alternatives of a composite; empty for all other types.</summary>
    public virtual IReadOnlyList<GpParameter> Members => [];

    /// <summary>True when the metadata has a filter.</summary>
    protected internal virtual bool HasFilter => false;

    /// <summary>Writes the object of the filter. Called only where <see cref="HasFilter"/> is true.</summary>
    protected internal virtual void WriteFilter(JsonOutput json)
    {
    }

    /// <summary>
    /// Writes the parameter as one object of a task's <c>parameters</c>. Every member that is not bound to a setting is always there:
    /// clients index <c>defaultValue</c>, outputs' too, without looking whether it exists.
    /// </summary>
    public void WriteDescription(JsonOutput json, ValueWriting writing)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.StartObject();
        json.Member("name"u8, Name);
        json.Member("dataType"u8, DataType);
        json.Member("displayName"u8, Label);
        json.Member("description"u8, Description);
        json.Member("direction"u8, $"esriGPParameterDirection{Direction}");
        json.Name("defaultValue"u8);
        WriteDefault(json, writing);
        json.Member("parameterType"u8, (IsInput, IsRequired) switch
        {
            (false, _) => "esriGPParameterTypeDerived",
            (_, true) => "esriGPParameterTypeRequired",
            _ => "esriGPParameterTypeOptional",
        });
        json.Member("category"u8, Category);
        WriteMetadata(json);
        if (DependsOn is { } other)
        {
            json.Member("dependency"u8, other);
        }

        json.EndObject();
    }

    /// <summary>
    /// Writes the value used when none is given. Without one that is null, an empty text, list or feature set, but no object that a client
    /// could take for a value.
    /// </summary>
    public void WriteDefault(JsonOutput json, ValueWriting writing)
    {
        if (DefaultValue is { } value)
        {
            WriteTyped(json, value, writing);
        }
        else if (NoValue[0] == '{')
        {
            ArgumentNullException.ThrowIfNull(json);
            json.Null();
        }
        else
        {
            WriteNoValue(json, writing);
        }
    }

    /// <summary>Writes a value where nothing beside it says of which type it is: as a default value, and as an element of a list.</summary>
    protected internal virtual void WriteTyped(JsonOutput json, object value, ValueWriting writing) => Write(json, value, writing);

    /// <summary>True where an element of <c>parameterInfos</c> has the member's name: for columns, but not for a list's members.</summary>
    protected virtual bool HasNamedMembers => false;

    void WriteMetadata(JsonOutput json)
    {
        if (HasFilter)
        {
            json.Name("filter"u8);
            WriteFilter(json);
        }

        if (ChoiceList is { } choices)
        {
            json.StartArray("choiceList"u8);
            foreach (var choice in choices)
            {
                json.Value(choice);
            }

            json.EndArray();
        }

        if (Members.Count > 0)
        {
            json.StartArray("parameterInfos"u8);
            foreach (var member in Members)
            {
                member.WriteInfo(json, HasNamedMembers);
            }

            json.EndArray();
        }
    }

    void WriteInfo(JsonOutput json, bool named)
    {
        json.StartObject();
        json.Member("name"u8, named ? Name : "");
        json.Member("dataType"u8, DataType);
        json.Member("displayName"u8, named ? Label : "");
        WriteMetadata(json);
        json.EndObject();
    }
}
