using FDistill.Parity.Support;
using static TorchSharp.torch;

namespace FDistill.Parity.Edm;

public class ScheduleTests
{
    public static TheoryData<string> Schedule => Recordings.Checks("edm/schedules", "edm.schedule");

    [Theory, MemberData(nameof(Schedule))]
    public void Noise_levels_are_the_references(string id)
    {
        using var recording = Recording.Open("edm/schedules");
        using var scope = NewDisposeScope();
        var check = recording[id];
        double Constant(string name) => check.Setting(name).GetDouble();
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
            default:
                Assert.Skip("a schedule of another family");
                break;
        }
    }
}
