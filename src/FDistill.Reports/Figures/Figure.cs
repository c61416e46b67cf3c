using System.Text.Json.Nodes;
using FDistill.Reports.Charts;

namespace FDistill.Reports.Figures;

/// <summary>A figure of the paper, made of your own runs.</summary>
public sealed record Figure
{
    /// <summary>Its name, which is also that of its file: <c>figure-6</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its charts, or <see cref="Pictures"/> instead.</summary>
    public ChartSheet? Charts { get; init; }

    /// <summary>Its pictures, where it shows samples.</summary>
    public PictureSheet? Pictures { get; init; }

    /// <summary>What it says, in words.</summary>
    public required string Reading { get; init; }

    /// <summary>The numbers that the reading rests on, by name.</summary>
    public IReadOnlyDictionary<string, double?> Values { get; init; } = new Dictionary<string, double?>();

    /// <summary>Draws it.</summary>
    /// <param name="path">The file: <c>.svg</c> or <c>.png</c>.</param>
    /// <exception cref="InvalidDataException">The file ends in something else, or there is nothing to draw.</exception>
    public void Write(string path)
    {
        if (Pictures is not null) ChartFile.Write(path, Pictures);
        else ChartFile.Write(path, Charts!);
    }

    /// <summary>What it says and the numbers drawn, as JSON; a number that is not finite is null.</summary>
    public JsonObject ToJson() => new()
    {
        ["name"] = Name,
        ["reading"] = Reading,
        ["values"] = new JsonObject(Values.Select(pair => KeyValuePair.Create(pair.Key, ChartNumbers.Number(pair.Value)))),
        ["charts"] = new JsonArray([.. (Charts?.Charts ?? []).Select(ChartNumbers.Of)]),
    };
}
