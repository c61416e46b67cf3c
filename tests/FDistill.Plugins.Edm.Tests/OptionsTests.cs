using System.ComponentModel.DataAnnotations;
using FDistill.Plugins.Edm.Tests.Support;

namespace FDistill.Plugins.Edm.Tests;

public class OptionsTests
{
    [Fact]
    public void A_teacher_needs_a_checkpoint_or_an_architecture() =>
        Assert.Contains("give either checkpoint", Assert.Single(Problems(new EdmTeacherOptions())), StringComparison.Ordinal);

    [Fact]
    public void A_resolution_that_cannot_be_halved_often_enough_is_refused()
    {
        var architecture = Some.SmallArchitecture;
        architecture.Resolution = 10;
        architecture.ChannelMultipliers = [1, 1, 1];
        Assert.Contains("choose a multiple of 4", Assert.Single(Problems(architecture)), StringComparison.Ordinal);
    }

    [Fact]
    public void Channels_that_do_not_divide_into_groups_are_refused_when_the_network_is_made()
    {
        var architecture = Some.SmallArchitecture;
        architecture.ModelChannels = 132;
        var error = Assert.Throws<ArgumentException>(() => new EdmPreconditioned(architecture.ToNetworkOptions(), 0.5, Networks.NetworkPlace.Cpu));
        Assert.Contains("multiple of 32", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_only_a_song_unet_has_is_refused_for_adm()
    {
        var architecture = Some.SmallArchitecture;
        (architecture.Model, architecture.ModelChannels, architecture.Encoder) = (EdmModel.DhariwalUNet, 32, Networks.EncoderKind.Residual);
        Assert.Contains("embedding, noiseMultiplier, encoder and decoder are SongUNet's", Assert.Single(Problems(architecture)), StringComparison.Ordinal);
        (architecture.Encoder, architecture.ResampleFilter) = (Networks.EncoderKind.Standard, [1, 3, 3, 1]);
        Assert.Contains("resampleFilter is SongUNet's", Assert.Single(Problems(architecture)), StringComparison.Ordinal);
    }

    [Fact]
    public void Noise_levels_that_the_network_does_not_know_are_refused()
    {
        var architecture = Some.SmallArchitecture;
        architecture.Preconditioning.Kind = Preconditioning.PreconditioningKind.Ve;
        var options = new EdmTeacherOptions { Architecture = architecture, SigmaMin = 0.001, SigmaMax = 0.01 };
        var error = Assert.Throws<ArgumentException>(() => new EdmTeacher(options, Some.Environment(), new MemoryWeightFiles()));
        Assert.Contains("the network knows noise levels from 0.02 to 100", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string?> Problems(IValidatableObject options) => options.Validate(new ValidationContext(options)).Select(problem => problem.ErrorMessage);
}
