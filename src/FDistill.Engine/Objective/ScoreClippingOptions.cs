using System.ComponentModel.DataAnnotations;

namespace FDistill.Engine.Objective;

/// <summary>
/// How far the teacher's score may go, in units of the noise: of ε̂ = −σ
/// s_p. High guidance takes it where no score of data is. The paper saw that
/// clipping it keeps guidance of 8 from diverging (Appendix D.5), and leaves open how.
/// </summary>
public sealed class ScoreClippingOptions
{
    /// <summary>
    /// The root mean square of ε̂ over a sample's elements is cut to this, its
    /// direction kept; 0: never. The expectation of noise is no longer than the noise
    /// itself, whose own is 1. (paper: never, but in Appendix D.5; the form: house)
    /// </summary>
    [Range(0.0, double.MaxValue)]
    public double Norm { get; set; }

    /// <summary>Every element of ε̂ is cut to ± this; 0: never.
    /// (paper: never, but in Appendix D.5; the form: house)</summary>
    [Range(0.0, double.MaxValue)]
    public double Elements { get; set; }
}
