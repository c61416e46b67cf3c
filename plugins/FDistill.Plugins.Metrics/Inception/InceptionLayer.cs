using static TorchSharp.torch;

namespace FDistill.Plugins.Metrics.Inception;

/// <summary>A step of the Inception network.</summary>
/// <param name="Block">The block that it belongs to, 0 to 3; a block ends where features can be taken.</param>
/// <param name="Name">The name of its weights; null for a pooling, which has none.</param>
/// <param name="Apply">What it does.</param>
public sealed record InceptionLayer(int Block, string? Name, Func<Tensor, Tensor> Apply);
