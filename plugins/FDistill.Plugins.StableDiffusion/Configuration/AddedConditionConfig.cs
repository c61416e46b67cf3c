namespace FDistill.Plugins.StableDiffusion.Configuration;

/// <summary>How a U-Net takes pooled text and sizes into its time embedding (SDXL's micro-conditioning).</summary>
/// <param name="NumberWidth">The width of the embedding of each of the size's numbers.</param>
/// <param name="InputWidth">The width of pooled text and embedded numbers together.</param>
public sealed record AddedConditionConfig(int NumberWidth, int InputWidth)
{
    /// <summary>Reads the settings of a U-Net; null where it takes nothing else.</summary>
    public static AddedConditionConfig? Read(ConfigFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        file.Only("addition_embed_type", "\"text_time\"");
        if (file.Find("addition_embed_type") is not null)
            return new AddedConditionConfig(file.Integer("addition_time_embed_dim"), file.Integer("projection_class_embeddings_input_dim"));
        file.Only("addition_time_embed_dim", "null");
        file.Only("projection_class_embeddings_input_dim", "null");
        return null;
    }
}
