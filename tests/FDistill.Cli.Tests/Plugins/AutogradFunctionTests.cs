using FDistill.Cli.Tests.Support;

namespace FDistill.Cli.Tests.Plugins;

/// <summary>Heads with autograd functions of their own that throw in the backward
/// pass. The command runs in a process of its own, for some of them end it.</summary>
public sealed class AutogradFunctionTests(SampleParts parts) : IClassFixture<SampleParts>
{
    private const string Plugin = "Acme.Heads", Logits = "return linear.call(cat(means, dim: 1).tanh()).MoveToOuterDisposeScope();";

    [Fact]
    public async Task What_a_guarded_function_throws_ends_the_run_as_any_exception_of_a_part_does()
    {
        using var run = new SampleRun(parts, Plugin, Logits, Through("Guarded.apply(logits)", """
            private sealed class Guarded : FDistill.Torch.GuardedFunction<Guarded>
            {
                protected override Tensor Compute(autograd.AutogradContext context, IReadOnlyList<object> arguments) => (Tensor)arguments[0] * 1;

                protected override IReadOnlyList<Tensor> Differentiate(autograd.AutogradContext context, Tensor gradient) => throw new NotSupportedException("no licence");
            }
            """));

        var (exitCode, told) = await Run(run);

        Assert.Equal(1, exitCode);
        Assert.Contains("fdistill: The plugin Acme.Heads failed: NotSupportedException: no licence.", told, StringComparison.Ordinal);
        Assert.Contains("Acme.Heads.LinearProbe.Network.Guarded.Differentiate", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_function_of_TorchSharp_s_own_base_throws_ends_the_process_in_order()
    {
        using var run = new SampleRun(parts, Plugin, Logits, Bare);

        var (exitCode, told) = await Run(run);

        Assert.Equal(1, exitCode);
        Assert.Contains("fdistill: The plugin Acme.Heads ended the process by an exception in the backward pass of an autograd function: NotSupportedException: no licence.", told, StringComparison.Ordinal);
        Assert.Contains("the function has to derive from FDistill.Torch.GuardedFunction", told, StringComparison.Ordinal);
        Assert.Contains("Acme.Heads.LinearProbe.Network.Bare.backward", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_not_the_command_ends_as_dotnet_ends_it()
    {
        using var run = new SampleRun(parts, Plugin, Logits, Bare);
        var program = Path.Combine(AppContext.BaseDirectory.Replace(typeof(AutogradFunctionTests).Assembly.GetName().Name!, "Embedding", StringComparison.Ordinal), "Embedding.dll");

        var (exitCode, output) = await OtherProgram.RunAsync(program, run.Changed, [("FDISTILL__plugins__folders", $"[\"{run.Changed}\"]"), ("FDISTILL__head", "{\"use\":\"acme\"}")]);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("Acme.Heads.LinearProbe.Network.Bare.backward", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Second_derivatives_of_what_was_checkpointed_end_the_run_with_the_reason()
    {
        using var run = new SampleRun(parts, Plugin, Logits, Through("FDistill.Torch.GradientCheckpoint.Of(inputs => inputs[0].square(), [], [logits], isOn: true)", ""));

        var (exitCode, told) = await Run(run, "--set", "training.gradientPenalty.gamma=1", "--set", "training.gradientPenalty.form=exact");

        Assert.Equal(1, exitCode);
        Assert.Contains("gradient checkpointing has first derivatives only, and second ones are asked for; switch it off", told, StringComparison.Ordinal);
    }

    /// <summary>The head with a function of TorchSharp's own base.</summary>
    private static string Bare => Through("Bare.apply(logits)", """
        private sealed class Bare : autograd.SingleTensorFunction<Bare>
        {
            public override string Name => nameof(Bare);

            public override Tensor forward(autograd.AutogradContext context, params object[] arguments) => (Tensor)arguments[0] * 1;

            public override List<Tensor> backward(autograd.AutogradContext context, Tensor gradient) => throw new NotSupportedException("no licence");
        }
        """);

    /// <summary>The head's forward pass with one more function behind it, which is declared in its class.</summary>
    private static string Through(string call, string function) =>
        $"var logits = linear.call(cat(means, dim: 1).tanh()); return {call}.MoveToOuterDisposeScope(); }} {function} public void Nothing() {{";

    /// <summary>Its exit code, and what it wrote, on one line.</summary>
    private static async Task<(int ExitCode, string Told)> Run(SampleRun run, params string[] more)
    {
        var (exitCode, output) = await OtherProgram.RunAsync(Path.Combine(AppContext.BaseDirectory, "fdistill.dll"), Path.GetTempPath(), ["run", run.File, "--output", run.Output, .. more]);
        return (exitCode, string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }
}
