namespace FDistill.Plugins.Edm.Networks;

/// <summary>Lays out the encoder and decoder of DDPM++.</summary>
internal static class SongUNetPaths
{
    public static void Build(SongUNetOptions options, NetworkPlace place, UNetPath encoder, UNetPath decoder)
    {
        var levels = options.ChannelMultipliers.Count;
        var channels = options.Channels;

        UNetBlock Block(int inChannels, int outChannels, bool attention = false, Resample resample = Resample.None) => new(new UNetBlockOptions
        {
            InChannels = inChannels,
            OutChannels = outChannels,
            EmbeddingChannels = options.ModelChannels * options.EmbeddingMultiplier,
            Resample = resample,
            ResampleFilter = options.ResampleFilter,
            Heads = attention ? 1 : 0,
        }, place);

        for (var level = 0; level < levels; level++)
        {
            var resolution = options.Resolution >> level;
            if (level == 0) encoder.Add(resolution, "conv", new Conv2d(channels, options.ModelChannels, 3, place), channels = options.ModelChannels);
            else encoder.Add(resolution, "down", Block(channels, channels, resample: Resample.Down), channels);
            var wide = options.ModelChannels * options.ChannelMultipliers[level];
            for (var block = 0; block < options.Blocks; block++)
            {
                encoder.Add(resolution, $"block{block}", Block(channels, wide, options.AttentionResolutions.Contains(resolution)), wide);
                channels = wide;
            }
        }

        var skips = new Stack<int>(encoder.Steps.Select(step => step.Channels));
        for (var level = levels - 1; level >= 0; level--)
        {
            var resolution = options.Resolution >> level;
            if (level == levels - 1)
            {
                decoder.Add(resolution, "in0", Block(channels, channels, attention: true), channels);
                decoder.Add(resolution, "in1", Block(channels, channels), channels);
            }
            else decoder.Add(resolution, "up", Block(channels, channels, resample: Resample.Up), channels);
            var wide = options.ModelChannels * options.ChannelMultipliers[level];
            for (var block = 0; block <= options.Blocks; block++)
            {
                var attention = block == options.Blocks && options.AttentionResolutions.Contains(resolution);
                decoder.Add(resolution, $"block{block}", Block(channels + skips.Pop(), wide, attention), wide);
                channels = wide;
            }
        }

        decoder.Add(options.Resolution, "aux_norm", new GroupNorm(channels, place, eps: 1e-6), channels);
        decoder.Add(options.Resolution, "aux_conv", new Conv2d(channels, options.Channels, 3, place, gain: WeightInitialisation.NearZero), options.Channels);
    }
}
