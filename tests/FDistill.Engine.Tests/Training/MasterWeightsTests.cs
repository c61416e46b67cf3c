using FDistill.Engine.TeacherTraining;
using FDistill.Engine.Tests.Support;
using FDistill.Engine.Training.Loop;
using FDistill.Engine.Training.Networks;
using FDistill.Formats.Weights;
using FDistill.Plugins.Divergences;
using FDistill.Plugins.Edm;
using FDistill.Runs;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Training;

/// <summary>What float32 masters of networks in bfloat16 begin at.</summary>
public sealed class MasterWeightsTests
{
    private static readonly RunEnvironment Mixed = new(CPU, Precision.Bf16, Seed: 2);
    private static readonly SafetensorsFiles Files = new();

    [Theory]
    [InlineData("")]
    [InlineData("ema.")]
    public void Student_and_fake_score_of_a_run_in_bfloat16_begin_at_the_file_s_numbers(string prefix)
    {
        using var folder = new TemporaryFolder();
        var file = Write(folder, prefix);
        using var teacher = new EdmTeacher(new() { Checkpoint = file, Architecture = Architecture }, Mixed, Files);
        using var distiller = Distiller(teacher);

        AssertBeginsAt(file, prefix, distiller.Student.Network, distiller.Student.Network.Weights);
        AssertBeginsAt(file, prefix, distiller.FakeScore.Network, distiller.FakeScore.Network.Weights);
        using var scope = NewDisposeScope();
        var masters = distiller.Student.Network.Named(distiller.Student.Network.Weights).ToDictionary();
        Assert.All(distiller.Student.Averages[0].Parameters, pair => Assert.Equal(masters[pair.Key].Floats(), pair.Value.Floats()));
    }

    [Fact]
    public void A_teacher_that_is_trained_on_in_bfloat16_begins_at_the_file_s_numbers()
    {
        using var folder = new TemporaryFolder();
        var file = Write(folder, "");
        using var teacher = new EdmTeacher(new() { Checkpoint = file, Architecture = Architecture }, Mixed, Files);
        using var trainer = new TeacherTrainer(teacher, new QuadrantDataset(), new() { Iterations = 10, Batch = 4 }, Mixed, new SingleProcess());

        using var scope = NewDisposeScope();
        using var saved = Files.Read(file);
        foreach (var (name, average) in trainer.Save().Files["average"]) Assert.Equal(saved.Tensors[name].Floats(), average.Floats());
    }

    [Fact]
    public void Without_a_file_masters_are_the_teacher_s_own_numbers()
    {
        using var teacher = new EdmTeacher(new() { Architecture = Architecture }, Mixed, Files);
        using var distiller = Distiller(teacher);

        Assert.Null(teacher.OpenWeights());
        var network = distiller.Student.Network;
        var masters = network.Named(network.Weights).ToDictionary();
        foreach (var (name, parameter) in teacher.Denoiser.Module.named_parameters()) Assert.Equal(parameter.Floats(), masters[name].Floats());
    }

    [Fact]
    public void A_run_in_float32_reads_no_file_a_second_time()
    {
        using var folder = new TemporaryFolder();
        using var teacher = new EdmTeacher(new() { Checkpoint = Write(folder, ""), Architecture = Architecture }, Mixed with { Precision = Precision.Fp32 }, Files);

        Assert.Null(teacher.OpenWeights());
    }

    private static EdmArchitecture Architecture => new() { Resolution = 4, Channels = 1, Labels = 4, ModelChannels = 8, ChannelMultipliers = [1, 2], Blocks = 1, AttentionResolutions = [2] };

    private static Distiller Distiller(EdmTeacher teacher) => new(
        new(teacher, new JensenShannon(), new SeveralHeads(), new QuadrantDataset()), new() { Iterations = 10, Batch = 4 }, Mixed, new SingleProcess(), Files);

    /// <summary>A file of random weights in float32.</summary>
    private static string Write(TemporaryFolder folder, string prefix)
    {
        using var scope = NewDisposeScope();
        using var teacher = new EdmTeacher(new() { Architecture = Architecture }, Mixed with { Precision = Precision.Fp32 }, Files);
        SmallImages.Move(teacher.Denoiser.Module, 0.1);
        var path = folder.File("teacher.safetensors");
        Files.Write(path, [.. StateDict.Of(teacher.Denoiser.Module).Select(pair => KeyValuePair.Create(prefix + pair.Key, pair.Value))], new Dictionary<string, string>());
        return path;
    }

    private static void AssertBeginsAt(string path, string prefix, TrainedNetwork network, Tensor weights)
    {
        using var scope = NewDisposeScope();
        using var file = Files.Read(path);
        var differs = false;
        foreach (var (name, master) in network.Named(weights))
        {
            var saved = file.Tensors[prefix + name];
            Assert.Equal(ScalarType.Float32, master.dtype);
            Assert.Equal(saved.Floats(), master.Floats());
            differs |= !saved.to(ScalarType.BFloat16).Floats().SequenceEqual(master.Floats());
        }
        Assert.True(differs, "the file's numbers are bfloat16's");
        foreach (var (name, parameter) in network.Module.named_parameters())
        {
            Assert.Equal(ScalarType.BFloat16, parameter.dtype);
            Assert.Equal(file.Tensors[prefix + name].to(ScalarType.BFloat16).Floats(), parameter.Floats());
        }
    }
}
