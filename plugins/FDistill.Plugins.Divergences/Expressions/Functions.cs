using static TorchSharp.torch;

namespace FDistill.Plugins.Divergences.Expressions;

/// <summary>The functions that a formula may use.</summary>
internal static class Functions
{
    /// <summary>Those of one argument.</summary>
    public static IReadOnlyDictionary<string, Func<Tensor, Tensor>> OfOne { get; } = new Dictionary<string, Func<Tensor, Tensor>>
    {
        ["exp"] = x => x.exp(),
        ["log"] = x => x.log(),
        ["sqrt"] = x => x.sqrt(),
        ["abs"] = x => x.abs(),
        ["sigmoid"] = x => x.sigmoid(),
        ["tanh"] = x => x.tanh(),
    };

    /// <summary>Those of two.</summary>
    public static IReadOnlyDictionary<string, Func<Tensor, Tensor, Tensor>> OfTwo { get; } = new Dictionary<string, Func<Tensor, Tensor, Tensor>>
    {
        ["min"] = minimum,
        ["max"] = maximum,
    };

    /// <summary>All names that have a meaning.</summary>
    public static IEnumerable<string> Names => ["r", "logr", .. OfOne.Keys, .. OfTwo.Keys];
}
