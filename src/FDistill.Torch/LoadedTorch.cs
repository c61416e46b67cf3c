namespace FDistill.Torch;

/// <summary>The native libraries that were loaded.</summary>
/// <param name="Libtorch">The folder of libtorch.</param>
/// <param name="Origin">Why that folder, in words.</param>
/// <param name="Bridge">The file of TorchSharp's own native library.</param>
/// <param name="Mended">What had to be changed of it in memory so
/// that this system loads it, in words; null if nothing.</param>
public sealed record LoadedTorch(string Libtorch, string Origin, string Bridge, string? Mended);
