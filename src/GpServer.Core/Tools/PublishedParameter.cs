namespace GpServer.Core.Tools;

/// <summary>What a published task changes of one parameter of its tool. What is null stays as the tool has it.</summary>
public sealed record PublishedParameter
{
    public const int LongestLabel = 1_000;
    public const int LongestDescription = 100_000;
    public const int MostChoices = 10_000;

    public string? Label { get; init; }

    public string? Description { get; init; }

    public string? Category { get; init; }

    /// <summary>The value of an input where a caller gives none.</summary>
    public PublishedValue? Default { get; init; }

    /// <summary>The only texts that an input takes, of those that the tool takes.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>The only value of an input: that of every run.</summary>
    public PublishedValue? Fixed { get; init; }

    /// <summary>True for an input that callers neither see nor give, and for an output that they do not get.</summary>
    public bool Hidden { get; init; }

    /// <summary>False makes a caller give the input, whatever default value the tool has.</summary>
    public bool? Optional { get; init; }
}
