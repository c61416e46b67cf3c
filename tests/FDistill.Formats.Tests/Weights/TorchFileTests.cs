using System.Text.Json;
using FDistill.Formats.Tests.Support;
using FDistill.Formats.Weights;
using FDistill.Runs;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Formats.Tests.Weights;

public sealed class TorchFileTests
{
    private readonly WeightFiles files = new();

    [Theory]
    [InlineData("zip.pth")]
    [InlineData("legacy.pth")]
    public void Files_of_PyTorch_hold_what_PyTorch_says(string name)
    {
        using var file = files.Read(Golden.Path(name));
        using var expected = files.Read(Golden.Path("expected.safetensors"));
        AssertEqual(expected, file, prefix: "");
    }

    [Theory]
    [InlineData("zip.pth")]
    [InlineData("legacy.pth")]
    public void Tensors_that_share_numbers_share_them_in_memory(string name)
    {
        using var scope = NewDisposeScope();
        using var file = files.Read(Golden.Path(name));
        file.Read("whole").fill_(7);
        Assert.Equal(Enumerable.Repeat(7f, 24), file.Read("rows").Floats());
        Assert.Equal(Enumerable.Repeat(7f, 6), file.Read("column").Floats());
    }

    [Fact]
    public void Tensors_in_dictionaries_are_named_by_their_path()
    {
        using var file = files.Read(Golden.Path("nested.pth"));
        Assert.Equal(
            ["model.weight", "model.bias", "optimizer.state.0.step", "optimizer.state.0.exp_avg", "optimizer.state.0.exp_avg_sq",
                "optimizer.state.1.step", "optimizer.state.1.exp_avg", "optimizer.state.1.exp_avg_sq"],
            file.Entries.Select(entry => entry.Name));
        using var network = nn.Linear(3, 2);
        file.CopyTo(network, "model.");
        Assert.True(network.weight!.Is(file.Tensors["model.weight"]));
    }

    [Fact]
    public void A_count_that_is_written_as_a_long_number_is_a_whole_number_as_any_other()
    {
        // Python writes counts beyond 2^31 − 1 so; this file writes a 4.
        using var folder = new TemporaryFolder();
        var path = folder.File("long.pth");
        File.WriteAllBytes(path, Convert.FromBase64String(
            "UEsDBBQAAAAAACALgV18dz4jcAAAAHAAAAAQAAAAYXJjaGl2ZS9kYXRhLnBrbIACfShYAQAAAHdjdG9yY2guX3V0aWxzCl9yZWJ1aWxkX3RlbnNvcl92MgooKFgHAAAAc3RvcmFnZWN0b3JjaApGbG9hdFN0b3JhZ2UKWAEAAAAwWAMAAABjcHWKAQR0UUsAKEsEdChL"
            + "AXSJTnRSdS5QSwMEFAAAAAAAIAuBXVQUp4sQAAAAEAAAAA4AAABhcmNoaXZlL2RhdGEvMAAAgD8AAABAAABAQAAAgEBQSwMEFAAAAAAAIAuBXdGeZ1UCAAAAAgAAAA8AAABhcmNoaXZlL3ZlcnNpb24zClBLAQIUAxQAAAAAACALgV18dz4jcAAAAHAAAAAQAAAAAAAA"
            + "AAAAAACAAQAAAABhcmNoaXZlL2RhdGEucGtsUEsBAhQDFAAAAAAAIAuBXVQUp4sQAAAAEAAAAA4AAAAAAAAAAAAAAIABngAAAGFyY2hpdmUvZGF0YS8wUEsBAhQDFAAAAAAAIAuBXdGeZ1UCAAAAAgAAAA8AAAAAAAAAAAAAAIAB2gAAAGFyY2hpdmUvdmVyc2lvblBLBQYAAAAAAwADALcAAAAJAQAAAAA="));
        using var file = files.Read(path);
        Assert.Equal([1, 2, 3, 4], file.Tensors["w"].Floats());
    }

    [Fact]
    public void Plain_values_are_facts_about_the_file()
    {
        using var file = files.Read(Golden.Path("nested.pth"));
        Assert.Equal("3", file.Metadata["epoch"]);
        Assert.Equal("0.5", file.Metadata["best"]);
        Assert.Equal("\"täst ✓\"", file.Metadata["name"]);
        Assert.Equal("""[true,null,1.5,-1,1099511627776,1180591620717411303424,"inf",[1,2]]""", file.Metadata["flags"]);
        Assert.False(file.Metadata.ContainsKey("model"));
        using var optimizer = JsonDocument.Parse(file.Metadata["optimizer"]);
        Assert.Equal(0.0001, optimizer.RootElement.GetProperty("param_groups")[0].GetProperty("lr").GetDouble());
    }

    [Fact]
    public void A_network_pickle_holds_the_state_dict_and_how_the_network_was_made()
    {
        using var file = files.Read(Golden.Path("network.pkl"));
        using var expected = files.Read(Golden.Path("network.safetensors"));
        AssertEqual(expected, file, prefix: "ema.");
        Assert.Equal("""{"class_name":"Toy","init_args":[16],"init_kwargs":{"channels":3,"names":["a","b"]}}""", file.Metadata["ema"]);
        Assert.Equal("""{"class_name":"Loss","init_args":[],"init_kwargs":{"P_mean":-1.2}}""", file.Metadata["loss_fn"]);
        Assert.Equal("""{"path":"x.zip","use_labels":true}""", file.Metadata["dataset_kwargs"]);
    }

    [Theory]
    [InlineData("zip.pth")]
    [InlineData("legacy.pth")]
    [InlineData("network.pkl")]
    [InlineData("expected.safetensors")]
    public void A_file_is_told_by_its_content_whatever_its_name(string name)
    {
        using var folder = new TemporaryFolder();
        foreach (var disguise in (string[])["a.safetensors", "a.pkl", "a.pth", "a"])
        {
            File.Copy(Golden.Path(name), folder.File(disguise));
            using var file = files.Read(folder.File(disguise));
            using var original = files.Read(Golden.Path(name));
            Assert.Equal(original.Entries.Select(entry => $"{entry}"), file.Entries.Select(entry => $"{entry}"));
        }
    }

    [Theory]
    [InlineData("", "its first bytes are")]
    [InlineData("<html>404</html>", "its first bytes are 3c68746d6c")]
    public void Another_kind_of_file_is_refused(string content, string found)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.pth"), content);
        var error = Assert.Throws<InvalidDataException>(() => files.Read(folder.File("a.pth")));
        Assert.Contains($"'{folder.File("a.pth")}' is no file of weights", error.Message, StringComparison.Ordinal);
        Assert.Contains(found, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("is a folder", Assert.Throws<InvalidDataException>(() => files.Read(folder.Path)).Message, StringComparison.Ordinal);
    }

    private static void AssertEqual(WeightFile expected, WeightFile found, string prefix)
    {
        using var scope = NewDisposeScope();
        Assert.Equal(expected.Entries.Select(entry => prefix + entry), found.Entries.Select(entry => $"{entry}"));
        foreach (var entry in expected.Entries)
        {
            var tensor = found.Tensors[prefix + entry.Name];
            Assert.Equal(entry.Type, tensor.dtype);
            Assert.True(expected.Tensors[entry.Name].bytes.SequenceEqual(tensor.contiguous().bytes), entry.Name);
        }
    }
}
