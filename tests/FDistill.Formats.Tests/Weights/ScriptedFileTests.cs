using System.IO.Compression;
using FDistill.Formats.Tests.Support;
using FDistill.Formats.Weights;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Formats.Tests.Weights;

public sealed class ScriptedFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_TorchScript_archive_holds_the_state_dict_and_its_code_is_never_looked_at()
    {
        // A module with a parameter, a list of numbers, and a module inside, as torch.jit.save pickles them.
        var pickle = new Pickle().Global("__torch__.clip.model", "CLIP").Letters(")").Raw(0x81).Letters("}(");
        Tensor(pickle.Text("logit_scale"), key: "0", count: 1, shape: []);
        pickle.Text("training").Raw(0x89).Text("sizes").Global("torch.jit._pickle", "build_intlist").Letters("](").Raw((byte)'K', 3, (byte)'K', 4).Letters("e").Raw(0x85).Letters("R");
        pickle.Text("visual").Global("__torch__.torch.nn.modules.___torch_mangle_7", "Conv2d").Letters(")").Raw(0x81).Letters("}(");
        Tensor(pickle.Text("weight"), key: "1", count: 6, shape: [2, 3]);
        var path = Archive(pickle.Letters("ubub").End(), [7], [1, 2, 3, 4, 5, 6]);

        using var scope = NewDisposeScope();
        using var file = new WeightFiles().Read(path);
        Assert.Equal(["logit_scale []", "visual.weight [2, 3]"], file.Entries.Select(entry => $"{entry}"));
        Assert.Equal([1, 2, 3, 4, 5, 6], file.Read("visual.weight").contiguous().data<float>().ToArray());
        Assert.Equal(7, file.Read("logit_scale").item<float>());
    }

    /// <summary>A tensor in the storage of a key: torch._utils._rebuild_tensor_v2((storage),
    /// 0, shape, strides, False, OrderedDict()).</summary>
    private static void Tensor(Pickle pickle, string key, byte count, byte[] shape)
    {
        pickle.Global("torch._utils", "_rebuild_tensor_v2").Letters("((").Text("storage").Global("torch", "FloatStorage").Text(key).Text("cpu").Raw((byte)'K', count).Letters("tQ").Raw((byte)'K', 0);
        foreach (var sizes in new[] { shape, shape.Length == 0 ? [] : [shape[1], 1] })
        {
            pickle.Letters("(");
            foreach (var size in sizes) pickle.Raw((byte)'K', size);
            pickle.Letters("t");
        }

        pickle.Raw(0x89).Global("collections", "OrderedDict").Letters(")RtR");
    }

    private string Archive(byte[] pickle, params float[][] storages)
    {
        var path = folder.File("model.pt");
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        Add(archive, "model/data.pkl", pickle);
        Add(archive, "model/code/__torch__.py", "raise SystemExit()"u8.ToArray());
        Add(archive, "model/constants.pkl", [0x80, 2, (byte)')', (byte)'.']);
        foreach (var (key, numbers) in storages.Index()) Add(archive, $"model/data/{key}", [.. numbers.SelectMany(BitConverter.GetBytes)]);
        return path;
    }

    private static void Add(ZipArchive archive, string name, byte[] content)
    {
        using var stream = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
        stream.Write(content);
    }
}
