using System.Text.Json.Nodes;
using static TorchSharp.torch;

namespace FDistill.Parity.Checks;

/// <summary>What a call returns in a role.</summary>
internal abstract record CheckResult;

/// <summary>A tensor, or a number as a tensor without dimensions.</summary>
internal sealed record TensorResult(Tensor Value) : CheckResult;

/// <summary>Tensors by name, in order: a state dict, or a number for each parameter.</summary>
internal sealed record NamedTensorsResult(IReadOnlyList<KeyValuePair<string, Tensor>> Values) : CheckResult;

/// <summary>Plain data: texts, numbers, lists.</summary>
internal sealed record PlainResult(JsonNode? Value) : CheckResult;
