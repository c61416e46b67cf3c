using FDistill.Plugins.StableDiffusion.Layers;
using FDistill.Plugins.StableDiffusion.Tests.Support;
using static TorchSharp.torch;

namespace FDistill.Plugins.StableDiffusion.Tests.Layers;

public class BlockwiseAttentionTests
{
    private static Tensor[] Inputs() => [Some.Normal(1, 3, 7, 4).requires_grad_(), Some.Normal(2, 3, 5, 4).requires_grad_(), Some.Normal(3, 3, 5, 4).requires_grad_()];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void Blocks_of_any_size_give_the_values_and_gradients_of_the_whole(long rows)
    {
        using var scope = NewDisposeScope();
        var (blocks, whole) = (Inputs(), Inputs());
        var direction = Some.Normal(4, 3, 7, 4);
        var byBlocks = BlockwiseAttention.Of(blocks[0], blocks[1], blocks[2], rows);
        var atOnce = BlockwiseAttention.Mix(whole[0], whole[1], whole[2]);
        Assert.Equal(0, Some.Distance(byBlocks, atOnce), 6);

        (byBlocks * direction).sum().backward();
        (atOnce * direction).sum().backward();
        Assert.All(blocks.Zip(whole), pair => Assert.Equal(0, Some.Distance(pair.First.grad!, pair.Second.grad!), 6));
    }

    [Fact]
    public void Second_derivatives_are_those_of_the_whole()
    {
        using var scope = NewDisposeScope();
        var (blocks, whole) = (Inputs(), Inputs());
        Curve(blocks, BlockwiseAttention.Of(blocks[0], blocks[1], blocks[2], rows: 2));
        Curve(whole, BlockwiseAttention.Mix(whole[0], whole[1], whole[2]));
        Assert.All(blocks.Zip(whole), pair => Assert.Equal(0, Some.Distance(pair.First.grad!, pair.Second.grad!), 4));

        static void Curve(Tensor[] inputs, Tensor result)
        {
            var slopes = autograd.grad([result.square().sum()], inputs, create_graph: true, retain_graph: true);
            slopes.Aggregate(zeros([], dtype: float32, device: CPU), (sum, slope) => sum + slope.square().sum()).backward();
        }
    }
}
