namespace FDistill.Formats.PyTorch;

/// <summary>The formats of PyTorch's files.</summary>
internal enum TorchFormat
{
    /// <summary>A zip archive, as <c>torch.save</c> writes since version 1.6.</summary>
    Zip,

    /// <summary>Pickles and storages in a row, as it wrote before.</summary>
    Legacy,

    /// <summary>A plain pickle with its storages inside, as EDM writes its networks.</summary>
    Pickle,
}
