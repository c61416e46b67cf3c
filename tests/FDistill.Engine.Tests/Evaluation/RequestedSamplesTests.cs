using FDistill.Engine.Evaluation;
using FDistill.Teachers;
using FDistill.Tests.Shared;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.Evaluation;

public sealed class RequestedSamplesTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void An_image_s_noise_depends_on_neither_its_batch_nor_their_number()
    {
        var requested = new RequestedSamples(new LabelledTeacher(), seed: 7, CPU);
        var whole = requested.Noise(0, 10);
        Assert.True(whole.narrow(0, 3, 4).eq(requested.Noise(3, 4)).all().item<bool>());
        Assert.True(whole.eq(new RequestedSamples(new LabelledTeacher(), seed: 7, CPU).Noise(0, 10)).all().item<bool>());
    }

    [Fact]
    public void Another_seed_gives_other_noise()
    {
        var (one, other) = (new RequestedSamples(new LabelledTeacher(), 7, CPU).Noise(0, 4), new RequestedSamples(new LabelledTeacher(), 100, CPU).Noise(0, 4));
        Assert.False(one.eq(other).any().item<bool>());
    }

    [Fact]
    public void The_noise_is_standard_normal()
    {
        var noise = new RequestedSamples(new LabelledTeacher(), seed: 0, CPU).Noise(0, 2000);
        Assert.Equal(0, noise.mean().item<float>(), 0.02);
        Assert.Equal(1, noise.std().item<float>(), 0.02);
    }

    [Fact]
    public void Labels_take_turns()
    {
        var requested = new RequestedSamples(new LabelledTeacher(labels: 3), seed: 0, CPU);
        Assert.Equal([2, 0, 1, 2], requested.Labels(2, 4)!.data<long>().ToArray());
        Assert.Equal([2, 0, 1, 2], ((LabelCondition)requested.Condition(2, 4)!).Labels.data<long>().ToArray());
    }

    [Fact]
    public void A_teacher_without_conditions_gets_none()
    {
        var requested = new RequestedSamples(new LabelledTeacher(labels: 0, ConditionKinds.None), seed: 0, CPU);
        Assert.Null(requested.Labels(0, 4));
        Assert.Null(requested.Condition(0, 4));
    }

    [Fact]
    public void A_teacher_of_captions_is_refused()
    {
        var requested = new RequestedSamples(new LabelledTeacher(labels: 0, ConditionKinds.Caption), seed: 0, CPU);
        Assert.Contains("'caption'", Assert.Throws<InvalidOperationException>(() => requested.Condition(0, 4)).Message);
    }

    [Fact]
    public void A_teacher_of_captions_is_asked_by_those_that_are_given()
    {
        var requested = new RequestedSamples(new LabelledTeacher(labels: 0, ConditionKinds.Caption), seed: 0, CPU, new Prompts(["a", "b"]));
        Assert.Equal(["b", "a", "b"], requested.Captions(1, 3)!);
        Assert.Equal(["b", "a", "b"], ((CaptionCondition)requested.Condition(1, 3)!).Captions);
    }

    [Fact]
    public void Samples_are_clamped_to_images()
    {
        var images = new RequestedSamples(new LabelledTeacher(), seed: 0, CPU).ToImages(tensor((float[])[-3f, 0.5f, 3f], dtype: ScalarType.Float32, device: CPU));
        Assert.Equal([-1f, 0.5f, 1f], images.data<float>().ToArray());
    }
}
