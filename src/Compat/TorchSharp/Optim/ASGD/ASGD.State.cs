using static TorchSharp.torch;

namespace TorchSharp.Modules;

// What is remembered of each parameter.
public partial class ASGD
{
    public sealed class State(Parameter parameter) : OptimizerState(parameter), IDisposable
    {
        public long step;
        public double eta;
        public double mu;
        public Tensor ax = null!;

        public override void Initialize(OptimizerOptions options)
        {
            step = 0;
            eta = options.LearningRate!.Value;
            mu = 1;
            Set(ref ax!, zeros_like(_parameter));
        }

        public override void LoadStateDict(OptimizerState source)
        {
            var given = (State)source;
            step = given.step;
            eta = given.eta;
            mu = given.mu;
            Copy(ref ax!, given.ax);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            eta = reader.ReadDouble();
            mu = reader.ReadDouble();
            LoadConditionalStateTensor(reader, ref ax!, _parameter.device);
        }

        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            writer.Write(eta);
            writer.Write(mu);
            SaveConditionalStateTensor(writer, ax);
        }

        public override void to(Device device)
        {
            Move(ref ax!, device);
        }

        public override bool ApproximatelyEquals(OptimizerState other)
        {
            return other is State given && step == given.step && eta == given.eta && mu == given.mu && Close(ax, given.ax);
        }

        public void Dispose()
        {
            ax.Dispose();
        }
    }
}
