using FDistill.Plugins.Edm.Tests.Support;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Plugins.Edm.Tests;

public class TeacherTests
{
    [Fact]
    public void The_digits_network_has_749089_parameters()
    {
        using var network = new EdmPreconditioned(
            new EdmArchitecture { Resolution = 16, Channels = 1, Labels = 10, ModelChannels = 32, ChannelMultipliers = [1, 2], Blocks = 1, AttentionResolutions = [8] }.ToNetworkOptions(),
            sigmaData: 0.5, Networks.NetworkPlace.Cpu);
        Assert.Equal(749_089, network.parameters().Sum(parameter => parameter.numel()));
    }

    [Fact]
    public void A_fresh_network_depends_on_the_seed_alone()
    {
        using var scope = NewDisposeScope();
        using var first = Some.FreshTeacher(seed: 7);
        manual_seed(99);
        using var again = Some.FreshTeacher(seed: 7);
        using var other = Some.FreshTeacher(seed: 8);
        var name = "model.enc.8x8_conv.weight";
        Assert.Equal(0, Some.Distance(Weight(first, name), Weight(again, name)));
        Assert.NotEqual(0, Some.Distance(Weight(first, name), Weight(other, name)));
    }

    [Fact]
    public void A_fresh_network_begins_close_to_the_skip_connection_of_its_preconditioning()
    {
        using var scope = NewDisposeScope();
        using var teacher = Some.FreshTeacher();
        var noised = Some.Noised();
        var estimate = teacher.Denoiser.Denoise(noised, Some.Times(0.5, 0.5), Some.Labels(teacher, 0, 1));
        Assert.Equal(0, Some.Distance(estimate, noised * 0.5), 3);
    }

    [Fact]
    public void The_teacher_is_frozen_and_its_copies_are_not()
    {
        using var teacher = Some.FreshTeacher();
        using var copy = teacher.CreateTrainable();
        Assert.All(teacher.Denoiser.Module.parameters(), parameter => Assert.False(parameter.requires_grad));
        Assert.All(copy.Module.parameters(), parameter => Assert.True(parameter.requires_grad));
    }

    [Fact]
    public void A_copy_answers_as_the_teacher_does_until_it_is_changed()
    {
        using var scope = NewDisposeScope();
        using var teacher = Some.Teacher();
        using var copy = teacher.CreateTrainable();
        var (noised, times, labels) = (Some.Noised(), Some.Times(0.5, 20), Some.Labels(teacher, 0, 1));
        Tensor Of(Teachers.IDenoiser denoiser) => denoiser.Denoise(noised, times, labels).detach();

        Assert.Equal(0, Some.Distance(Of(teacher.Denoiser), Of(copy)));
        var before = Of(teacher.Denoiser);
        using (no_grad())
            foreach (var parameter in copy.Module.parameters()) parameter.add_(0.1);
        Assert.Equal(0, Some.Distance(before, Of(teacher.Denoiser)));
        Assert.NotEqual(0, Some.Distance(before, Of(copy)));
    }

    [Fact]
    public void Networks_made_inside_a_dispose_scope_outlive_it()
    {
        EdmTeacher teacher;
        using (NewDisposeScope()) teacher = Some.FreshTeacher();
        using (teacher)
        using (NewDisposeScope())
            Assert.Equal([2, 1, 8, 8], teacher.Denoiser.Denoise(Some.Noised(), Some.Times(1, 1), null).shape);
    }

    [Fact]
    public void An_exported_network_is_read_back_with_its_architecture()
    {
        using var scope = NewDisposeScope();
        var files = new MemoryWeightFiles();
        using var teacher = Some.Teacher(files: files);
        teacher.Export(teacher.Denoiser, "folder");
        using var read = new EdmTeacher(new EdmTeacherOptions { Checkpoint = "folder/model.safetensors" }, Some.Environment(), files);
        var (noised, times, labels) = (Some.Noised(), Some.Times(0.5, 20), Some.Labels(teacher, 2, 1));
        Assert.Equal(0, Some.Distance(teacher.Denoiser.Denoise(noised, times, labels), read.Denoiser.Denoise(noised, times, labels)));
    }

    [Fact]
    public void A_network_among_others_is_found_and_described_by_its_constructors_arguments()
    {
        using var scope = NewDisposeScope();
        var files = new MemoryWeightFiles();
        using var teacher = Some.Teacher(files: files);
        const string description = """
            {"class_name":"EDMPrecond","init_args":[],"init_kwargs":{"model_type":"SongUNet","img_resolution":8,"img_channels":1,"label_dim":3,"model_channels":8,
            "channel_mult":[1,2],"num_blocks":1,"attn_resolutions":[4],"use_fp16":false,"dropout":0.13,"sigma_data":0.5}}
            """;
        files.Write(
            "network.pkl",
            [.. StateDict.Of(teacher.Denoiser.Module).Select(pair => KeyValuePair.Create($"ema.{pair.Key}", pair.Value)), KeyValuePair.Create("other.w", zeros([1], dtype: float32, device: CPU))],
            new Dictionary<string, string> { ["ema"] = description, ["dataset_kwargs"] = "{}" });

        using var read = new EdmTeacher(new EdmTeacherOptions { Checkpoint = "network.pkl" }, Some.Environment(), files);

        var (noised, times, labels) = (Some.Noised(), Some.Times(0.5, 20), Some.Labels(teacher, 2, 1));
        Assert.Equal(0, Some.Distance(teacher.Denoiser.Denoise(noised, times, labels), read.Denoiser.Denoise(noised, times, labels)));
        var error = Assert.Throws<InvalidDataException>(() => new EdmTeacher(new EdmTeacherOptions { Checkpoint = "network.pkl", SigmaData = 1 }, Some.Environment(), files));
        Assert.Contains("set teacher.sigmaData to 0.5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_whose_arguments_are_unknown_is_refused_by_name()
    {
        var files = new MemoryWeightFiles();
        files.Write("network.pkl", [], new Dictionary<string, string> { ["ema"] = """{"class_name":"Generator","init_kwargs":{"z_dim":512}}""" });
        var error = Assert.Throws<InvalidDataException>(() => new EdmTeacher(new EdmTeacherOptions { Checkpoint = "network.pkl" }, Some.Environment(), files));
        Assert.Contains("'network.pkl' states an architecture that cannot be read: 'Generator' is no network of EDM's", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_whose_arguments_have_no_names_is_refused()
    {
        var files = new MemoryWeightFiles();
        files.Write("network.pkl", [], new Dictionary<string, string> { ["ema"] = """{"class_name":"EDMPrecond","init_args":[32,3],"init_kwargs":{}}""" });
        var error = Assert.Throws<InvalidDataException>(() => new EdmTeacher(new EdmTeacherOptions { Checkpoint = "network.pkl" }, Some.Environment(), files));
        Assert.Contains("arguments [32,3] have no names", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_does_not_state_its_architecture_is_refused_with_the_way_out()
    {
        var files = new MemoryWeightFiles();
        using var teacher = Some.FreshTeacher(files: files);
        teacher.Export(teacher.Denoiser, "folder");
        files.Describe("folder/model.safetensors", metadata => metadata.Clear());
        var options = new EdmTeacherOptions { Checkpoint = "folder/model.safetensors" };
        var error = Assert.Throws<InvalidDataException>(() => new EdmTeacher(options, Some.Environment(), files));
        Assert.Contains("teacher.architecture", error.Message, StringComparison.Ordinal);
        options.Architecture = Some.SmallArchitecture;
        new EdmTeacher(options, Some.Environment(), files).Dispose();
    }

    [Fact]
    public void A_file_of_another_sigma_data_is_refused()
    {
        var files = new MemoryWeightFiles();
        using var teacher = Some.FreshTeacher(files: files);
        teacher.Export(teacher.Denoiser, "folder");
        var error = Assert.Throws<InvalidDataException>(() =>
            new EdmTeacher(new EdmTeacherOptions { Checkpoint = "folder/model.safetensors", SigmaData = 1 }, Some.Environment(), files));
        Assert.Contains("set teacher.sigmaData to 0.5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_of_another_architecture_are_refused_with_the_names_that_differ()
    {
        var files = new MemoryWeightFiles();
        using var teacher = Some.FreshTeacher(files: files);
        teacher.Export(teacher.Denoiser, "folder");
        var other = Some.SmallArchitecture;
        other.Blocks = 2;
        var error = Assert.Throws<InvalidDataException>(() =>
            new EdmTeacher(new EdmTeacherOptions { Checkpoint = "folder/model.safetensors", Architecture = other }, Some.Environment(), files));
        Assert.Contains("missing: model.enc.8x8_block1.norm0.weight", error.Message, StringComparison.Ordinal);
    }

    private static Tensor Weight(EdmTeacher teacher, string name) => StateDict.Of(teacher.Denoiser.Module).Single(pair => pair.Key == name).Value;
}
