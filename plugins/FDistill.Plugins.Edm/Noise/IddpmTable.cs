namespace FDistill.Plugins.Edm.Noise;

/// <summary>The noise levels of iDDPM: u_0 > u_1 > … > u_M = 0 from a
/// squared-sine ᾱ (Karras et al. 2022, Table 1, column "iDDPM + DDIM").</summary>
internal static class IddpmTable
{
    /// <summary>Computes the levels, in float32 as the reference does,
    /// for a network looks its noise level up among them.</summary>
    /// <param name="c1">C_1: the smallest ratio of neighbouring ᾱ. (EDM: 0.001)</param>
    /// <param name="c2">C_2: how far ᾱ stays from its end. (EDM: 0.008)</param>
    /// <param name="steps">M. (EDM: 1000)</param>
    /// <returns>M + 1 levels.</returns>
    public static float[] Of(double c1, double c2, int steps)
    {
        float AlphaBar(int j)
        {
            var sine = MathF.Sin((float)(0.5 * Math.PI) * j / steps / (float)(c2 + 1));
            return sine * sine;
        }

        var levels = new float[steps + 1];
        for (var j = steps; j > 0; j--)
            levels[j - 1] = MathF.Sqrt((((levels[j] * levels[j]) + 1) / MathF.Max(AlphaBar(j - 1) / AlphaBar(j), (float)c1)) - 1);
        return levels;
    }
}
