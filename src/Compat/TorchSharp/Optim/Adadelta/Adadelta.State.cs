using static TorchSharp.torch;

namespace TorchSharp.Modules;

// What is remembered of each parameter.
public partial class Adadelta
{
    public sealed class State(Parameter parameter) : OptimizerState(parameter), IDisposable
    {
        public long step;
        public Tensor square_avg = null!;
        public Tensor acc_delta = null!;

        public override void Initialize(OptimizerOptions options)
        {
            step = 0;
            Set(ref square_avg!, zeros_like(_parameter));
            Set(ref acc_delta!, zeros_like(_parameter));
        }

        public override void LoadStateDict(OptimizerState source)
        {
            var given = (State)source;
            step = given.step;
            Copy(ref square_avg!, given.square_avg);
            Copy(ref acc_delta!, given.acc_delta);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            LoadConditionalStateTensor(reader, ref square_avg!, _parameter.device);
            LoadConditionalStateTensor(reader, ref acc_delta!, _parameter.device);
        }

        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            SaveConditionalStateTensor(writer, square_avg);
            SaveConditionalStateTensor(writer, acc_delta);
        }

        public override void to(Device device)
        {
            Move(ref square_avg!, device);
            Move(ref acc_delta!, device);
        }

        public override bool ApproximatelyEquals(OptimizerState other)
        {
            return other is State given && step == given.step && Close(square_avg, given.square_avg) && Close(acc_delta, given.acc_delta);
        }

        public void Dispose()
        {
            square_avg.Dispose();
            acc_delta.Dispose();
        }
    }
}
