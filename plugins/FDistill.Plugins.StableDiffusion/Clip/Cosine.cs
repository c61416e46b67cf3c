using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Clip;

/// <summary>Cosine similarity of embeddings; lengths below 1e-8 count as that.</summary>
public static class Cosine
{
    /// <summary>Rows of length 1.</summary>
    /// <param name="rows">[N, width].</param>
    public static Tensor Normalise(Tensor rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        using var scope = NewDisposeScope();
        return (rows / rows.square().sum(1, keepdim: true).sqrt().clamp_min(1e-8)).MoveToOuterDisposeScope();
    }

    /// <summary>Of each row with the row of the same number: [N].</summary>
    /// <param name="a">[N, width].</param>
    /// <param name="b">[N, width].</param>
    public static Tensor OfPairs(Tensor a, Tensor b)
    {
        using var scope = NewDisposeScope();
        return (Normalise(a) * Normalise(b)).sum(1).MoveToOuterDisposeScope();
    }

    /// <summary>Of each row with each row: [N, M].</summary>
    /// <param name="a">[N, width].</param>
    /// <param name="b">[M, width].</param>
    public static Tensor OfAll(Tensor a, Tensor b)
    {
        using var scope = NewDisposeScope();
        return Normalise(a).matmul(Normalise(b).t()).MoveToOuterDisposeScope();
    }

    /// <summary>The mean over all pairs of different rows: how alike the
    /// samples of a batch are (f-distill's in-batch similarity).</summary>
    /// <param name="rows">[N, width], N > 1.</param>
    /// <returns>One number.</returns>
    public static Tensor WithinBatch(Tensor rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        using var scope = NewDisposeScope();
        var all = OfAll(rows, rows);
        var pairs = rows.shape[0] * (rows.shape[0] - 1);
        return ((all.sum() - all.diagonal().sum()) / pairs).MoveToOuterDisposeScope();
    }
}
