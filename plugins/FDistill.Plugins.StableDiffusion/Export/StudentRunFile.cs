using System.Text.Json.Nodes;
using FDistill.Teachers;

namespace FDistill.Plugins.StableDiffusion.Export;

/// <summary>The run file in a student's folder, <c>fdistill.json</c>: it names the
/// folder as a teacher, and says with how many steps its student is sampled.</summary>
internal static class StudentRunFile
{
    /// <summary>Its content.</summary>
    /// <param name="student">The student.</param>
    /// <param name="pipeline">The kind of model.</param>
    /// <param name="options">The teacher's options.</param>
    public static JsonObject Of(StudentModel student, Pipeline pipeline, LatentTeacherOptions options) => new()
    {
        ["name"] = student.Name,
        ["teacher"] = new JsonObject
        {
            ["use"] = pipeline.Teacher,
            ["folder"] = ".",
            ["resolution"] = options.Resolution,
            ["tile"] = options.Tile,
            ["minTime"] = options.MinTime,
            ["maxTime"] = options.MaxTime,
            ["studentTime"] = options.StudentTime,
        },
        ["training"] = new JsonObject { ["studentSteps"] = student.Times.Count },
    };
}
