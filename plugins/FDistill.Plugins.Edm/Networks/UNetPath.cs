using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Networks;

/// <summary>What a layer of a U-Net's path is for.</summary>
internal enum StepRole
{
    /// <summary>On the way down: its result goes on, and across to the decoder.</summary>
    Encode,

    /// <summary>Resamples the image for <see cref="AddImage"/>.</summary>
    ResampleImage,

    /// <summary>Projects the resampled image, which is added to the map of this level.</summary>
    AddImage,

    /// <summary>Convolves what was seen one level above; the map
    /// of this level becomes the mean of both, times √2.</summary>
    AddImageResidual,

    /// <summary>On the way up: takes what goes on, and what comes across.</summary>
    Decode,

    /// <summary>Resamples the sum of the lower levels' contributions to the result.</summary>
    ResampleOutput,

    /// <summary>Normalises the map of this level for <see cref="AddOutput"/>.</summary>
    NormalizeOutput,

    /// <summary>Makes this level's contribution to the result.</summary>
    AddOutput,
}

/// <summary>One layer of a U-Net's path.</summary>
/// <param name="Layer">A <see cref="UNetBlock"/>, <see cref="Conv2d"/> or <see cref="GroupNorm"/>.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Feature">Name and shape of its own result, where that is on offer as a feature.</param>
internal sealed record PathStep(nn.Module Layer, StepRole Role, FeatureMap? Feature);

/// <summary>The encoder or the decoder of a U-Net: named layers in order.</summary>
internal sealed class UNetPath(string name) : nn.Module(name)
{
    private readonly List<PathStep> steps = [];

    /// <summary>The layers in the order in which they run.</summary>
    public IReadOnlyList<PathStep> Steps => steps;

    /// <summary>Appends a layer named <c>{resolution}x{resolution}_{kind}</c>.</summary>
    public void Add(int resolution, string kind, StepRole role, nn.Module layer, int channels)
    {
        var layerName = $"{resolution}x{resolution}_{kind}";
        register_module(layerName, layer);
        steps.Add(new PathStep(layer, role, new FeatureMap($"{name}.{layerName}", channels, resolution, resolution)));
    }
}
