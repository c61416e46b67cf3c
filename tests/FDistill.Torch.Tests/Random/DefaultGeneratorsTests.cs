using FDistill.Torch.Tests.Support;
using static TorchSharp.torch;

namespace FDistill.Torch.Tests.Random;

public sealed class DefaultGeneratorsTests : IDisposable
{
    private readonly TorchSharp.DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Dropout_repeats_after_the_same_seed()
    {
        DefaultGenerators.Seed(-5);
        var first = Dropped();
        var later = Dropped();
        DefaultGenerators.Seed(-5);

        Assert.Equal(first, Dropped());
        Assert.NotEqual(first, later);
    }

    [Fact]
    public void The_next_seed_is_a_function_of_what_was_seeded_and_drawn()
    {
        DefaultGenerators.Seed(1);
        var (first, second) = (DefaultGenerators.NextSeed(), DefaultGenerators.NextSeed());
        DefaultGenerators.Seed(1);

        Assert.Equal((first, second), (DefaultGenerators.NextSeed(), DefaultGenerators.NextSeed()));
        Assert.NotEqual(first, second);
    }

    private static float[] Dropped() => nn.functional.dropout(ones(64, dtype: ScalarType.Float32, device: CPU), 0.5, training: true).Floats();
}
