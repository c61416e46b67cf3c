namespace FDistill.Plugins.Edm.Networks;

/// <summary>Lays out the encoder and decoder of DDPM++, NCSN++ and their relatives.</summary>
internal static class SongUNetPaths
{
    private const double Eps = 1e-6;

    public static void Build(SongUNetOptions options, NetworkPlace place, UNetPath encoder, UNetPath decoder)
    {
        var levels = options.ChannelMultipliers.Count;
        var filter = new ResampleFilter(options.ResampleFilter);
        var (channels, seen) = (options.Channels, options.Channels);

        UNetBlock Block(int inChannels, int outChannels, bool attention = false, Resample resample = Resample.None) => new(new UNetBlockOptions
        {
            InChannels = inChannels,
            OutChannels = outChannels,
            EmbeddingChannels = options.ModelChannels * options.EmbeddingMultiplier,
            Resample = resample,
            ResampleFilter = options.ResampleFilter,
            Heads = attention ? 1 : 0,
            Eps = Eps,
            Dropout = options.Dropout,
        }, place);

        for (var level = 0; level < levels; level++)
        {
            var resolution = options.Resolution >> level;
            if (level == 0) encoder.Add(resolution, "conv", StepRole.Encode, new Conv2d(channels, options.ModelChannels, 3, place), channels = options.ModelChannels);
            else
            {
                encoder.Add(resolution, "down", StepRole.Encode, Block(channels, channels, resample: Resample.Down), channels);
                AddImage(resolution);
            }
            var wide = options.ModelChannels * options.ChannelMultipliers[level];
            for (var block = 0; block < options.Blocks; block++)
            {
                encoder.Add(resolution, $"block{block}", StepRole.Encode, Block(channels, wide, options.AttentionResolutions.Contains(resolution)), wide);
                channels = wide;
            }
        }

        var across = new Stack<int>(encoder.Steps.Where(step => step.Role == StepRole.Encode).Select(step => step.Feature!.Channels));
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
                var attention = block == options.Blocks && options.AttentionResolutions.Contains(resolution);
                decoder.Add(resolution, $"block{block}", StepRole.Decode, Block(channels + across.Pop(), wide, attention), wide);
                channels = wide;
            }
            if (options.Decoder == DecoderKind.Skip || level == 0) AddOutput(resolution, isLowest: level == levels - 1);
        }

        // The image itself, or what was made of it one level above, joins the encoder.
        void AddImage(int resolution)
        {
            if (options.Encoder == EncoderKind.Skip)
            {
                encoder.Add(resolution, "aux_down", StepRole.ResampleImage, new Conv2d(seen, seen, 0, place, Resample.Down, filter), seen);
                encoder.Add(resolution, "aux_skip", StepRole.AddImage, new Conv2d(seen, channels, 1, place), channels);
            }
            if (options.Encoder == EncoderKind.Residual)
            {
                encoder.Add(resolution, "aux_residual", StepRole.AddImageResidual, new Conv2d(seen, channels, 3, place, Resample.Down, filter, fused: true), channels);
                seen = channels;
            }
        }

        void AddOutput(int resolution, bool isLowest)
        {
            if (options.Decoder == DecoderKind.Skip && !isLowest)
                decoder.Add(resolution, "aux_up", StepRole.ResampleOutput, new Conv2d(options.Outputs, options.Outputs, 0, place, Resample.Up, filter), options.Outputs);
            decoder.Add(resolution, "aux_norm", StepRole.NormalizeOutput, new GroupNorm(channels, place, Eps), channels);
            decoder.Add(resolution, "aux_conv", StepRole.AddOutput, new Conv2d(channels, options.Outputs, 3, place, initial: InitialWeights.NearZero), options.Outputs);
        }
    }
}
