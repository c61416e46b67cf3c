using FDistill.Torch.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace FDistill.Torch.Tests.Random;

public sealed class RandomNumbersTests : IDisposable
{
    private const int Count = 100_000;

    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Generator generator = new(3, CPU);

    public void Dispose()
    {
        generator.Dispose();
        scope.Dispose();
    }

    [Fact]
    public void Normal_numbers_have_the_moments_of_the_standard_normal_distribution()
    {
        var x = generator.Normal([Count], CPU).Doubles();
        foreach (var (power, moment, variance) in new[] { (1, 0.0, 1.0), (2, 1.0, 2.0), (3, 0.0, 15.0), (4, 3.0, 96.0) })
            Assert.InRange(x.Average(value => Math.Pow(value, power)), moment - 4 * Math.Sqrt(variance / Count), moment + 4 * Math.Sqrt(variance / Count));
    }

    [Fact]
    public void Uniform_numbers_fill_0_to_1_evenly()
    {
        var x = generator.Uniform([Count], CPU, ScalarType.Float64).Doubles();
        Assert.All(x, value => Assert.InRange(value, 0, 1 - double.Epsilon));
        foreach (var tenth in x.GroupBy(value => (int)(value * 10))) Assert.InRange(tenth.Count(), Count / 10 - 400, Count / 10 + 400);
    }

    [Fact]
    public void Integers_are_those_below_the_limit_evenly()
    {
        var x = generator.Integers(5, [Count], CPU).data<long>().ToArray();
        Assert.Equal([0, 1, 2, 3, 4], x.Distinct().Order());
        foreach (var same in x.GroupBy(value => value)) Assert.InRange(same.Count(), Count / 5 - 600, Count / 5 + 600);
    }

    [Fact]
    public void Shape_and_type_are_those_asked_for()
    {
        AssertKind([2, 3], ScalarType.Float32, generator.Normal([2, 3], CPU));
        AssertKind([4], ScalarType.Float64, generator.Normal([4], CPU, ScalarType.Float64));
        AssertKind([1], ScalarType.Float64, generator.Uniform([1], CPU, ScalarType.Float64));
        AssertKind([1, 2], ScalarType.Int64, generator.Integers(9, [1, 2], CPU));

        static void AssertKind(long[] shape, ScalarType dtype, Tensor found)
        {
            Assert.Equal(shape, found.shape);
            Assert.Equal(dtype, found.dtype);
        }
    }

    /// <summary>A device that computes nothing: what is drawn for it is drawn on
    /// the CPU, from the generator, which moves on as it does there.</summary>
    [Fact]
    public void Numbers_for_another_device_are_drawn_on_the_cpu_and_moved()
    {
        using var other = new Generator(3, CPU);
        foreach (var draw in new Func<Generator, Device, Tensor>[] { (source, device) => source.Normal([5], device), (source, device) => source.Uniform([5], device), (source, device) => source.Integers(9, [5], device) })
        {
            var moved = draw(generator, META);
            Assert.Equal((DeviceType.META, 5), (moved.device.type, moved.numel()));
            draw(other, CPU);
        }
        Assert.Equal(other.Normal([5], CPU).Floats(), generator.Normal([5], CPU).Floats());
    }

    [Fact]
    public void A_tensor_without_a_device_is_never_made()
    {
        set_default_device(META);
        try
        {
            Assert.Equal(DeviceType.CPU, generator.Normal([1], CPU).device.type);
            DefaultGenerators.Seed(1);
            DefaultGenerators.Seed(DefaultGenerators.NextSeed());
        }
        finally
        {
            set_default_device(CPU);
        }
    }
}
