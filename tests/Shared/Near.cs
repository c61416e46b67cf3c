namespace FDistill.Tests.Shared;

/// <summary>Equality of numbers that were computed in a different order.</summary>
internal static class Near
{
    /// <summary>Equal to about six digits.</summary>
    public static IEqualityComparer<float> Float { get; } = Within(2e-6f);

    /// <summary>Equal to about twelve digits.</summary>
    public static IEqualityComparer<double> Double { get; } = EqualityComparer<double>.Create((a, b) => Math.Abs(a - b) <= 1e-12 * Math.Max(1, Math.Abs(a)), _ => 0);

    /// <summary>Equal up to a tolerance, relative to numbers above 1.</summary>
    public static IEqualityComparer<float> Within(float tolerance) =>
        EqualityComparer<float>.Create((a, b) => MathF.Abs(a - b) <= tolerance * MathF.Max(1, MathF.Max(MathF.Abs(a), MathF.Abs(b))), _ => 0);
}
