namespace FDistill.Plugins.StableDiffusion.Configuration;

/// <summary>The layers of a CLIP encoder.</summary>
/// <param name="Width">The width of the hidden states.</param>
/// <param name="FeedForwardWidth">The width inside the feed-forward layers.</param>
/// <param name="Layers">How many layers.</param>
/// <param name="Heads">Attention heads.</param>
/// <param name="QuickGelu">Whether the activation is x·sigmoid(1.702x)
/// (OpenAI's models) instead of GELU (OpenCLIP's).</param>
/// <param name="Eps">Added to the variance in the normalisations.</param>
public sealed record ClipTransformerConfig(int Width, int FeedForwardWidth, int Layers, int Heads, bool QuickGelu, double Eps)
{
    /// <summary>Reads the settings that say of the layers.</summary>
    /// <param name="file">The encoder's settings.</param>
    /// <param name="otherwise">What absent settings stand for.</param>
    internal static ClipTransformerConfig Read(ConfigFile file, ClipTransformerConfig otherwise)
    {
        var config = new ClipTransformerConfig(
            file.Integer("hidden_size", otherwise.Width),
            file.Integer("intermediate_size", otherwise.FeedForwardWidth),
            file.Integer("num_hidden_layers", otherwise.Layers),
            file.Integer("num_attention_heads", otherwise.Heads),
            file.Word("hidden_act", otherwise.QuickGelu ? "quick_gelu" : "gelu", "quick_gelu", "gelu") == "quick_gelu",
            file.Number("layer_norm_eps", otherwise.Eps));
        if (config.Heads < 1 || config.Width % config.Heads != 0)
            throw file.Wrong("num_attention_heads", $"a number that divides the width of {config.Width}");
        return config;
    }
}
