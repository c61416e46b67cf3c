using static TorchSharp.torch;

namespace TorchSharp.Modules.Tests;

public sealed class InitTests
{
    [Fact]
    public void Kaiming_uniform_stays_within_its_bound()
    {
        var weight = nn.init.kaiming_uniform_(empty(64, 24), a: Math.Sqrt(5));
        var bound = 1 / Math.Sqrt(24);

        Assert.InRange(weight.abs().max().item<float>(), 0.9 * bound, bound + 1e-6);
    }

    [Fact]
    public void Xavier_normal_has_the_deviation_of_both_fans()
    {
        var weight = nn.init.xavier_normal_(empty(200, 300));

        Assert.Equal(Math.Sqrt(2.0 / 500), weight.std().item<float>(), 2e-3);
    }

    [Fact]
    public void Orthogonal_rows_have_length_one_and_no_part_in_each_other()
    {
        var weight = nn.init.orthogonal_(empty(4, 6));

        Assert.True(weight.mm(weight.t()).allclose(eye(4), atol: 1e-5));
    }

    [Fact]
    public void A_truncated_normal_stays_within_its_bounds()
    {
        var weight = nn.init.trunc_normal_(empty(1000), std: 2, a: -1, b: 1);

        Assert.InRange(weight.abs().max().item<float>(), 0.5f, 1f);
    }

    [Fact]
    public void Constants_are_constant()
    {
        Assert.Equal(6, nn.init.ones_(empty(2, 3)).sum().item<float>());
        Assert.Equal(0, nn.init.zeros_(empty(2, 3)).sum().item<float>());
        Assert.True(nn.init.eye_(empty(3, 3)).Equals(eye(3)));
    }

    [Fact]
    public void Fans_count_the_receptive_field()
    {
        Assert.Equal((27, 45), nn.init.CalculateFanInAndFanOut(empty(5, 3, 3, 3)));
    }
}
