namespace FDistill.Plugins.Edm.Networks;

/// <summary>Lays out the encoder and decoder of ADM.</summary>
internal static class DhariwalUNetPaths
{
    /// <summary>Added to the variance in the normalisations.</summary>
    public const double Eps = 1e-5;

    private const int ChannelsPerHead = 64;

    /// <summary>Fills both paths.</summary>
    /// <returns>The channels of the decoder's result.</returns>
    public static int Build(DhariwalUNetOptions options, NetworkPlace place, UNetPath encoder, UNetPath decoder)
    {
        var levels = options.ChannelMultipliers.Count;
        var channels = options.Channels;

        UNetBlock Block(int inChannels, int outChannels, bool attention = false, Resample resample = Resample.None) => new(new UNetBlockOptions
        {
            InChannels = inChannels,
            OutChannels = outChannels,
            EmbeddingChannels = options.ModelChannels * options.EmbeddingMultiplier,
            Resample = resample,
            ResampleProjection = false,
            Heads = attention ? outChannels / ChannelsPerHead : 0,
            SkipScale = 1,
            Eps = Eps,
            AdaptiveScale = true,
            Dropout = options.Dropout,
            Initial = InitialWeights.Kaiming,
            InitialOutputs = InitialWeights.Zero,
            InitialAttention = InitialWeights.Kaiming,
        }, place);

        for (var level = 0; level < levels; level++)
        {
            var resolution = options.Resolution >> level;
            var wide = options.ModelChannels * options.ChannelMultipliers[level];
            if (level == 0)
            {
                encoder.Add(resolution, "conv", StepRole.Encode, new Conv2d(channels, wide, 3, place, initial: InitialWeights.Kaiming), wide);
                channels = wide;
            }
            else encoder.Add(resolution, "down", StepRole.Encode, Block(channels, channels, resample: Resample.Down), channels);
            for (var block = 0; block < options.Blocks; block++)
            {
                encoder.Add(resolution, $"block{block}", StepRole.Encode, Block(channels, wide, options.AttentionResolutions.Contains(resolution)), wide);
                channels = wide;
            }
        }

        var across = new Stack<int>(encoder.Steps.Select(step => step.Feature!.Channels));
        for (var level = levels - 1; level >= 0; level--)
        {
            var resolution = options.Resolution >> level;
            if (level == levels - 1)
            {
                decoder.Add(resolution, "in0", StepRole.Decode, Block(channels, channels, attention: true), channels);
                decoder.Add(resolution, "in1", StepRole.Decode, Block(channels, channels), channels);
            }
            else decoder.Add(resolution, "up", StepRole.Decode, Block(channels, channels, resample: Resample.Up), channels);
            var wide = options.ModelChannels * options.ChannelMultipliers[level];
            for (var block = 0; block <= options.Blocks; block++)
            {
                decoder.Add(resolution, $"block{block}", StepRole.Decode, Block(channels + across.Pop(), wide, options.AttentionResolutions.Contains(resolution)), wide);
                channels = wide;
            }
        }
        return channels;
    }
}
