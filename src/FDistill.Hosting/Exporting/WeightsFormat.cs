using FDistill.Teachers;

namespace FDistill.Hosting.Exporting;

/// <summary>The network alone, as the teacher's ecosystem reads
/// it: what a run leaves in its folder <c>export</c>.</summary>
/// <param name="teacher">Writes it.</param>
internal sealed class WeightsFormat(ITeacher teacher) : IModelFormat
{
    /// <inheritdoc/>
    public string Name => "weights";

    /// <inheritdoc/>
    public void Write(StudentModel student, string folder) => teacher.Export(student.Network, folder);
}
