using FDistill.Datasets;
using FDistill.Divergences;
using FDistill.Heads;
using FDistill.Metrics;
using FDistill.Plugins;
using FDistill.Teachers;

namespace FDistill.Engine.Contracts;

/// <summary>A part did what its contract rules out, and nothing was made of it.</summary>
/// <param name="part">The part.</param>
/// <param name="member">The member of the contract, e.g. <c>IDenoiser.Denoise</c>.</param>
/// <param name="clause">What was found, and what the contract expects.</param>
public sealed class BrokenContractException(object part, string member, string clause) : Exception
{
    /// <summary>The part.</summary>
    public object Part { get; } = OptionalContract.Innermost(part);

    /// <summary>The member of the contract.</summary>
    public string Member => member;

    /// <summary>What was found, and what the contract expects.</summary>
    public string Clause => clause;

    /// <summary>What the part is called: its plugin, kind and name,
    /// where a host gives them, else its class and assembly.</summary>
    public string PartName { get; set; } = Describe(OptionalContract.Innermost(part));

    /// <inheritdoc/>
    public override string Message => $"{PartName} breaks the contract of {Member}: {Clause}.";

    private static string Describe(object part) => $"the {Kind(part)} {part.GetType().Name} of {part.GetType().Assembly.GetName().Name}";

    private static string Kind(object part) => part switch
    {
        ITeacher => "teacher",
        IDivergence => "divergence",
        IDiscriminatorHead => "head",
        IDataset => "dataset",
        IMetric => "metric",
        IFeatureExtractor => "extractor",
        _ => "part",
    };
}
