using static TorchSharp.torch;

namespace TorchSharp.Modules;

// What is remembered of each parameter.
public partial class Adamax
{
    public sealed class State(Parameter parameter) : OptimizerState(parameter), IDisposable
    {
        public long step;
        public Tensor exp_avg = null!;
        public Tensor exp_inf = null!;

        public override void Initialize(OptimizerOptions options)
        {
            step = 0;
            Set(ref exp_avg!, zeros_like(_parameter));
            Set(ref exp_inf!, zeros_like(_parameter));
        }

        public override void LoadStateDict(OptimizerState source)
        {
            var given = (State)source;
            step = given.step;
            Copy(ref exp_avg!, given.exp_avg);
            Copy(ref exp_inf!, given.exp_inf);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            LoadConditionalStateTensor(reader, ref exp_avg!, _parameter.device);
            LoadConditionalStateTensor(reader, ref exp_inf!, _parameter.device);
        }

        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            SaveConditionalStateTensor(writer, exp_avg);
            SaveConditionalStateTensor(writer, exp_inf);
        }

        public override void to(Device device)
        {
            Move(ref exp_avg!, device);
            Move(ref exp_inf!, device);
        }

        public override bool ApproximatelyEquals(OptimizerState other)
        {
            return other is State given && step == given.step && Close(exp_avg, given.exp_avg) && Close(exp_inf, given.exp_inf);
        }

        public void Dispose()
        {
            exp_avg.Dispose();
            exp_inf.Dispose();
        }
    }
}
