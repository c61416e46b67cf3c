using FDistill.Parity.Support;
using FDistill.Plugins.Edm.Noise;
using FDistill.Plugins.Edm.Preconditioning;
using static TorchSharp.torch;

namespace FDistill.Parity.Edm;

public class ScheduleTests
{
    public static TheoryData<string, string> Schedule => Recordings.ChecksOf("edm.schedule", "edm/schedules", "edm/preconds");

    [Theory, MemberData(nameof(Schedule))]
    public void Noise_levels_are_the_references(string name, string id)
    {
        using var recording = Recording.Open(name);
        using var scope = NewDisposeScope();
        var check = recording[id];
        double Constant(string name) => check.Setting(name).GetDouble();
        IddpmPreconditioning Steps() => new(Constant("C_1"), Constant("C_2"), check.Setting("M").GetInt32(), CPU);
        switch (check.Setting("function").GetString())
        {
            case "time_steps":
                var times = Schedules.Of(Constant("sigma_min"), Constant("sigma_max"), Constant("rho")).SamplingTimes(check.Setting("num_steps").GetInt32());
                check.Expect("t_steps", tensor(times.ToArray(), dtype: float64, device: CPU));
                break;
            case "lognormal":
                var schedule = Schedules.Of(0.002, 80, 7, Constant("P_mean"), Constant("P_std"));
                var sigma = schedule.TrainingTime(check.Input("rnd_normal").to_type(float64));
                check.Expect("sigma", sigma);
                check.Expect("weight", schedule.LossWeight(sigma));
                break;
            case "vp_sigma":
                check.Expect("sigma", new VpCurve(Constant("beta_d"), Constant("beta_min")).Sigma(check.Input("t").to_type(float64)));
                break;
            case "vp_sigma_inv":
                check.Expect("t", new VpCurve(Constant("beta_d"), Constant("beta_min")).Time(check.Input("sigma").to_type(float64)));
                break;
            case "vp_loss_sigma":
                check.Expect("sigma", new VpTrainingNoise(new VpCurve(Constant("beta_d"), Constant("beta_min")), Constant("epsilon_t")).OfUniform(check.Input("rnd_uniform").to_type(float64)));
                break;
            case "ve_loss_sigma":
                check.Expect("sigma", new VeTrainingNoise(Constant("sigma_min"), Constant("sigma_max")).OfUniform(check.Input("rnd_uniform").to_type(float64)));
                break;
            case "iddpm_u":
                check.Expect("u", Steps().Table);
                break;
            case "iddpm_round_sigma":
                check.Expect("sigma", Steps().Table.index_select(0, Steps().Nearest(check.Input("sigma").flatten())).reshape(check.Input("sigma").shape));
                break;
            case var other:
                throw new NotSupportedException(other);
        }
    }
}
