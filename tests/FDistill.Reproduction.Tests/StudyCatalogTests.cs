using System.Collections;
using FDistill.Hosting.RunFiles;
using FDistill.Reproduction.Runs;
using FDistill.Reproduction.Studies;
using FDistill.Tests.Shared;

namespace FDistill.Reproduction.Tests;

/// <summary>What holds of every study, as data.</summary>
public sealed class StudyCatalogTests
{
    private static readonly RunFileLoader Loader = new(new Hashtable()) { ToleratesMissingFiles = true };

    public static TheoryData<string> ScaleNames => [.. Scales.All.Select(scale => scale.Name)];

    [Theory]
    [MemberData(nameof(ScaleNames))]
    public void Every_study_of_a_scale_has_runs_that_can_be_run_and_differ(string name)
    {
        var scale = Scale.Find(name);
        var studies = StudyCatalog.Studies.Where(study => study.Blocks.Any(block => scale.RunFiles.ContainsKey(block.Data))).ToList();
        ReproductionRequest request = new(studies, [], scale, [0], "/nowhere", []);

        var plan = ReproductionPlan.Of(request, scale, Loader, new RunsThere("/nowhere", new Hashtable()), name => Path.Combine(Readme.Path("samples"), name));

        Assert.NotEmpty(plan.Runs);
        Assert.Equal(plan.Runs.Count, plan.Runs.Select(run => run.Folder.Path).Distinct().Count());
        Assert.All(plan.Runs, run => Assert.NotNull(run.Loaded.RunFile.Evaluation));
    }

    [Fact]
    public void Of_a_name_there_is_one_variant()
    {
        var variants = StudyCatalog.Studies.SelectMany(study => study.Blocks).SelectMany(block => block.Rows).SelectMany(row => new[] { row.Variant, row.Baseline, row.Variant?.WarmStart }).OfType<Variant>();

        foreach (var variant in variants.GroupBy(variant => variant.Name))
            Assert.Single(variant.Select(one => string.Join(';', one.Settings) + one.WarmStart?.Name).Distinct());
    }

    [Fact]
    public void The_papers_numbers_stand_in_columns_of_their_table_and_every_baseline_is_a_row()
    {
        foreach (var block in StudyCatalog.Studies.SelectMany(study => study.Blocks))
        {
            Assert.All(block.Rows.SelectMany(row => row.Paper.Keys), column => Assert.Contains(column, block.Columns));
            Assert.All(block.Rows.Select(row => row.Baseline).OfType<Variant>(), baseline => Assert.Contains(baseline, block.Variants));
        }
    }

    [Fact]
    public void Warm_starts_are_planned_before_the_runs_that_start_from_them()
    {
        ReproductionRequest request = new([Table4.Study], [], Scale.Find("full"), [0], "/nowhere", []);

        var plan = ReproductionPlan.Of(request, request.Scale!, Loader, new RunsThere("/nowhere", new Hashtable()), name => Path.Combine(Readme.Path("samples"), name));

        Assert.Equal(["coco-reverse-kl-guidance-1.75, seed 0", "coco-js-guidance-1.75, seed 0", "coco-reverse-kl-guidance-5, seed 0", "coco-js-guidance-5, seed 0"], plan.Runs.Select(run => run.Name));
        Assert.Equal(plan.Runs[0].Folder.Path, plan.Runs[1].Loaded.RunFile.Training.WarmStart);
    }

    [Fact]
    public void The_run_file_for_COCO_is_Stable_Diffusions_with_an_evaluation()
    {
        var (preset, coco) = (Training("sd15.json"), Training(Path.Combine("reproduce", "coco.json")));
        Assert.Equal(preset, coco);

        static string Training(string file)
        {
            var json = ResolvedRunFile.ToJson(Loader.Load<DistillationRunFile>(Readme.Path("samples/" + file), []).RunFile);
            foreach (var key in (string[])["name", "output", "evaluation"]) json.Remove(key);
            return json.ToJsonString();
        }
    }
}
