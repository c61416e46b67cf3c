using FDistill.Plugins.Edm.Tests.Support;
using FDistill.Teachers;
using FDistill.Testing;
using FDistill.Testing.Teachers;

namespace FDistill.Plugins.Edm.Tests;

public sealed class EdmTeacherLaws : TeacherLaws
{
    protected override ITeacher CreateTeacher(PartServices services) => Some.Teacher(files: services.WeightFiles);
}
