using FDistill.Plugins.StableDiffusion.Tests.Support;
using FDistill.Teachers;
using FDistill.Testing;
using FDistill.Testing.Teachers;

namespace FDistill.Plugins.StableDiffusion.Tests;

public sealed class Sd15TeacherLaws : TeacherLaws
{
    private readonly SmallModel model = new();

    protected override ITeacher CreateTeacher(PartServices services) => model.Sd15();

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        model.Dispose();
    }
}

public sealed class SdxlTeacherLaws : TeacherLaws
{
    private readonly SmallModel model = new(sizes: true);

    protected override ITeacher CreateTeacher(PartServices services) => model.Sdxl();

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        model.Dispose();
    }
}
