using FDistill.Engine.DryRuns;
using FDistill.Plugins.StableDiffusion.Tests.Support;
using FDistill.Runs;
using FDistill.Teachers;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.Footprints;

public sealed class FootprintTests
{
    private static readonly PlannedPass Pass = new(Batch: 4, ScalarType.Float32, IsOnCpu: false, Checkpoints: false, UpTo: null);

    [Fact]
    public void The_published_models_have_the_sizes_that_are_known_of_them()
    {
        var (sd15, sdxl) = (new Sd15TeacherOptions().Foresee(), new SdxlTeacherOptions().Foresee());
        Assert.Equal(859_520_964, sd15.Parameters);
        Assert.Equal(2_567_463_684, sdxl.Parameters);
        Assert.Equal([83_653_863, 123_060_480], sd15.Idle.Select(network => network.Bytes / sizeof(float)));
        Assert.Equal([83_653_863, 123_060_480 + 694_659_840], sdxl.Idle.Select(network => network.Bytes / sizeof(float)));
        Assert.Equal((8, 32), (sd15.Features.Single(map => map.Name == "mid_block").Height, sdxl.Features.Single(map => map.Name == "mid_block").Height));
        Assert.Equal(16, new SdxlTeacherOptions { Resolution = 512 }.Foresee().Features.Single(map => map.Name == "mid_block").Height);
    }

    [Theory]
    [InlineData(false, Precision.Fp32)]
    [InlineData(true, Precision.Bf16)]
    public void A_plan_of_what_stays_is_what_a_run_of_that_folder_holds(bool sizes, Precision precision)
    {
        using var model = new SmallModel(sizes);
        using var run = new LatentRun(model, options => options.Averages = [new(), new()], precision, sizes);
        run.Iterate(2);
        LatentTeacherOptions options = sizes ? new SdxlTeacherOptions { Folder = model.Folder, Resolution = 32 } : new Sd15TeacherOptions { Folder = model.Folder, Resolution = 32 };
        var foreseen = options.Foresee();
        var head = new PlannedHead(run.Distiller.Discriminator.Network.Module.parameters().Sum(parameter => parameter.numel()), run.Distiller.Discriminator.Wanted);

        var plan = MemoryPlan.Of(foreseen, head, run.Options, MemorySettings.Of(run.Options, precision), isOnCpu: true);

        Assert.Equal(run.Teacher.Features, foreseen.Features);
        foreach (var (planned, found) in plan.Parts.Zip(PartMemory.Of(run.Teacher, run.Distiller)))
        {
            // The count of steps is kept beside the moments.
            var steps = found.Optimizer == 0 ? 0 : sizeof(long);
            var mixed = planned.Masters > 0 ? planned.Weights : 0;
            Assert.Equal((found.Part, found.Parameters, found.Weights, found.Averages), (planned.Part, planned.Parameters, planned.Weights, planned.Averages));
            Assert.Equal((found.Optimizer, found.Gradients), (planned.Optimizer + planned.Masters + steps, planned.Gradients - mixed));
        }
    }

    [Fact]
    public void Activations_grow_with_the_batch_and_halve_in_bfloat16()
    {
        var model = new Sd15TeacherOptions().Foresee();
        Assert.Equal(2 * model.Activations(Pass), model.Activations(Pass with { Batch = 8 }));
        Assert.Equal(model.Activations(Pass) / 2, model.Activations(Pass with { Type = ScalarType.BFloat16 }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Checkpointing_holds_a_fraction_and_features_hold_less_than_the_whole(bool sizes)
    {
        var model = ((LatentTeacherOptions)(sizes ? new SdxlTeacherOptions() : new Sd15TeacherOptions())).Foresee();
        var whole = model.Activations(Pass);
        Assert.InRange(model.Activations(Pass with { Checkpoints = true }), whole / 20, whole / 3);
        Assert.InRange(model.Activations(Pass with { UpTo = new(["mid_block"]) }), whole / 10, whole / 2 + whole / 4);
        Assert.True(model.Activations(Pass with { UpTo = new(["down_blocks.0"]) }) < model.Activations(Pass with { UpTo = new(["mid_block", "down_blocks.0"]) }));
    }

    [Fact]
    public void A_folder_without_a_part_is_refused_by_its_name()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<InvalidDataException>(() => new Sd15TeacherOptions { Folder = folder.Path }.Foresee());
        Assert.Contains("'unet'", error.Message, StringComparison.Ordinal);
    }
}
