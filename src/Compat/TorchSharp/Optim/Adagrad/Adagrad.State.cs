using static TorchSharp.torch;

namespace TorchSharp.Modules;

// What is remembered of each parameter.
public partial class Adagrad
{
    public sealed class State(Parameter parameter) : OptimizerState(parameter), IDisposable
    {
        public long step;
        public Tensor sum = null!;

        public override void Initialize(OptimizerOptions options)
        {
            var given = (Options)options;
            step = 0;
            Set(ref sum!, full_like(_parameter, given.initial_accumulator_value!.Value));
        }

        public override void LoadStateDict(OptimizerState source)
        {
            var given = (State)source;
            step = given.step;
            Copy(ref sum!, given.sum);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            LoadConditionalStateTensor(reader, ref sum!, _parameter.device);
        }

        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            SaveConditionalStateTensor(writer, sum);
        }

        public override void to(Device device)
        {
            Move(ref sum!, device);
        }

        public override bool ApproximatelyEquals(OptimizerState other)
        {
            return other is State given && step == given.step && Close(sum, given.sum);
        }

        public void Dispose()
        {
            sum.Dispose();
        }
    }
}
