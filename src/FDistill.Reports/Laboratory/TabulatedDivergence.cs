namespace FDistill.Reports.Laboratory;

/// <summary>f of an h at thousands of ratios at once: the integrals of
/// <see cref="RebuiltDivergence"/>, each carried on from the ratio before.</summary>
/// <remarks>With A(x) = ∫₀ˣ h(eˢ) ds and B(x) = ∫₀ˣ e⁻ˢ h(eˢ) ds, f(eˣ) = eˣ B − A.
/// Between neighbours both are integrated by Gauss's rule of five points.</remarks>
/// <param name="h">The weighting.</param>
internal sealed class TabulatedDivergence(WeightFunction h)
{
    /// <summary>The longest interval of log r that one rule spans:
    /// its error there is some 10⁻¹⁵ of what it integrates.</summary>
    private const double Longest = 0.1;

    private static readonly (double Node, double Weight)[] Gauss =
    [
        (0, 128.0 / 225),
        (-Math.Sqrt(5 - 2 * Math.Sqrt(10.0 / 7)) / 3, (322 + 13 * Math.Sqrt(70)) / 900), (Math.Sqrt(5 - 2 * Math.Sqrt(10.0 / 7)) / 3, (322 + 13 * Math.Sqrt(70)) / 900),
        (-Math.Sqrt(5 + 2 * Math.Sqrt(10.0 / 7)) / 3, (322 - 13 * Math.Sqrt(70)) / 900), (Math.Sqrt(5 + 2 * Math.Sqrt(10.0 / 7)) / 3, (322 - 13 * Math.Sqrt(70)) / 900),
    ];

    /// <summary>f(eˣ), in standard form.</summary>
    /// <param name="logRatios">x, in any order.</param>
    /// <returns>f, in the same order.</returns>
    public double[] F(double[] logRatios)
    {
        var places = Places(logRatios);
        var nodes = places.Zip(places.Skip(1), (left, right) => Gauss.Select(rule => (left + right) / 2 + (right - left) / 2 * rule.Node)).SelectMany(pieces => pieces).ToArray();
        var weights = h.At(nodes);

        var (a, b) = (new double[places.Length], new double[places.Length]);
        for (var k = 1; k < places.Length; k++)
        {
            var half = (places[k] - places[k - 1]) / 2;
            for (var rule = 0; rule < Gauss.Length; rule++)
            {
                var node = (k - 1) * Gauss.Length + rule;
                a[k] += half * Gauss[rule].Weight * weights[node];
                b[k] += half * Gauss[rule].Weight * weights[node] * Math.Exp(-nodes[node]);
            }
        }

        var one = Array.BinarySearch(places, 0.0);
        foreach (var integral in new[] { a, b }) Accumulate(integral, one);
        return [.. logRatios.Select(x => Math.Exp(x) * b[Array.BinarySearch(places, x)] - a[Array.BinarySearch(places, x)])];
    }

    /// <summary>All ratios and r = 1, in rising order, with others between them where they are far apart.</summary>
    private static double[] Places(double[] logRatios)
    {
        double[] given = [.. logRatios.Append(0.0).Distinct().Order()];
        var places = new List<double> { given[0] };
        foreach (var place in given.Skip(1))
        {
            var (from, pieces) = (places[^1], (int)Math.Ceiling((place - places[^1]) / Longest));
            for (var piece = 1; piece < pieces; piece++) places.Add(from + (place - from) * piece / pieces);
            places.Add(place);
        }

        return [.. places];
    }

    /// <summary>Makes integrals over the pieces those from a place on:
    /// outwards from it, so that nothing large is subtracted.</summary>
    private static void Accumulate(double[] pieces, int from)
    {
        var piece = pieces[from];
        pieces[from] = 0;
        for (var k = from; k > 0; k--) (pieces[k - 1], piece) = (pieces[k] - piece, pieces[k - 1]);
        for (var k = from + 1; k < pieces.Length; k++) pieces[k] += pieces[k - 1];
    }
}
