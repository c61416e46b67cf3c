using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Formats.Files;

/// <summary>A tensor's bytes pass through memory in pieces that a span can hold.</summary>
internal static class Pieces
{
    private const long Bytes = 1 << 26;

    /// <summary>The tensor as consecutive flat views.</summary>
    /// <param name="contiguous">A contiguous tensor on the CPU.</param>
    public static IEnumerable<Tensor> Of(Tensor contiguous)
    {
        var flat = contiguous.view(-1);
        var step = Bytes / flat.element_size();
        for (long start = 0; start < flat.numel(); start += step)
            yield return flat.narrow(0, start, Math.Min(step, flat.numel() - start));
    }

    /// <summary>Writes a tensor's bytes, row by row, wherever and however it lies.</summary>
    public static void Write(Stream stream, ITensorSource tensors, string name)
    {
        using var scope = NewDisposeScope();
        foreach (var piece in Of(tensors.Read(name).detach().to(CPU).contiguous())) stream.Write(piece.bytes);
    }
}
