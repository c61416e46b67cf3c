namespace FDistill.Hosting.Composition;

/// <summary>The keys under which a run's parts are registered:
/// the places in the run file where they are chosen.</summary>
/// <remarks>A place, not the part's name: a run may use one dataset twice with different options.</remarks>
internal static class PartKeys
{
    public const string Teacher = "teacher";
    public const string Divergence = "divergence";
    public const string Head = "head";
    public const string Dataset = "dataset";
    public const string Classifier = "extractor";
    public const string Test = "test";
    public const string Extractor = "evaluation:extractor";
    public const string Prompts = "evaluation:prompts";
    public const string TeacherSamplers = "evaluation:teacherSamplers";
    public const string Reference = "evaluation:reference";

    public static string Metric(int index) => $"evaluation:metrics:{index}";
}
