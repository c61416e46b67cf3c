using System.CommandLine;
using FDistill.Hosting.RunFiles;
using FDistill.Hosting.Running;

namespace FDistill.Cli.Commands;

/// <summary><c>fdistill classifier train FILE</c>: trains the
/// classifier on whose features samples are measured.</summary>
internal sealed class ClassifierCommand : VerbCommand
{
    public ClassifierCommand(Func<ParseResult, Runner> runner)
        : base("classifier", "Trains classifiers, on whose features samples are measured.", "fdistill classifier train samples/digits-classifier.json")
    {
        var train = new VerbCommand("train", "Trains a classifier from scratch.", "fdistill classifier train samples/digits-classifier.json");
        var file = new Argument<string>("file") { Description = "The run file of the training (JSON)." };
        var options = new RunOptions();
        train.Arguments.Add(file);
        options.AddTo(train);
        train.SetAction((parsed, _) => runner(parsed).RunAsync<ClassifierTrainingRunFile>(
            parsed.GetValue(file)!, options.Overrides(parsed), new RunSettings(options.Resumes(parsed)), options.IsDry(parsed), "classifier train", options.MaxTime(parsed)));
        Subcommands.Add(train);
    }
}
