using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Tests.Support;

namespace FDistill.Hosting.Tests.RunFiles;

/// <summary>What people get wrong, and what they are told.</summary>
public sealed class WrongRunFileTests(ToyParts toys) : IClassFixture<ToyParts>, IDisposable
{
    private readonly Support.RunFiles files = new(toys);

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData("", "run.json: the file is empty; expected a JSON object")]
    [InlineData("[1]", "run.json: expected a JSON object at the top of the file")]
    [InlineData("{ \"name\": \"a\" \"seed\": 1 }", "run.json, line 1, column 15: not JSON: '\"' is invalid after a value. Expected either ',', '}', or ']'.")]
    [InlineData("{\n  'name': 1 }", "run.json, line 2, column 3: not JSON: ''' is an invalid start of a property name. Expected a '\"'.")]
    [InlineData("{ \"seed\": 1,\n  \"name\": \"\\ud83d\" }", "run.json, line 2, column 11: not JSON: a text is no Unicode: half a surrogate pair")]
    [InlineData("{ \"seed\": 1 } }", "run.json, line 1, column 15: not JSON: '}' is invalid after a single JSON value. Expected end of data.")]
    [InlineData("{ \"seed\": 1,\n  \"seed\": 2 }", "run.json, line 2: seed: the key is given twice; keep one")]
    [InlineData("{ \"seed\": 1,\n  \"Seed\": 2 }", "run.json, line 2: Seed: the key is given twice; keep one")]
    public void A_file_that_is_not_a_json_object_is_refused_with_the_place(string json, string message) =>
        Assert.Equal(message, Assert.Throws<RunFileException>(() => files.Load(json)).Message);

    [Theory]
    [InlineData("\"iterations\": 5", "iterations: there is no such key. Keys here: $schema, name, seed, device, precision, output, plugins, teacher, divergence, head, dataset, training, checkpoints, evaluation, report.")]
    [InlineData("\"trainning\": {}", "trainning: there is no such key; did you mean 'training'? Keys here: $schema, name, seed, device, precision, output, plugins, teacher, divergence, head, dataset, training, checkpoints, evaluation, report.")]
    [InlineData("\"checkpoints\": { \"evry\": 5 }", "checkpoints.evry: there is no such key; did you mean 'every'? Keys here: every, keep.")]
    [InlineData("\"training\": { \"student\": { \"schedule\": { \"warmup\": { \"steps\": 1 } } } }", "training.student.schedule.warmup: found a section, expected a whole number")]
    [InlineData("\"training\": { \"averages\": [{}, { \"decy\": 0.9 }] }", "training.averages[1].decy: there is no such key; did you mean 'decay'? Keys here: form, decay, warmUp, start, gamma, halfLife, rampUp.")]
    [InlineData("\"training\": { \"iterations\": \"many\" }", "training.iterations: found 'many', expected a whole number")]
    [InlineData("\"training\": { \"iterations\": 1.5 }", "training.iterations: found '1.5', expected a whole number")]
    [InlineData("\"training\": { \"iterations\": null }", "training.iterations: found null, expected a whole number")]
    [InlineData("\"training\": { \"iterations\": [5] }", "training.iterations: found a list, expected a whole number")]
    [InlineData("\"training\": { \"guidance\": true }", "training.guidance: found 'true', expected a number")]
    [InlineData("\"training\": { \"guidance\": \"NaN\" }", "training.guidance: found 'NaN', expected a number")]
    [InlineData("\"training\": { \"normalizeWeight\": 1 }", "training.normalizeWeight: found '1', expected true or false")]
    [InlineData("\"training\": []", "training: found a list, expected a section of keys")]
    [InlineData("\"training\": 5", "training: found '5', expected a section of keys")]
    [InlineData("\"training\": { \"averages\": { \"decay\": 1 } }", "training.averages: found a section, expected a list")]
    [InlineData("\"training\": { \"averages\": 3 }", "training.averages: found '3', expected a list")]
    [InlineData("\"training\": { \"averages\": [0.9] }", "training.averages[0]: found '0.9', expected a section of keys")]
    [InlineData("\"training\": { \"batch\": 0 }", "training.batch: found 0, expected at least 1 and at most 1048576")]
    [InlineData("\"training\": { \"batch\": 2147483647 }", "training.batch: found 2147483647, expected at least 1 and at most 1048576")]
    [InlineData("\"training\": { \"batch\": 3000000000 }", "training.batch: found '3000000000', expected a whole number")]
    [InlineData("\"training\": { \"averages\": [{ \"decay\": 1.5 }] }", "training.averages[0].decay: found 1.5, expected at least 0 and at most 1")]
    [InlineData("\"training\": { \"student\": { \"beta1\": 1 } }", "training.student.beta1: beta1 must be below 1")]
    [InlineData("\"training\": { \"warmStart\": \"gone\" }", "training.warmStart: there is no file or folder '{folder}/gone'")]
    [InlineData("\"precision\": \"fp16\"", "precision: found 'fp16', expected one of fp32, tf32, bf16")]
    [InlineData("\"device\": \"gpu\"", "device: found 'gpu', expected auto, cpu, cuda or cuda:N")]
    [InlineData("\"name\": \"../up\"", "name: found '../up', expected letters, digits, dots and dashes: it names the run's folder")]
    [InlineData("\"plugins\": { \"folders\": [\"gone\"] }", "plugins.folders: there is no file or folder '{folder}/gone'")]
    [InlineData("\"plugins\": { \"disabled\": [\"Joys\"] }", "plugins.disabled[0]: there is no plugin 'Joys'; did you mean 'Toys'? Found: Toys.")]
    [InlineData("\"plugins\": { \"folder\": [] }", "plugins.folder: there is no such key; did you mean 'folders'? Keys here: folders, disabled.")]
    [InlineData("\"evaluation\": { \"teacherSteps\": [18, 0] }", "evaluation.teacherSteps: found 0, expected at least 1 and at most 10000")]
    [InlineData("\"evaluation\": { \"teacherSteps\": [2000000000] }", "evaluation.teacherSteps: found 2000000000, expected at least 1 and at most 10000")]
    [InlineData("\"evaluation\": { \"teacherSamplers\": [{ \"churnNoise\": 2 }] }", "evaluation.teacherSamplers[0].churnNoise: churnNoise has no effect: churn is 0, and no noise is added; leave it out, or give churn")]
    [InlineData("\"evaluation\": { \"teacherSamplers\": [{ \"churnFrom\": 1 }] }", "evaluation.teacherSamplers[0].churnFrom: churnFrom has no effect: churn is 0, and no noise is added; leave it out, or give churn")]
    [InlineData("\"evaluation\": { \"teacherSamplers\": [{ \"churn\": 5, \"churnFrom\": 9, \"churnTo\": 3 }] }", "evaluation.teacherSamplers[0].churnFrom: churnFrom 9 and churnTo 3 leave no noise level at which noise is added; churnFrom must be at most churnTo")]
    [InlineData("\"evaluation\": { \"metrics\": [{ \"use\": \"fréchet\" }] }", "evaluation.metrics[0].use: there is no metric 'fréchet'; did you mean 'frechet'? There are: frechet.")]
    [InlineData("\"evaluation\": { \"metrics\": [{ \"use\": \"frechet\", \"k\": 3 }] }", "evaluation.metrics[0].k: there is no such key. Keys here: use.")]
    [InlineData("\"evaluation\": { \"metrics\": [\"frechet\"] }", "evaluation.metrics[0]: found 'frechet', expected a section such as { \"use\": \"name\" }")]
    public void A_mistake_is_told_with_its_line_its_key_what_was_found_and_what_was_expected(string mistake, string message)
    {
        var failure = Assert.Throws<RunFileException>(() => files.Load(Support.RunFiles.Minimal(more: mistake)));

        Assert.Equal("run.json, line 6: " + message.Replace("{folder}", files.Folder, StringComparison.Ordinal), failure.Message);
    }

    [Theory]
    [InlineData("{ \"use\": \"jss\" }", "divergence.use: there is no divergence 'jss'; did you mean 'js'? There are: forward-kl, js, power.")]
    [InlineData("{ \"use\": \"wasserstein\" }", "divergence.use: there is no divergence 'wasserstein'. There are: forward-kl, js, power.")]
    [InlineData("{ \"use\": \"js\", \"gamma\": 2 }", "divergence.gamma: there is no such key. Keys here: use.")]
    [InlineData("{ \"use\": \"power\", \"gama\": 2 }", "divergence.gama: there is no such key; did you mean 'gamma'? Keys here: use, gamma.")]
    [InlineData("{ \"use\": \"power\", \"gamma\": -1 }", "divergence.gamma: found -1, expected at least 0 and at most 4")]
    [InlineData("{}", "divergence.use: is missing: it names the divergence. There are: forward-kl, js, power.")]
    [InlineData("{ \"use\": 7 }", "divergence.use: there is no divergence '7'. There are: forward-kl, js, power.")]
    [InlineData("\"js\"", "divergence: found 'js', expected a section such as { \"use\": \"name\" }")]
    public void A_part_that_is_chosen_wrongly_is_told_with_those_there_are(string divergence, string message) =>
        Assert.Equal($"run.json, line 3: {message}", Assert.Throws<RunFileException>(() => files.Load(Support.RunFiles.Minimal(divergence: divergence))).Message);

    [Theory]
    [InlineData("{ \"use\": \"mlp\", \"resolutions\": [] }", "head.resolutions: expected at least 1 entry")]
    [InlineData("{ \"use\": \"mlp\", \"resolutions\": [8, \"x\"] }", "head.resolutions[1]: found 'x', expected a whole number")]
    [InlineData("{ \"use\": \"mlp\", \"resolutions\": [8, 0] }", "head.resolutions: found 0, expected at least 1 and at most 512")]
    [InlineData("{ \"use\": \"mlp\", \"activation\": \"tanh\" }", "head.activation: found 'tanh', expected one of silu, leakyRelu")]
    [InlineData("{ \"use\": \"mlp\", \"layers\": [{ \"width\": 0 }] }", "head.layers[0].width: found 0, expected at least 1")]
    public void A_parts_own_options_are_validated_like_the_hosts(string head, string message) =>
        Assert.Equal($"run.json, line 4: {message}", Assert.Throws<RunFileException>(() => files.Load(Support.RunFiles.Minimal(head: head))).Message);

    [Fact]
    public void A_section_that_is_missing_is_told_with_what_could_stand_there() =>
        Assert.Equal("run.json: teacher: is missing; expected a section such as { \"use\": \"name\" }. There are: toy.", Message("""
            { "divergence": { "use": "js" }, "head": { "use": "mlp" }, "dataset": { "use": "points" } }
            """));

    [Fact]
    public void A_file_that_is_missing_is_named_by_its_full_path() => Assert.Equal(
        $"run.json, line 2: teacher.checkpoint: there is no file or folder '{files.Folder}/none.safetensors'",
        Message(Support.RunFiles.Minimal(teacher: """{ "use": "toy", "checkpoint": "none.safetensors" }""")));

    [Fact]
    public void A_required_option_that_is_missing_is_named() => Assert.Equal(
        "run.json, line 2: teacher.checkpoint: is missing; expected a text",
        Message(Support.RunFiles.Minimal(teacher: """{ "use": "toy" }""")));

    [Fact]
    public void All_mistakes_are_told_together()
    {
        var failure = Assert.Throws<RunFileException>(() => files.Load("""
            {
              "teacher": { "use": "toy" },
              "divergence": { "use": "jss" },
              "head": { "use": "mlp", "bias": "maybe" },
              "dataset": { "use": "points" },
              "trainnig": {},
              "training": { "batch": 0 }
            }
            """));

        Assert.Equal(
            ["teacher.checkpoint", "divergence.use", "head.bias", "trainnig", "training.batch"],
            failure.Problems.Select(problem => problem.Key));
    }

    [Theory]
    [InlineData("training.bach=3", "--set training.bach: training.bach: there is no such key; did you mean 'batch'? Keys here: iterations, ")]
    [InlineData("training.batch=x", "--set training.batch: training.batch: found 'x', expected a whole number")]
    [InlineData("head.resolutions=[8", "--set head.resolutions: the value begins as JSON but is not: ")]
    [InlineData("training.batch", "--set takes key=value, as in --set training.iterations=100; found 'training.batch'.")]
    [InlineData("=3", "--set takes key=value, as in --set training.iterations=100; found '=3'.")]
    public void A_mistake_in_a_setting_names_the_setting(string setting, string message) =>
        Assert.StartsWith(message, Assert.ThrowsAny<UserException>(() => files.Load(Support.RunFiles.Minimal(), setting)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_mistake_in_the_environment_names_the_variable()
    {
        files.With("FDISTILL__training__batch", "x");

        Assert.Equal("environment variable FDISTILL__training__batch: training.batch: found 'x', expected a whole number", Message(Support.RunFiles.Minimal()));
    }

    [Fact]
    public void A_run_file_that_is_not_there_is_named() => Assert.Equal(
        $"There is no run file {files.Folder}/none.json.",
        Assert.Throws<UserException>(() => new RunFileLoader(new System.Collections.Hashtable()).Load<DistillationRunFile>($"{files.Folder}/none.json", [])).Message);

    private string Message(string json) => Assert.Throws<RunFileException>(() => files.Load(json)).Message;
}
