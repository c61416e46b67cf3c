namespace FDistill.Hosting.Laboratory;

/// <summary>What can be measured on the exact testbed.</summary>
[Flags]
public enum LaboratoryStudies
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Theorem 1.</summary>
    Theorem = 1,

    /// <summary>Bias and variance of the estimator's parts.</summary>
    Estimators = 2,

    /// <summary>Mode coverage.</summary>
    Coverage = 4,

    /// <summary>h over sample space.</summary>
    Map = 8,

    /// <summary>All of it.</summary>
    All = Theorem | Estimators | Coverage | Map,
}
