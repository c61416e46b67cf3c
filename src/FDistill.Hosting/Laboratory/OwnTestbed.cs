namespace FDistill.Hosting.Laboratory;

/// <summary>The testbed that is made where no run file names one: parts as a run file would choose them.</summary>
/// <param name="Head">The head: JSON. It is taken too where a run file names a teacher alone.</param>
/// <param name="Teacher">The teacher of points of a dimension: JSON.</param>
/// <param name="Smallest">The smallest dimension that there is.</param>
/// <param name="Largest">The largest.</param>
public sealed record OwnTestbed(string Head, Func<int, string> Teacher, int Smallest, int Largest);
