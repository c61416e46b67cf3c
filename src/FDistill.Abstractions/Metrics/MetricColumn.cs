using System.Text.Json.Serialization;

namespace FDistill.Metrics;

/// <summary>What one of a metric's values is, for those who show it:
/// tables, reports, charts and what is written beside the values.</summary>
/// <param name="Name">The value's name in <see cref="MetricResult.Values"/>, e.g. <c>clipScore</c>.</param>
/// <param name="Title">What readers call it, without its unit, e.g. <c>CLIP score</c>.</param>
public sealed record MetricColumn(string Name, string Title)
{
    /// <summary>The unit, e.g. <c>ms</c>; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Unit { get; init; }

    /// <summary>Which way is better.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Better Better { get; init; }

    /// <summary>Digits after the point; a value that would show fewer than two of its own is shown with more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int Decimals { get; init; } = 3;

    /// <summary>What counts where samples are drawn and measured several times.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Repetitions Repetitions { get; init; }

    /// <summary>Whether values range over magnitudes, so that a
    /// chart of them is best read on a logarithmic axis.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Logarithmic { get; init; }

    /// <summary>Its place where not every value can be charted: the smallest come
    /// first; null for behind all that have one, in the order measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ChartOrder { get; init; }
}

/// <summary>Which way a value is better.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Better>))]
public enum Better
{
    /// <summary>Neither way, or not known.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>The smaller, the better.</summary>
    [JsonStringEnumMemberName("lower")]
    Lower,

    /// <summary>The larger, the better.</summary>
    [JsonStringEnumMemberName("higher")]
    Higher,
}

/// <summary>What counts of a value that was measured several times.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Repetitions>))]
public enum Repetitions
{
    /// <summary>The mean.</summary>
    [JsonStringEnumMemberName("mean")]
    Mean,

    /// <summary>The smallest, as EDM reports FID.</summary>
    [JsonStringEnumMemberName("smallest")]
    Smallest,
}
