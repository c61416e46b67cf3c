namespace TorchSharp;

public static partial class torch
{
    /// <summary>The numbers from start, up to but without stop. Whole numbers make int64, others the default type.</summary>
    public static Tensor arange(
        Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Creation.Arange(start, stop, step, dtype, device, requires_grad);

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Creation.Arange(start, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Creation.Arange(0, stop, 1, dtype, device, requires_grad);

    public static double rand_float(Generator? generator = null)
    {
        using var drawn = rand([], device: CPU, generator: generator);
        return drawn.ToDouble();
    }

    public static double randn_float(Generator? generator = null)
    {
        using var drawn = randn([], device: CPU, generator: generator);
        return drawn.ToDouble();
    }

    public static bool randint_bool(Generator? generator = null) => randint_long(2, generator) == 1;

    public static int randint_int(int high, Generator? generator = null) => (int)randint_long(0, high, generator);

    public static int randint_int(int low, int high, Generator? generator = null) => (int)randint_long(low, high, generator);

    public static long randint_long(long high, Generator? generator = null) => randint_long(0, high, generator);

    public static long randint_long(long low, long high, Generator? generator = null)
    {
        using var drawn = randint(low, high, Array.Empty<long>(), device: CPU, generator: generator);
        return drawn.ToInt64();
    }

    private static long[] LastDimensions(Tensor tensor, long count) => [.. Enumerable.Range(0, (int)count).Select(i => tensor.ndim - count + i)];

    private static long[] FirstDimensions(long count) => [.. Enumerable.Range(0, (int)count).Select(i => (long)i)];
}
