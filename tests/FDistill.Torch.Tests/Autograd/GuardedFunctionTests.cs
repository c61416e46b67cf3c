using FDistill.Torch.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace FDistill.Torch.Tests.Autograd;

public sealed class GuardedFunctionTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Tensor x = Numbers.Of(1, 3).requires_grad_();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Gradients_are_those_that_the_function_returns_again_and_again()
    {
        var slope = BackwardPass.Gradients([Custom.apply(x, Square).sum()], [x], createGraph: true)[0];
        Assert.Equal((2 * x).Floats(), slope.Floats());
        Assert.Equal([2, 2, 2], BackwardPass.Gradients([slope.sum()], [x])[0].Floats());
    }

    [Fact]
    public void What_the_forward_pass_throws_is_thrown_where_it_is_called()
    {
        var thrown = new NotSupportedException("not today");
        Func<AutogradContext, Tensor, Tensor> failing = (context, input) =>
        {
            using var inner = NewDisposeScope();
            context.save_for_backward([input * 2]);
            throw thrown;
        };
        Assert.Same(thrown, Assert.Throws<NotSupportedException>(() => Custom.apply(x, Square, failing)));
        Assert.Contains(nameof(What_the_forward_pass_throws_is_thrown_where_it_is_called), thrown.StackTrace, StringComparison.Ordinal);
        BackwardPass.Run(Custom.apply(x, Square).sum());
    }

    [Fact]
    public void What_the_backward_pass_throws_is_thrown_to_whoever_runs_it_with_its_stack_trace()
    {
        var thrown = new NotSupportedException("not today");
        Assert.Same(thrown, Assert.Throws<NotSupportedException>(() => BackwardPass.Run(Custom.apply(x, (_, _) => Throw(thrown)).sum())));
        Assert.Contains(nameof(Throw), thrown.StackTrace, StringComparison.Ordinal);
        Assert.Null(x.grad);

        BackwardPass.Run(Custom.apply(x, Square).sum());
        Assert.Equal((2 * x).Floats(), x.grad!.Floats());
    }

    [Fact]
    public void What_the_backward_pass_throws_is_thrown_to_whoever_asks_for_gradients() =>
        Assert.Throws<NotSupportedException>(() => BackwardPass.Gradients([Custom.apply(x * 2, (_, _) => Throw(new NotSupportedException())).sum()], [x], createGraph: true));

    [Fact]
    public void Of_several_failures_the_first_is_thrown()
    {
        var y = Custom.apply(Custom.apply(x, (_, _) => Throw(new ArithmeticException())), (_, _) => Throw(new NotSupportedException()));
        Assert.Throws<NotSupportedException>(() => BackwardPass.Run(y.sum()));
    }

    [Fact]
    public void A_pass_within_a_pass_throws_to_the_one_around_it()
    {
        Func<AutogradContext, Tensor, IReadOnlyList<Tensor?>> inner = (_, _) =>
        {
            using var graded = enable_grad();
            var z = Numbers.Of(2, 3).requires_grad_();
            BackwardPass.Run(Custom.apply(z, (_, _) => Throw(new ArithmeticException())).sum());
            return Throw(new NotSupportedException());
        };
        Assert.Throws<ArithmeticException>(() => BackwardPass.Run(Custom.apply(x, inner).sum()));
    }

    /// <summary>As a CUDA device's part of a pass is computed.</summary>
    [Fact]
    public void A_failure_on_a_thread_of_libtorch_s_own_is_thrown_too()
    {
        Func<AutogradContext, Tensor, IReadOnlyList<Tensor?>> elsewhere = (_, gradient) =>
        {
            var thread = new Thread(() => Torch.Autograd.RunningPass.TryKeep(new NotSupportedException()));
            thread.Start();
            thread.Join();
            return [gradient * 1, null, null];
        };
        Assert.Throws<NotSupportedException>(() => BackwardPass.Run(Custom.apply(x, elsewhere).sum()));
        Assert.False(Torch.Autograd.RunningPass.TryKeep(new NotSupportedException()));
    }

    [Fact]
    public async Task Passes_at_the_same_time_throw_their_own_failures()
    {
        using var together = new Barrier(2);
        var passes = new Exception[] { new ArithmeticException(), new NotSupportedException() }.Select(own => Task.Factory.StartNew(() =>
        {
            using var inner = NewDisposeScope();
            var loss = Custom.apply(Numbers.Of(2, 3).requires_grad_(), (_, _) => together.SignalAndWait(TimeSpan.FromSeconds(30)) ? Throw(own) : []).sum();
            return ReferenceEquals(own, Assert.ThrowsAny<Exception>(() => BackwardPass.Run(loss)));
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        Assert.All(await Task.WhenAll(passes), Assert.True);
    }

    [Fact]
    public void Gradients_that_do_not_fit_the_arguments_are_refused()
    {
        AssertRefused((_, gradient) => [gradient * 1], "Custom returned 1 gradients for 3 arguments");
        AssertRefused((_, gradient) => [gradient * 1, gradient * 1, null], "Custom returned a gradient for argument 1, which is not a tensor");
        AssertRefused((_, gradient) => [Disposed(gradient), null, null], "argument 0 that is disposed already");
    }

    [Fact]
    public void Several_results_are_guarded_alike()
    {
        var (twice, thrice) = (Several.apply(x, false) is [var first, var second]) ? (first, second) : default;
        BackwardPass.Run((twice! + thrice!).sum());
        Assert.Equal([5, 5, 5], x.grad!.Floats());

        Assert.Throws<NotSupportedException>(() => BackwardPass.Run(Several.apply(x, true)[0].sum()));
        Assert.Throws<InvalidCastException>(() => Several.apply(x, "none"));
    }

    private void AssertRefused(Func<AutogradContext, Tensor, IReadOnlyList<Tensor?>> differentiate, string words) =>
        Assert.Contains(words, Assert.Throws<InvalidOperationException>(() => BackwardPass.Run(Custom.apply(x, differentiate).sum())).Message, StringComparison.Ordinal);

    private static IReadOnlyList<Tensor?> Square(AutogradContext context, Tensor gradient) => [gradient * 2 * context.get_saved_variables()[0], null, null];

    private static IReadOnlyList<Tensor?> Throw(Exception exception) => throw exception;

    private static Tensor Disposed(Tensor tensor)
    {
        var other = tensor * 2;
        other.Dispose();
        return other;
    }

    /// <summary>x², with passes of the test's.</summary>
    private sealed class Custom : GuardedFunction<Custom>
    {
        public static Tensor apply(Tensor x, Func<AutogradContext, Tensor, IReadOnlyList<Tensor?>> differentiate, Func<AutogradContext, Tensor, Tensor>? compute = null) =>
            GuardedFunction<Custom>.apply(x, differentiate, compute);

        protected override Tensor Compute(AutogradContext context, IReadOnlyList<object?> arguments)
        {
            var x = (Tensor)arguments[0]!;
            context.save_data("differentiate", arguments[1]);
            context.save_for_backward([x]);
            return ((Func<AutogradContext, Tensor, Tensor>?)arguments[2])?.Invoke(context, x) ?? x * x;
        }

        protected override IReadOnlyList<Tensor?> Differentiate(AutogradContext context, Tensor gradient) =>
            ((Func<AutogradContext, Tensor, IReadOnlyList<Tensor?>>)context.get_data("differentiate"))(context, gradient);
    }

    /// <summary>2x and 3x.</summary>
    private sealed class Several : GuardedMultiFunction<Several>
    {
        protected override IReadOnlyList<Tensor> Compute(AutogradContext context, IReadOnlyList<object?> arguments)
        {
            context.save_data("fails", (bool)arguments[1]!);
            var x = (Tensor)arguments[0]!;
            return [2 * x, 3 * x];
        }

        protected override IReadOnlyList<Tensor?> Differentiate(AutogradContext context, IReadOnlyList<Tensor> gradients) =>
            (bool)context.get_data("fails") ? throw new NotSupportedException() : [2 * gradients[0] + 3 * gradients[1], null];
    }
}
