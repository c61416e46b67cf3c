using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules in a row, each one's result being the next one's input. What lies between is disposed of.</summary>
public class Sequential : nn.Module<Tensor, Tensor>
{
    private readonly List<(string name, nn.IModule<Tensor, Tensor> module)> _items = [];

    protected internal Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules) : base(nameof(Sequential))
    {
        foreach (var (name, module) in modules) append(name, module);
    }

    protected internal Sequential(params nn.Module<Tensor, Tensor>[] modules) : base(nameof(Sequential))
    {
        foreach (var module in modules) append(module);
    }

    [IndexerName("SequentialItems")]
    public nn.IModule<Tensor, Tensor> this[int index] => _items[index].module;

    [IndexerName("SequentialItems")]
    public Sequential this[(int? start, int? end) index] =>
        Slice((index.start ?? 0)..(index.end ?? _items.Count));

    [IndexerName("SequentialItems")]
    public Sequential this[Range index] => Slice(index);

    public int Count => _items.Count;

    public Sequential append(nn.IModule<Tensor, Tensor> module) => append($"{_items.Count}", module);

    public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
    {
        register_module(name, (nn.Module)module);
        _items.Add((name, module));
        return this;
    }

    public override Tensor forward(Tensor tensor)
    {
        if (_items.Count == 0) return tensor.alias();
        var result = tensor;
        foreach (var (_, module) in _items)
        {
            var next = module.call(result);
            if (!ReferenceEquals(result, tensor) && !ReferenceEquals(result, next)) result.Dispose();
            result = next;
        }
        return result;
    }

    // A slice shares its modules with the whole, under the names that they have there.
    private Sequential Slice(Range range)
    {
        var result = new Sequential(Array.Empty<nn.Module<Tensor, Tensor>>());
        var (start, length) = range.GetOffsetAndLength(Count);
        foreach (var (name, module) in _items.GetRange(start, length)) result.append(name, module);
        return result;
    }
}
