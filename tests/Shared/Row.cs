using static TorchSharp.torch;

namespace FDistill.Tests.Shared;

/// <summary>Small tensors from numbers, and back.</summary>
internal static class Row
{
    public static Tensor Of(params float[] values) => tensor(values, dtype: ScalarType.Float32, device: CPU);

    public static Tensor OfDoubles(params double[] values) => tensor(values, dtype: ScalarType.Float64, device: CPU);

    /// <summary>[N, columns] float32.</summary>
    public static Tensor Matrix(int columns, params float[] values) => Of(values).view(-1, columns);

    public static float[] Floats(this Tensor values) => values.detach().cpu().to(ScalarType.Float32).contiguous().data<float>().ToArray();

    public static double Number(this Tensor value) => value.detach().cpu().to(ScalarType.Float64).item<double>();
}
