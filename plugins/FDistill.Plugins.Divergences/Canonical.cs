using FDistill.Divergences;

namespace FDistill.Plugins.Divergences;

/// <summary>The six divergences of Table 1 by the names that run files use.</summary>
internal static class Canonical
{
    /// <summary>Their names, from mode-seeking to mode-covering.</summary>
    public static IReadOnlyList<string> Names { get; } = ["reverse-kl", "softened-reverse-kl", "js", "squared-hellinger", "forward-kl", "jeffreys"];

    /// <summary>One of them.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static IDivergence Create(string name) => name switch
    {
        "reverse-kl" => new ReverseKl(),
        "softened-reverse-kl" => new SoftenedReverseKl(),
        "js" => new JensenShannon(),
        "squared-hellinger" => new SquaredHellinger(),
        "forward-kl" => new ForwardKl(),
        "jeffreys" => new Jeffreys(),
        _ => throw new ArgumentException($"there is no divergence '{name}' in Table 1; there are: {string.Join(", ", Names)}", nameof(name)),
    };
}
