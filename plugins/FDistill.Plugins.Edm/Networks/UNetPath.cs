using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Networks;

/// <summary>One layer of a U-Net's path, with its name and the resolution it yields.</summary>
/// <param name="Name">The layer's name in the path, e.g. <c>8x8_block0</c>.</param>
/// <param name="Layer">A <see cref="UNetBlock"/>, <see cref="Conv2d"/> or <see cref="GroupNorm"/>.</param>
/// <param name="Channels">Channels of its result.</param>
/// <param name="Resolution">Height and width of its result.</param>
internal sealed record PathStep(string Name, nn.Module Layer, int Channels, int Resolution);

/// <summary>The encoder or the decoder of a U-Net: named layers in order.</summary>
internal sealed class UNetPath(string name) : nn.Module(name)
{
    private readonly List<PathStep> steps = [];

    /// <summary>The layers in the order in which they run.</summary>
    public IReadOnlyList<PathStep> Steps => steps;

    /// <summary>Appends a layer named <c>{resolution}x{resolution}_{kind}</c>.</summary>
    public void Add(int resolution, string kind, nn.Module layer, int channels)
    {
        var step = new PathStep($"{resolution}x{resolution}_{kind}", layer, channels, resolution);
        register_module(step.Name, layer);
        steps.Add(step);
    }
}
