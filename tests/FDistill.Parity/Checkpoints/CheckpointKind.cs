using FDistill.Formats.Files;
using FDistill.Formats.Pickles;
using FDistill.Formats.PyTorch;
using FDistill.Parity.Checks;

namespace FDistill.Parity.Checkpoints;

/// <summary>A file of PyTorch or EDM, read without running code:
/// tensors, plain values, and how a network was constructed.</summary>
internal sealed class CheckpointKind : ICheckKind
{
    public string Name => "checkpoint.read";

    public void Compute(Check check, CheckCall call)
    {
        using var file = ReadableFile.Open(call.File("file"));
        var read = TorchFile.Read(file);
        if (read.Format != Format(check.Kwargs))
            throw new InvalidDataException($"the file is of the format {read.Format}, the check is for {check.Kwargs.Text("format")}");
        var entry = check.Kwargs.OptionalText("entry") is { } name ? PickledPath.Find(read.Value, [name]) : read.Value;
        using var tensors = new TorchTensors(file, StoredTensors.In(entry, file));
        var values = new PickledJson(file);

        call.Return("state_dict", tensors.Entries.Select(tensor => KeyValuePair.Create(tensor.Name, tensors.Read(tensor.Name).contiguous())));
        if (call.Wants("top_level_keys")) call.Return("top_level_keys", values.Of(new PickleSequence(PickleValues.Dictionary(read.Value).Entries.Select(pair => (object?)pair.Key))));
        if (entry is PickleObject made)
        {
            call.Return("class_name", values.Of(made.ClassName));
            if (made.Attributes.TryGet("_init_kwargs", out var arguments)) call.Return("init_kwargs", values.Of(arguments));
        }
        if (call.Wants("dataset_kwargs")) call.Return("dataset_kwargs", values.Of(PickledPath.Find(read.Value, ["dataset_kwargs"])));
        foreach (var path in call.WantedBelow("value/")) call.Return($"value/{path}", values.Of(PickledPath.Find(read.Value, path.Split('/'))));
    }

    private static TorchFormat Format(Kwargs kwargs) => kwargs.Text("format") switch
    {
        "edm_pickle" => TorchFormat.Pickle,
        "torch_zip" => TorchFormat.Zip,
        "torch_legacy" => TorchFormat.Legacy,
        _ => throw kwargs.Unknown("format", "edm_pickle, torch_zip or torch_legacy"),
    };
}
