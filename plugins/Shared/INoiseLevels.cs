using static TorchSharp.torch;

namespace FDistill.Plugins.Shared;

/// <summary>How noise levels σ are spread between the smallest and the largest.</summary>
internal interface INoiseLevels
{
    /// <summary>The smallest σ.</summary>
    double Smallest { get; }

    /// <summary>The largest σ.</summary>
    double Largest { get; }

    /// <summary>σ at a share of the way from the largest to the smallest.</summary>
    double Falling(double share);

    /// <summary>σ at shares of the way from the smallest to the largest: [N] float64.</summary>
    Tensor Rising(Tensor share);

    /// <summary>The share of the way from the smallest to the largest at which σ is reached: [N] float64.</summary>
    Tensor Share(Tensor sigma);

    /// <summary>The nearest σ that the model knows: every one, unless it knows some only.</summary>
    double Nearest(double sigma) => sigma;
}
