using System.Globalization;
using System.Text;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Tools;

namespace GpServer.Tools.Management;

/// <summary>Adds a field to a table or to features.</summary>
public sealed class AddField : GpTool
{
    const int LongestName = 64;
    const int DefaultTextLength = 255;

    // Larger whole numbers are not exact in JavaScript: 2^53 - 1.
    const long LargestSafe = 9_007_199_254_740_991;

    static readonly RecordSetParameter Input = new("Input_Table")
    {
        Description = "The table or the features that get the field.",
    };

    static readonly StringParameter FieldName = new("Field_Name")
    {
        Description = "The new field's name: letters, digits and underscores, beginning with a letter.",
    };

    static readonly StringParameter FieldKind = new("Field_Type")
    {
        Description = "The new field's type.",
        Choices = ["TEXT", "SHORT", "LONG", "BIGINTEGER", "FLOAT", "DOUBLE", "DATE", "GUID"],
    };

    static readonly LongParameter FieldLength = new("Field_Length")
    {
        Description = "Characters of a TEXT field; 255 when not given.",
        Optional = true,
        Minimum = 1,
        Maximum = int.MaxValue,
    };

    static readonly StringParameter FieldAlias = new("Field_Alias")
    {
        Description = "What people read for the field's name.",
        Optional = true,
    };

    static readonly StringParameter DefaultValue = new("Default_Value")
    {
        Description = "The value of the new field in all rows; null when not given.",
        Optional = true,
    };

    static readonly RecordSetParameter Output = new("Output_Table")
    {
        Direction = ParameterDirection.Output,
        Description = "The rows with the new field; they keep their geometry.",
    };

    public override ToolDefinition Definition { get; } = new("AddField", "Fields")
    {
        Label = "Add Field",
        Description = "Adds a field to a table or to features.",
        Parameters = [Input, FieldName, FieldKind, FieldLength, FieldAlias, DefaultValue, Output],
    };

    public override void Run(ToolContext context)
    {
        var input = context.Get(Input);
        var field = NewField(context, input.Schema);
        var value = context.TryGet(DefaultValue, out var text) ? Value(text, field, context.Get(FieldKind)) : null;
        context.Set(Output, input.Map(input.Schema.Append(field), feature => feature.Append(value)));
    }

    static Field NewField(ToolContext context, FeatureSchema schema)
    {
        var name = context.Get(FieldName).Trim();
        if (name.Length is 0 or > LongestName || !char.IsLetter(name[0]) || !name.All(c => char.IsLetterOrDigit(c) || c == '_'))
        {
            throw Invalid(FieldName, name, $"letters, digits and underscores beginning with a letter, at most {LongestName} characters");
        }

        if (schema.IndexOf(name) >= 0)
        {
            throw new GpException(GpError.InvalidParameter, $"{FieldName.Name}: the table has a field '{name}' already.");
        }

        var kind = context.Get(FieldKind);
        var length = context.TryGet(FieldLength, out var given) ? (int)given : DefaultTextLength;
        if (given != 0 && kind != "TEXT")
        {
            context.Messages.AddWarning($"{FieldLength.Name}: only TEXT fields have a length; {given} was ignored.");
        }

        return new Field(name, TypeOf(kind))
        {
            Alias = context.TryGet(FieldAlias, out var alias) ? alias : name,
            Length = kind switch
            {
                "TEXT" => length,
                "GUID" => 38,
                _ => null,
            },
        };
    }

    static FieldType TypeOf(string kind) => kind switch
    {
        "TEXT" => FieldType.String,
        "SHORT" => FieldType.SmallInteger,
        "LONG" => FieldType.Integer,
        "BIGINTEGER" => FieldType.BigInteger,
        "FLOAT" => FieldType.Single,
        "DOUBLE" => FieldType.Double,
        "DATE" => FieldType.Date,
        "GUID" => FieldType.GUID,
        _ => throw new InvalidOperationException($"{kind} is not a field type."),
    };

    // One boxed value serves all rows.
    static object Value(string text, Field field, string kind) => field.Type switch
    {
        FieldType.SmallInteger => Whole(text, short.MinValue, short.MaxValue, kind),
        FieldType.Integer => Whole(text, int.MinValue, int.MaxValue, kind),
        FieldType.BigInteger => Whole(text, -LargestSafe, LargestSafe, kind),
        FieldType.Single => (double)(float)Number(text, float.MaxValue, kind),
        FieldType.Double => Number(text, double.MaxValue, kind),
        FieldType.Date => DateText.Read(Encoding.UTF8.GetBytes(text.Trim())) is { } date
            ? date.ToUnixTimeMilliseconds()
            : throw Invalid(DefaultValue, text, "a date such as 2008-01-31T12:00:00, or milliseconds since 1970"),
        FieldType.GUID => Guid.TryParse(text, out var guid)
            ? guid.ToString("B").ToUpperInvariant()
            : throw Invalid(DefaultValue, text, "a GUID such as {6F9619FF-8B86-D011-B42D-00C04FC964FF}"),
        _ => text.Length <= field.Length
            ? text
            : throw new GpException(GpError.InvalidParameter,
                $"{DefaultValue.Name}: the text has {text.Length} characters; expected at most {field.Length}, the field's length."),
    };

    static long Whole(string text, long lowest, long highest, string kind) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture, out var value) && value >= lowest && value <= highest
            ? value
            : throw Invalid(DefaultValue, text, $"a whole number from {lowest} to {highest} for a {kind} field");

    static double Number(string text, double highest, string kind) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) <= highest
            ? value
            : throw Invalid(DefaultValue, text, $"a number for a {kind} field");

    static GpException Invalid(GpParameter parameter, string came, string expected) =>
        new(GpError.InvalidParameter, $"{parameter.Name}: '{came}' is not valid; expected {expected}.");
}
