using FDistill.Datasets;
using FDistill.Plugins.GaussianMixture.Tests.Support;
using FDistill.Teachers;
using FDistill.Testing;
using FDistill.Testing.Datasets;
using FDistill.Testing.Teachers;

namespace FDistill.Plugins.GaussianMixture.Tests;

public sealed class GaussianMixtureTeacherLaws : ExactTeacherLaws
{
    protected override bool CopiesWeights => false;

    protected override IExactTeacher CreateExactTeacher(PartServices services) =>
        new GaussianMixtureTeacher(new GaussianMixtureTeacherOptions { Components = Some.Components }, services.Environment, services.WeightFiles);
}

public sealed class GaussianMixtureDatasetLaws : DatasetLaws
{
    protected override bool HasPictures => false;

    protected override IDataset CreateDataset() => new GaussianMixtureDataset(new() { Components = Some.Components, Records = 10 });
}
