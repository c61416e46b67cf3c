using FDistill.Engine.Objective;
using FDistill.Parity.Support;
using static TorchSharp.torch;

namespace FDistill.Parity.Objective;

public sealed class LossParityTests
{
    private const string Recorded = "fdistill/losses";

    public static TheoryData<string> Matching => Recordings.Checks(Recorded, "fdistill.vsd_loss");

    public static TheoryData<string> Adversarial => Recordings.Checks(Recorded, "fdistill.gan_loss");

    public static TheoryData<string> Denoising => Recordings.Checks(Recorded, "fdistill.dsm_loss");

    [Theory]
    [MemberData(nameof(Matching))]
    public void Distribution_matching_has_the_peers_loss_and_gradient(string id)
    {
        using var recording = Recording.Open(Recorded);
        using var scope = NewDisposeScope();
        var check = recording[id];
        var x = check.Input("gen_data").detach().clone().requires_grad_(true);
        var weight = (check.OptionalInput("additional_scale") ?? ones([1], dtype: ScalarType.Float32, device: CPU)).expand(x.shape[0]);

        var loss = MatchingLoss.Of(x, check.Input("teacher_x0"), check.Input("fake_score_x0"), weight);
        loss.backward();

        check.Expect("loss", loss);
        check.Expect("grad/gen_data", x.grad!);
    }

    [Theory]
    [MemberData(nameof(Adversarial))]
    public void The_adversarial_losses_have_the_peers_values_and_gradients(string id)
    {
        using var recording = Recording.Open(Recorded);
        using var scope = NewDisposeScope();
        var check = recording[id];
        var fake = check.Input("fake_logits").detach().clone().requires_grad_(true);
        var real = check.OptionalInput("real_logits")?.detach().clone().requires_grad_(true);

        var loss = real is null ? AdversarialLoss.Generator(fake) : AdversarialLoss.Head(fake, real);
        loss.backward();

        check.Expect("loss", loss);
        check.Expect("grad/fake_logits", fake.grad!);
        if (real is not null) check.Expect("grad/real_logits", real.grad!);
    }

    [Theory]
    [MemberData(nameof(Denoising))]
    public void The_denoising_loss_is_the_peers_for_every_kind_of_prediction(string id)
    {
        using var recording = Recording.Open(Recorded);
        using var scope = NewDisposeScope();
        var check = recording[id];
        var (prediction, x, epsilon, t) = (check.Input("net_pred"), check.Input("x0"), check.Input("eps"), check.Input("t"));
        var schedule = RecordedSchedule.Of(check);
        var (alpha, sigma) = (schedule.Alpha(t).view(-1, 1, 1, 1), schedule.Sigma(t).view(-1, 1, 1, 1));
        var noised = alpha * x + sigma * epsilon;

        // Our denoisers estimate x_0, so the recorded prediction is first turned into the estimate that it stands for.
        var (error, estimate) = check.Setting("pred_type").GetString() switch
        {
            "x0" => (DenoisingError.Sample, prediction),
            "eps" => (DenoisingError.Noise, (noised - sigma * prediction) / alpha),
            "v" => (DenoisingError.Velocity, (alpha * noised - sigma * prediction) / (alpha.square() + sigma.square())),
            "flow" => (DenoisingError.Flow, (noised - sigma * prediction) / (alpha + sigma)),
            var other => throw new NotSupportedException(other),
        };

        check.Expect("loss", DenoisingLoss.Of(estimate, x, t, schedule, error));
    }
}
