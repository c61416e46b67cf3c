using static TorchSharp.torch;

namespace TorchSharp.Tests;

public class RandomTests
{
    [Fact]
    public void ASeedGivesTheNumbersThatPythonGets()
    {
        using var generator = new Generator(42, CPU);
        Expect.Near(randn([3, 32, 32], generator: generator).flatten()[0..3], 1.9269152879714966, 1.4872840642929077, 0.9007171988487244);
        Assert.Equal(538, randint(1000, [1], generator: generator).item<long>());
    }

    [Fact]
    public void AGeneratorStartsAgainFromItsState()
    {
        using var generator = new Generator(7, CPU);
        var state = generator.get_state();
        var first = randn(5, generator: generator);
        generator.set_state(state);
        Assert.True(first.Equals(randn(5, generator: generator)));
        Assert.False(first.Equals(randn(5, generator: generator)));
    }

    [Fact]
    public void GeneratorsDoNotDisturbEachOther()
    {
        using var one = new Generator(1, CPU);
        using var two = new Generator(1, CPU);
        var first = rand(3, generator: one);
        rand(3, generator: one);
        Assert.True(first.Equals(rand(3, generator: two)));
    }

    [Fact]
    public void PermutationsHoldEveryNumberOnce()
    {
        using var generator = new Generator(5, CPU);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (long)i), randperm(10, generator: generator).data<long>().ToArray().Order());
    }

    [Fact]
    public void NumbersFillATensorInPlace()
    {
        using var generator = new Generator(5, CPU);
        var uniform = empty(1000).uniform_(2, 3, generator);
        Assert.InRange(uniform.mean().item<float>(), 2.45f, 2.55f);
        Assert.InRange(empty(1000).normal_(1, 2, generator).std().item<float>(), 1.8f, 2.2f);
    }
}
