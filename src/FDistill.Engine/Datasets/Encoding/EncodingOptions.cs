using static TorchSharp.torch;

namespace FDistill.Engine.Datasets.Encoding;

/// <summary>How a dataset is encoded.</summary>
/// <param name="Batch">Records encoded at once.</param>
/// <param name="Shard">Records in a file, a multiple of <paramref name="Batch"/>: what a kill costs at most.</param>
/// <param name="Type">The numbers that are stored: float32 keeps every bit, bfloat16 takes half the room.</param>
/// <param name="Source">What is encoded, in words that differ where the records would.</param>
public sealed record EncodingOptions(int Batch, int Shard, ScalarType Type, string Source);
