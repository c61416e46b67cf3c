using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// What a list of indices selects of a tensor: a view made by positions, slices and new dimensions, of which tensors of positions or
/// masks, if there are any, take their pick.
/// </summary>
internal sealed class Selection : IDisposable
{
    private readonly Tensor source;
    private readonly List<Tensor?> picks = [];
    private readonly List<Tensor> made = [];
    private Tensor view;
    private int dimension;
    private int hidden;

    private Selection(Tensor source, TensorIndex[] indices)
    {
        this.source = view = source;
        foreach (var index in indices) Apply(index, indices);
    }

    public static Tensor Read(Tensor source, TensorIndex[] indices)
    {
        using var selection = new Selection(source, indices);
        return selection.picks.Count > 0 ? Aten.index(selection.view, selection.Picks) : selection.view.alias();
    }

    public static void Write(Tensor source, TensorIndex[] indices, Tensor value, bool accumulate)
    {
        using var selection = new Selection(source, indices);
        if (selection.picks.Count > 0)
        {
            using var converted = value.to(source.dtype, source.device);
            Aten.index_put_(selection.view, selection.Picks, converted, accumulate);
        }
        else if (accumulate) selection.view.add_(value);
        else selection.view.copy_(value);
    }

    /// <summary>Writes a value into a view, which is disposed.</summary>
    public static void Fill(Tensor view, Tensor value)
    {
        using (view) view.copy_(value);
    }

    private Tensor[] Picks => [.. picks!];

    public void Dispose()
    {
        foreach (var tensor in made) tensor.Dispose();
    }

    private void Apply(TensorIndex index, TensorIndex[] all)
    {
        switch (index.What)
        {
            case TensorIndex.Kind.None:
                View(view.unsqueeze(dimension++));
                break;
            case TensorIndex.Kind.Single:
                View(view.select(dimension, index.Start!.Value));
                break;
            case TensorIndex.Kind.Slice:
                if (index.Start is not null || index.Stop is not null || index.Step is not null)
                    View(Aten.slice(view, dimension, index.Start, index.Stop, index.Step ?? 1));
                dimension++;
                break;
            case TensorIndex.Kind.Ellipsis:
                dimension += (int)source.ndim - all.Sum(Consumed);
                break;
            case TensorIndex.Kind.Bool:
                View(view.unsqueeze(dimension));
                var mask = full([1], index.Start == 1, dtype: ScalarType.Bool, device: source.device);
                made.Add(mask);
                Pick(mask, 1);
                break;
            case TensorIndex.Kind.Tensor:
                Pick(index.Positions!, Consumed(index));
                break;
        }
    }

    private void View(Tensor next)
    {
        made.Add(next);
        view = next;
    }

    private void Pick(Tensor positions, int dimensions)
    {
        // A mask of several dimensions is one entry, though it stands for as many dimensions of the view.
        while (picks.Count + hidden < dimension) picks.Add(null);
        picks.Add(positions);
        dimension += dimensions;
        hidden += dimensions - 1;
    }

    private static int Consumed(TensorIndex index) => index.What switch
    {
        TensorIndex.Kind.Single or TensorIndex.Kind.Slice => 1,
        TensorIndex.Kind.Tensor => index.Positions!.dtype is ScalarType.Bool or ScalarType.Byte ? (int)index.Positions.ndim : 1,
        _ => 0,
    };
}
