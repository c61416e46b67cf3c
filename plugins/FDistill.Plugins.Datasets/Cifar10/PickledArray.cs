namespace FDistill.Plugins.Datasets.Cifar10;

/// <summary>An array of bytes in a pickle; empty until its state follows.</summary>
internal sealed class PickledArray
{
    /// <summary>The size of every dimension.</summary>
    public long[] Shape { get; set; } = [];

    /// <summary>The entries, the last dimension fastest.</summary>
    public byte[] Bytes { get; set; } = [];
}
