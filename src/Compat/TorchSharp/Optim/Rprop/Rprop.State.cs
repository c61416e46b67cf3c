using static TorchSharp.torch;

namespace TorchSharp.Modules;

// What is remembered of each parameter.
public partial class Rprop
{
    public sealed class State(Parameter parameter) : OptimizerState(parameter), IDisposable
    {
        public long step;
        public Tensor prev = null!;
        public Tensor step_size = null!;

        public override void Initialize(OptimizerOptions options)
        {
            step = 0;
            Set(ref prev!, zeros_like(_parameter));
            Set(ref step_size!, full_like(_parameter, options.LearningRate!.Value));
        }

        public override void LoadStateDict(OptimizerState source)
        {
            var given = (State)source;
            step = given.step;
            Copy(ref prev!, given.prev);
            Copy(ref step_size!, given.step_size);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            LoadConditionalStateTensor(reader, ref prev!, _parameter.device);
            LoadConditionalStateTensor(reader, ref step_size!, _parameter.device);
        }

        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            SaveConditionalStateTensor(writer, prev);
            SaveConditionalStateTensor(writer, step_size);
        }

        public override void to(Device device)
        {
            Move(ref prev!, device);
            Move(ref step_size!, device);
        }

        public override bool ApproximatelyEquals(OptimizerState other)
        {
            return other is State given && step == given.step && Close(prev, given.prev) && Close(step_size, given.step_size);
        }

        public void Dispose()
        {
            prev.Dispose();
            step_size.Dispose();
        }
    }
}
