using static TorchSharp.torch;

namespace FDistill.Engine.TeacherTraining.Augmentation;

/// <summary>Affine maps of the plane, one for each sample: [N, 3, 3] float32, acting on (x, y, 1).</summary>
internal static class PlaneMatrix
{
    /// <summary>Multiplies x and y.</summary>
    public static Tensor Scale(Tensor x, Tensor y) => Of(x, null, null, null, y, null);

    /// <summary>Turns by an angle.</summary>
    public static Tensor Rotate(Tensor angle) => Of(angle.cos(), (-angle).sin(), null, angle.sin(), angle.cos(), null);

    /// <summary>Adds to x and y.</summary>
    public static Tensor Translate(Tensor x, Tensor y) => Of(ones_like(x), null, x, null, ones_like(x), y);

    /// <summary>Multiplies x and y of a single map.</summary>
    public static Tensor Scale(double x, double y, Device device) => Scale(Number(x, device), Number(y, device));

    /// <summary>Adds to x and y of a single map.</summary>
    public static Tensor Translate(double x, double y, Device device) => Translate(Number(x, device), Number(y, device));

    private static Tensor Of(Tensor? xx, Tensor? xy, Tensor? x, Tensor? yx, Tensor? yy, Tensor? y)
    {
        var zero = zeros_like(xx!);
        Tensor[] entries = [xx!, xy ?? zero, x ?? zero, yx ?? zero, yy ?? zero, y ?? zero, zero, zero, ones_like(zero)];
        return stack(entries, dim: -1).reshape(-1, 3, 3);
    }

    private static Tensor Number(double value, Device device) => full([1], value, dtype: float32, device: device);
}
