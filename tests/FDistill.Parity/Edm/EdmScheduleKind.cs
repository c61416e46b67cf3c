using FDistill.Parity.Checks;
using FDistill.Plugins.Edm.Noise;
using FDistill.Plugins.Edm.Preconditioning;
using static TorchSharp.torch;

namespace FDistill.Parity.Edm;

/// <summary>Noise levels of samplers and of training from scratch.</summary>
internal sealed class EdmScheduleKind : ICheckKind
{
    private const string Functions = "time_steps, lognormal, vp_sigma, vp_sigma_inv, vp_loss_sigma, ve_loss_sigma, iddpm_u or iddpm_round_sigma";

    public string Name => "edm.schedule";

    public void Compute(Check check, CheckCall call)
    {
        var constants = check.Kwargs;
        double Constant(string name) => constants.Number(name);
        Tensor Float64(string role) => call.Input(role).to_type(float64);
        VpCurve Curve() => new(Constant("beta_d"), Constant("beta_min"));
        IddpmPreconditioning Steps() => new(Constant("C_1"), Constant("C_2"), constants.Integer("M"), CPU);
        switch (constants.Text("function"))
        {
            case "time_steps":
                var times = Schedules.Of(Constant("sigma_min"), Constant("sigma_max"), Constant("rho")).SamplingTimes(constants.Integer("num_steps"));
                call.Return("t_steps", tensor(times.ToArray(), dtype: float64, device: CPU));
                break;
            case "lognormal":
                var schedule = Schedules.Of(0.002, 80, 7, Constant("P_mean"), Constant("P_std"), Constant("sigma_data"));
                var sigma = schedule.TrainingTime(call.Input("rnd_normal"));
                call.Return("sigma", sigma);
                call.Return("weight", schedule.LossWeight(sigma));
                break;
            case "vp_sigma":
                call.Return("sigma", Curve().Sigma(Float64("t")));
                break;
            case "vp_sigma_inv":
                call.Return("t", Curve().Time(Float64("sigma")));
                break;
            case "vp_loss_sigma":
                call.Return("sigma", new VpTrainingNoise(Curve(), Constant("epsilon_t")).OfUniform(Float64("rnd_uniform")));
                break;
            case "ve_loss_sigma":
                call.Return("sigma", new VeTrainingNoise(Constant("sigma_min"), Constant("sigma_max")).OfUniform(Float64("rnd_uniform")));
                break;
            case "iddpm_u":
                call.Return("u", Steps().Table);
                break;
            case "iddpm_round_sigma":
                var steps = Steps();
                var given = call.Input("sigma");
                call.Return("sigma", steps.Table.index_select(0, steps.Nearest(given.flatten())).reshape(given.shape));
                break;
            default:
                throw constants.Unknown("function", Functions);
        }
    }
}
