using FDistill.Heads;
using FDistill.Teachers;

namespace FDistill.Reports.Laboratory.Testbed;

/// <summary>The parts that the testbed measures. They belong to whoever made them.</summary>
/// <param name="Teacher">A teacher of which all is known.</param>
/// <param name="Head">The head whose logit is to be log r.</param>
public sealed record TestbedParts(IExactTeacher Teacher, IDiscriminatorHead Head);
