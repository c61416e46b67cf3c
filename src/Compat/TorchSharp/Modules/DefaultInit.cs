using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>PyTorch's default initialisation that several layers share.</summary>
internal static class DefaultInit
{
    /// <summary>A bias is uniform within ±1/√fan_in of its weight.</summary>
    public static void UniformByFanIn(Tensor bias, Tensor weight)
    {
        var (fanIn, _) = nn.init.CalculateFanInAndFanOut(weight);
        if (fanIn == 0) return;
        var bound = 1 / Math.Sqrt(fanIn);
        nn.init.uniform_(bias, -bound, bound);
    }
}
