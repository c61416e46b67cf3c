using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace FDistill.Plugins.StableDiffusion.Layers;

/// <summary>Where a network's tensors live and in which numbers.</summary>
/// <param name="Device">The device of all parameters and buffers.</param>
/// <param name="Type">float32 or bfloat16.</param>
public sealed record NetworkPlace(Device Device, ScalarType Type)
{
    /// <summary>float32 on the CPU.</summary>
    public static NetworkPlace Cpu { get; } = new(CPU, ScalarType.Float32);

    internal Parameter Zeros(params long[] shape) => new(zeros(shape, dtype: Type, device: Device), requires_grad: true);

    internal Parameter Ones(params long[] shape) => new(ones(shape, dtype: Type, device: Device), requires_grad: true);
}
