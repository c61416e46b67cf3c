using FDistill.Formats.Pickles;
using static TorchSharp.torch;

namespace FDistill.Formats.PyTorch;

/// <summary>The names in files of weights: tensors, containers, numbers
/// of NumPy, and modules of which only the attributes are kept.</summary>
/// <remarks>
/// Modules are torch's own (<c>torch.nn.modules.*</c>), those of TorchScript archives (<c>__torch__.*</c>), whose code
/// is never looked at, and the persistent objects of EDM (torch_utils/persistence.py there), which carry the source of
/// their class: it is never looked at.
/// </remarks>
internal sealed class TorchVocabulary : PickleVocabulary
{
    private const string Modules = "torch.nn.modules.", Scripted = "__torch__.", ScriptedValues = "torch.jit._pickle.";

    private static readonly string[] Mentioned =
    [
        .. TorchTypes.Storages.Select(name => $"torch.{name}"), "torch.storage.UntypedStorage",
        .. new[] { "float64", "float32", "float16", "bfloat16", "int64", "int32", "int16", "int8", "uint8", "bool" }.Select(name => $"torch.{name}"),
        "numpy.ndarray",
    ];

    private const int MostCopied = 1_000_000;

    private readonly ITorchStorages storages;
    private readonly Dictionary<string, Func<PickleSequence, object?>> functions;
    private int copied;

    /// <summary>The vocabulary of a file.</summary>
    /// <param name="storages">Where it keeps numbers.</param>
    public TorchVocabulary(ITorchStorages storages)
    {
        this.storages = storages;
        functions = new()
        {
            ["collections.OrderedDict"] = Dictionary,
            ["dnnlib.util.EasyDict"] = Dictionary,
            ["builtins.set"] = Items,
            ["builtins.frozenset"] = Items,
            ["__builtin__.set"] = Items,
            ["__builtin__.frozenset"] = Items,
            ["torch.Size"] = Items,
            ["torch.device"] = arguments => arguments,
            ["argparse.Namespace"] = _ => new PickleObject("Namespace"),
            ["_codecs.encode"] = arguments => PickleBytes.OfText(PickleValues.Text(arguments.Argument(0))),
            ["numpy.dtype"] = arguments => new NumpyType(PickleValues.Text(arguments.Argument(0))),
            ["torch._utils._rebuild_tensor"] = Tensor,
            ["torch._utils._rebuild_tensor_v2"] = Tensor,
            ["torch._utils._rebuild_parameter"] = arguments => arguments.Argument(0),
            ["torch.storage._load_from_bytes"] = Storage,
            ["torch_utils.persistence._reconstruct_persistent_obj"] = Persistent,
        };
        foreach (var numpy in (string[])["numpy.core.multiarray", "numpy._core.multiarray"])
        {
            functions[$"{numpy}.scalar"] = Scalar;
            functions[$"{numpy}._reconstruct"] = _ => new NumpyArray();
        }
    }

    /// <inheritdoc/>
    public override PickleGlobal? Find(string module, string name)
    {
        var whole = $"{module}.{name}";
        if (functions.TryGetValue(whole, out var make)) return new PickleGlobal(whole, make);
        if (Mentioned.Contains(whole)) return new PickleGlobal(whole);
        if (whole.StartsWith(Scripted, StringComparison.Ordinal)) return new PickleGlobal(whole, _ => new PickleObject(name, isScripted: true));
        if (whole.StartsWith(ScriptedValues, StringComparison.Ordinal)) return new PickleGlobal(whole, arguments => arguments.Argument(0));
        return whole.StartsWith(Modules, StringComparison.Ordinal) ? new PickleGlobal(whole, _ => new PickleObject(name)) : null;
    }

    /// <inheritdoc/>
    /// <remarks>A storage: the word, its class, its key, its device, how many
    /// numbers; in a legacy file also whether it is a part of another one.</remarks>
    public override object Persistent(object? id)
    {
        var parts = PickleValues.Sequence(id);
        if (parts.Argument(0) is not "storage" || parts.Argument(1) is not PickleGlobal kind) throw new FormatException("a persistent id that is no storage");
        if (parts.Items.Count > 5 && parts.Items[5] is not null) throw new FormatException("a storage that is a part of another one, as in files of PyTorch before 0.4; save it anew");
        var count = PickleValues.Whole(parts.Argument(4));
        if (count < 0) throw new FormatException($"a storage of {count} numbers");
        var type = kind.Name == "torch.storage.UntypedStorage" ? ScalarType.Byte
            : TorchTypes.Storages.Any(name => kind.Name == $"torch.{name}") ? TorchTypes.OfStorage(kind.Name["torch.".Length..])
            : throw new FormatException($"a storage of the class {kind.Name}");
        return storages.Named(PickleValues.Text(parts.Argument(2)), type, count);
    }

    /// <summary>A dictionary; Python 2 gave it its entries as a list of pairs.</summary>
    private PickleDictionary Dictionary(PickleSequence arguments)
    {
        var dictionary = new PickleDictionary();
        if (arguments.Items.Count == 0) return dictionary;
        var pairs = PickleValues.Sequence(arguments.Items[0]).Items;
        copied += pairs.Count;
        if (copied > MostCopied) throw new FormatException($"dictionaries of more than {MostCopied} entries; no file of weights has so many");
        foreach (var pair in pairs.Select(PickleValues.Sequence)) dictionary.Set(pair.Argument(0), pair.Argument(1));
        return dictionary;
    }

    private static PickleSequence Items(PickleSequence arguments) => arguments.Items.Count == 0 ? arguments : PickleValues.Sequence(arguments.Items[0]);

    private static object Scalar(PickleSequence arguments) =>
        arguments.Argument(0) is NumpyType type && arguments.Argument(1) is PickleBytes bytes ? type.Number(bytes) : throw new FormatException("a NumPy number that is not made of a type and bytes");

    private static StoredTensor Tensor(PickleSequence arguments) =>
        arguments.Argument(0) is TensorStorage storage
            ? new StoredTensor(storage, PickleValues.Whole(arguments.Argument(1)), PickleValues.Wholes(arguments.Argument(2)), PickleValues.Wholes(arguments.Argument(3)))
            : throw new FormatException("a tensor without a storage");

    private TensorStorage Storage(PickleSequence arguments) =>
        arguments.Argument(0) is PickleBytes bytes ? storages.Within(bytes) : throw new FormatException("a storage that is no bytes");

    private static PickleObject Persistent(PickleSequence arguments)
    {
        var meta = PickleValues.Dictionary(arguments.Argument(0));
        var made = new PickleObject(meta.TryGet("class_name", out var name) ? PickleValues.Text(name) : throw new FormatException("a persistent object without a class_name"));
        if (meta.TryGet("state", out var state)) made.SetState(state);
        return made;
    }
}
