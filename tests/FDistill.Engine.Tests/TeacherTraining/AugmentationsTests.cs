using FDistill.Engine.TeacherTraining.Augmentation;
using FDistill.Formats.Weights;
using FDistill.Tests.Shared;
using static TorchSharp.torch;

namespace FDistill.Engine.Tests.TeacherTraining;

public sealed class AugmentationsTests
{
    public static TheoryData<string> Recorded => ["train_p0_12", "all_p1", "flips_only", "geom_only", "rot_int_translate_int"];

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Images_and_labels_are_the_references_given_its_draws(string name)
    {
        var folder = Environment.GetEnvironmentVariable("FDISTILL_FIXTURES");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "FDISTILL_FIXTURES names no folder");
        using var file = new SafetensorsFiles().Read(Path.Combine(folder!, "edm", "augment.safetensors"));
        using var scope = NewDisposeScope();
        using var generator = new Generator(31, CPU);

        var (images, labels) = new Augmentations(OfRecording(name)).Apply(file.Tensors["in/images"], generator);

        Assert.Equal(file.Tensors[$"out/{name}/labels"].Floats(), labels.Floats(), Near.Within(1e-6f));
        Assert.Equal(file.Tensors[$"out/{name}/images"].Floats(), images.Floats(), Near.Within(1e-4f));
    }

    [Fact]
    public void Edms_kinds_are_told_by_nine_labels() => Assert.Equal(9, new Augmentations(new()).Labels);

    [Fact]
    public void A_sample_that_is_not_chosen_comes_through_unharmed_and_its_labels_are_zeros()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1, CPU);
        var images = Images();
        var (augmented, labels) = new Augmentations(new() { Probability = 1e-12, FlipHorizontally = 1 }).Apply(images, generator);
        Assert.Equal(images.Floats(), augmented.Floats(), Near.Within(1e-5f));
        Assert.Equal(0, labels.abs().sum().Number());
    }

    [Fact]
    public void A_flip_is_told_by_its_label()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1, CPU);
        var images = Images();
        var (augmented, labels) = new Augmentations(Only(new() { Probability = 1, FlipHorizontally = 1 })).Apply(images, generator);
        var told = labels.Floats();
        Assert.Equal([0f, 1f], told.Distinct().Order());
        for (var n = 0; n < told.Length; n++)
            Assert.Equal((told[n] == 1 ? images[n].flip(2) : images[n]).Floats(), augmented[n].Floats());
    }

    [Fact]
    public void A_shift_by_whole_pixels_continues_an_image_by_its_mirror_image()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1, CPU);
        var line = arange(8, dtype: float32, device: CPU).view(1, 1, 1, 8).expand(16, 1, 8, 8);
        var (augmented, labels) = new Augmentations(Only(new() { Probability = 1, ShiftByPixels = 1, ShiftByPixelsLimit = 0.25 })).Apply(line, generator);
        for (var n = 0; n < 16; n++)
        {
            var right = (int)Math.Round(labels[n].Floats()[0] * 8 * 0.25);
            var expected = Enumerable.Range(0, 8).Select(x => (float)(7 - Math.Abs(7 - ((x - right + 14) % 14))));
            Assert.Equal(expected, augmented[n].Floats().Take(8));
        }
    }

    [Fact]
    public void A_warp_by_a_whole_pixel_moves_the_inside_of_an_image_by_one()
    {
        using var scope = NewDisposeScope();
        var images = Images();
        var moved = AffineWarp.Apply(images, PlaneMatrix.Translate(1, 0, CPU).expand(images.shape[0], 3, 3));
        Assert.Equal(images.narrow(3, 1, 11).Floats(), moved.narrow(3, 0, 11).Floats(), Near.Within(1e-4f));
    }

    [Fact]
    public void The_same_seed_augments_to_the_same_bits()
    {
        using var scope = NewDisposeScope();
        float[] Of(ulong seed)
        {
            using var generator = new Generator(seed, CPU);
            return new Augmentations(new() { Probability = 0.5 }).Apply(Images(), generator).Images.Floats();
        }
        Assert.Equal(Of(3), Of(3));
        Assert.NotEqual(Of(3), Of(4));
    }

    private static Tensor Images()
    {
        using var generator = new Generator(7, CPU);
        return randn([8, 3, 12, 12], dtype: float32, device: CPU, generator: generator);
    }

    /// <summary>The kinds of a recording; those that it does not name are off.</summary>
    private static AugmentationOptions OfRecording(string name) => name switch
    {
        "train_p0_12" => new() { Probability = 0.12 },
        "all_p1" => new() { Probability = 1 },
        "flips_only" => Only(new() { Probability = 1, FlipHorizontally = 1, FlipVertically = 1 }, vertical: true),
        "geom_only" => new() { Probability = 1, FlipHorizontally = 0, FlipVertically = 0, Stretch = 0, Shift = 0 },
        "rot_int_translate_int" => Only(new() { Probability = 1, FlipHorizontally = 0, QuarterTurns = 1, ShiftByPixels = 1 }),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no recording"),
    };

    /// <summary>Without the kinds that are on unless they are switched off.</summary>
    private static AugmentationOptions Only(AugmentationOptions options, bool vertical = false)
    {
        if (!vertical) options.FlipVertically = 0;
        if (options.FlipHorizontally > 1) options.FlipHorizontally = 0;
        (options.Scale, options.Rotate, options.Stretch, options.Shift) = (0, 0, 0, 0);
        return options;
    }
}
