namespace GpServer.Core.Parameters;

/// <summary>Whether a caller gives a parameter's value or gets it.</summary>
public enum ParameterDirection
{
    Input,
    Output,
}
