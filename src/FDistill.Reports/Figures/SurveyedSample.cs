namespace FDistill.Reports.Figures;

/// <summary>What a run makes of one of its student's samples.</summary>
/// <param name="T">The noise level at which it is looked at.</param>
/// <param name="LogRatio">log r, clamped.</param>
/// <param name="NormalizedLogRatio">log r after stage 1: the ratio that h is taken of.</param>
/// <param name="Weight">h(r), before stage 2.</param>
/// <param name="ScoreDifference">‖s_p − s_q‖ at x_t; not a number in a run that matches no scores.</param>
public sealed record SurveyedSample(double T, double LogRatio, double NormalizedLogRatio, double Weight, double ScoreDifference);
