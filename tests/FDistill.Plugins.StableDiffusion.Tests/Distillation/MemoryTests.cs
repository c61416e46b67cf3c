using FDistill.Engine.Objective;
using FDistill.Engine.Training;
using FDistill.Plugins.StableDiffusion.Conditions;
using FDistill.Plugins.StableDiffusion.Folders;
using FDistill.Plugins.StableDiffusion.Tests.Support;
using FDistill.Runs;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.Distillation;

public sealed class MemoryTests
{
    [Theory]
    [InlineData(false, Precision.Fp32)]
    [InlineData(true, Precision.Fp32)]
    [InlineData(false, Precision.Bf16)]
    public void Runs_with_gradient_checkpointing_are_those_without_to_the_bit(bool sizes, Precision precision)
    {
        using var model = new SmallModel(sizes);
        using var plain = new LatentRun(model, Guided, precision, sizes);
        using var checkpointed = new LatentRun(model, options =>
        {
            Guided(options);
            options.GradientCheckpointing = true;
        }, precision, sizes);

        plain.Iterate(4);
        checkpointed.Iterate(4);

        Assert.True(OptionalContract.Of<ICheckpointingDenoiser>(checkpointed.Distiller.Student.Denoiser)!.GradientCheckpointing);
        var found = checkpointed.State();
        Assert.All(plain.State(), pair => Assert.True(pair.Value.SequenceEqual(found[pair.Key]), $"{pair.Key} differs"));

        static void Guided(TrainingOptions options) => (options.AdversarialWeight, options.Guidance) = (0.1, 3);
    }

    [Fact]
    public void Exact_penalties_and_gradient_checkpointing_do_not_go_together()
    {
        var options = new TrainingOptions { GradientCheckpointing = true, GradientPenalty = { Form = GradientPenaltyForm.Exact } };
        Assert.Contains("first derivatives only", Assert.Single(options.Validate(new(options))).ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Offload.Memory)]
    [InlineData(Offload.Disk)]
    [InlineData(Offload.None)]
    public void What_was_taken_off_the_device_comes_back_when_it_is_used(Offload offload)
    {
        using var scope = NewDisposeScope();
        using var model = new SmallModel(sizes: true);
        using var teacher = model.Sdxl(options => options.Offload = offload);
        var (latents, batch) = (Some.Normal(2, 1, 2, 8, 8), new Datasets.DataBatch { Count = 1, Captions = ["a cat"] });
        var (image, text) = (teacher.Codec!.Decode(latents), (TextCondition)teacher.Conditions.Encode(batch)!);

        teacher.OffloadIdle();
        teacher.OffloadIdle();

        Assert.Equal(0, Some.Distance(image, teacher.Codec.Decode(latents)));
        Assert.Equal(0, Some.Distance(text.Context, ((TextCondition)teacher.Conditions.Encode(batch)!).Context));
    }

    [Fact]
    public void On_the_disk_a_network_takes_no_memory()
    {
        var loads = 0;
        using var network = new OffloadedNetwork<nn.Module>(() => { loads++; return nn.Identity(); }, CPU, Offload.Disk);
        Assert.False(network.IsLoaded);
        Assert.Same(network.Come(), network.Come());
        network.Leave();
        Assert.False(network.IsLoaded);
        network.Come();
        Assert.Equal(2, loads);
    }
}
