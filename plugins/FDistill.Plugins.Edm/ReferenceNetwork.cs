using System.Text.Json;
using FDistill.Plugins.Edm.Networks;
using FDistill.Plugins.Edm.Preconditioning;

namespace FDistill.Plugins.Edm;

/// <summary>A network as EDM's repository describes it: a class of
/// training/networks.py and the arguments of its constructor.</summary>
/// <param name="Architecture">Which network it is.</param>
/// <param name="SigmaData">The standard deviation of the data; null where the class does not take it.</param>
public sealed record ReferenceNetwork(EdmArchitecture Architecture, double? SigmaData)
{
    /// <summary>Reads a description.</summary>
    /// <param name="className">EDMPrecond, VPPrecond, VEPrecond or iDDPMPrecond.</param>
    /// <param name="arguments">An object: the constructor's arguments by name, those of
    /// the inner network among them; what is left out has the reference's default.</param>
    /// <exception cref="InvalidDataException">The class or an argument is
    /// unknown, or an argument's value is of the wrong kind.</exception>
    public static ReferenceNetwork Of(string className, JsonElement arguments)
    {
        var taken = new ReferenceArguments(className, arguments);
        var (preconditioning, inner) = Preconditioning(className, taken);
        var model = taken.Choice("model_type", inner);
        var song = model == EdmModel.SongUNet;
        // Which numbers it computes in is a matter of the run.
        taken.Flag("use_fp16", false);
        var architecture = new EdmArchitecture
        {
            Model = model,
            Preconditioning = preconditioning,
            Resolution = taken.Integer("img_resolution"),
            Channels = taken.Integer("img_channels"),
            Labels = taken.Integer("label_dim", 0),
            AugmentLabels = taken.Integer("augment_dim", 0),
            ModelChannels = taken.Integer("model_channels", song ? 128 : 192),
            ChannelMultipliers = taken.Integers("channel_mult", song ? [1, 2, 2, 2] : [1, 2, 3, 4]),
            EmbeddingMultiplier = taken.Integer("channel_mult_emb", 4),
            Blocks = taken.Integer("num_blocks", song ? 4 : 3),
            AttentionResolutions = taken.Integers("attn_resolutions", song ? [16] : [32, 16, 8]),
            Dropout = taken.Number("dropout", 0.10),
            LabelDropout = taken.Number("label_dropout", 0),
        };
        if (song)
        {
            architecture.Embedding = taken.Choice("embedding_type", NoiseEmbedding.Positional);
            architecture.NoiseMultiplier = taken.Integer("channel_mult_noise", 1);
            architecture.Encoder = taken.Choice("encoder_type", EncoderKind.Standard);
            architecture.Decoder = taken.Choice("decoder_type", DecoderKind.Standard);
            architecture.ResampleFilter = taken.Numbers("resample_filter", [1, 1]);
        }
        double? sigmaData = preconditioning.Kind == PreconditioningKind.Edm ? taken.Number("sigma_data", 0.5) : null;
        taken.RefuseOthers();
        return new(architecture, sigmaData);
    }

    /// <summary>The preconditioning that a class stands for, and the network that it has by default.</summary>
    private static (PreconditioningOptions Options, EdmModel Model) Preconditioning(string className, ReferenceArguments taken) => className switch
    {
        "EDMPrecond" => (new()
        {
            SigmaMin = taken.Number("sigma_min", 0) is > 0 and var smallest ? smallest : null,
            SigmaMax = taken.Number("sigma_max", double.PositiveInfinity) is var largest && double.IsFinite(largest) ? largest : null,
        }, EdmModel.DhariwalUNet),
        "VPPrecond" => (new()
        {
            Kind = PreconditioningKind.Vp,
            BetaD = taken.Number("beta_d", 19.9),
            BetaMin = taken.Number("beta_min", 0.1),
            Steps = taken.Integer("M", 1000),
            FirstTime = taken.Number("epsilon_t", 1e-5),
        }, EdmModel.SongUNet),
        "VEPrecond" => (new()
        {
            Kind = PreconditioningKind.Ve,
            SigmaMin = taken.Number("sigma_min", 0.02),
            SigmaMax = taken.Number("sigma_max", 100),
        }, EdmModel.SongUNet),
        "iDDPMPrecond" => (new()
        {
            Kind = PreconditioningKind.Iddpm,
            SmallestRatio = taken.Number("C_1", 0.001),
            Offset = taken.Number("C_2", 0.008),
            Steps = taken.Integer("M", 1000),
        }, EdmModel.DhariwalUNet),
        _ => throw new InvalidDataException($"'{className}' is no network of EDM's; known are EDMPrecond, VPPrecond, VEPrecond and iDDPMPrecond"),
    };
}
