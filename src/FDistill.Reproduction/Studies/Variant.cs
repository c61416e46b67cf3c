namespace FDistill.Reproduction.Studies;

/// <summary>A distillation as the paper varies it: a scale's run file with some keys changed.</summary>
/// <param name="Name">What its runs' folders are called; of a name there is one variant.</param>
/// <param name="Settings">What differs from the run file, as <c>key=value</c>.</param>
internal sealed record Variant(string Name, params string[] Settings)
{
    /// <summary>The variant whose student, fake score and head this one starts
    /// from where a scale has warm starts; null for the teacher's copy.</summary>
    public Variant? WarmStart { get; init; }

    /// <summary>This variant with further keys changed.</summary>
    /// <param name="suffix">What is added to its name.</param>
    /// <param name="settings">The further keys.</param>
    public Variant With(string suffix, params string[] settings) => new($"{Name}-{suffix}", [.. Settings, .. settings]) { WarmStart = WarmStart };

    /// <inheritdoc/>
    public bool Equals(Variant? other) => Name == other?.Name;

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}

/// <summary>The variants that several tables have in common.</summary>
internal static class Variants
{
    public static Variant ReverseKl { get; } = new("reverse-kl", "divergence.use=reverse-kl");

    public static Variant SoftenedReverseKl { get; } = new("softened-reverse-kl", "divergence.use=softened-reverse-kl");

    public static Variant SquaredHellinger { get; } = new("squared-hellinger", "divergence.use=squared-hellinger");

    public static Variant JensenShannon { get; } = new("js", "divergence.use=js");

    public static Variant Jeffreys { get; } = new("jeffreys", "divergence.use=jeffreys");

    public static Variant ForwardKl { get; } = new("forward-kl", "divergence.use=forward-kl");

    /// <summary>The matching loss left out: the paper's "adversarial distillation".</summary>
    public static Variant AdversarialOnly { get; } = new("gan-only", "divergence.use=reverse-kl", "training.matchingWeight=0");

    /// <summary>Text to image at little guidance, reverse-KL.</summary>
    public static Variant LowReverseKl { get; } = ReverseKl.Guided("1.75");

    /// <summary>Text to image at little guidance, JS; as in the paper it
    /// starts from the reverse-KL student, fake score and head.</summary>
    public static Variant LowJs { get; } = JensenShannon.Guided("1.75") with { WarmStart = LowReverseKl };

    /// <summary>Text to image at much guidance, reverse-KL.</summary>
    public static Variant HighReverseKl { get; } = ReverseKl.Guided("5");

    /// <summary>Text to image at much guidance, JS.</summary>
    public static Variant HighJs { get; } = JensenShannon.Guided("5") with { WarmStart = HighReverseKl };

    /// <summary>A variant without the GAN term in the student's loss; the head is still trained, for r.</summary>
    public static Variant WithoutGan(this Variant variant) => variant.With("without-gan", "training.adversarialWeight=0");

    /// <summary>A variant at a scale of classifier-free guidance.</summary>
    public static Variant Guided(this Variant variant, string guidance) => variant.With($"guidance-{guidance}", $"training.guidance={guidance}");
}
