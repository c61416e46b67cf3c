using FDistill.Teachers;
using FDistill.Testing;
using FDistill.Testing.Teachers;

namespace Acme.Teachers.Tests;

public sealed class ResidualTeacherLaws : TeacherLaws
{
    protected override ITeacher CreateTeacher(PartServices services) => new ResidualTeacher(new ResidualTeacherOptions(), services.Environment, services.WeightFiles);
}
