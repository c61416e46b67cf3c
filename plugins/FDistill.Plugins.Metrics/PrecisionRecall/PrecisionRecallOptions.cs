using System.ComponentModel.DataAnnotations;

namespace FDistill.Plugins.Metrics.PrecisionRecall;

/// <summary>Options of <c>precision-recall</c>.</summary>
public sealed class PrecisionRecallOptions
{
    /// <summary>k: a point's ball reaches to its k-th nearest neighbour. Default
    /// 3, as in Kynkäänniemi et al. 2019 and the f-distill paper.</summary>
    [Range(1, 1000)]
    public int Neighbours { get; set; } = 3;

    /// <summary>Whose definition. Default <c>improved</c>, the f-distill paper's recall.</summary>
    [EnumDataType(typeof(PrecisionRecallDefinition))]
    public PrecisionRecallDefinition Definition { get; set; } = PrecisionRecallDefinition.Improved;
}

/// <summary>Definitions of precision and recall of generated samples.</summary>
public enum PrecisionRecallDefinition
{
    /// <summary>Kynkäänniemi et al. 2019: balls with their boundary; yields precision and recall.</summary>
    Improved,

    /// <summary>Naeem et al. 2020: balls without their boundary;
    /// yields precision, recall, density and coverage.</summary>
    Prdc,
}
