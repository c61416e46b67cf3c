using static TorchSharp.torch;

namespace TorchSharp.Modules;

// What is remembered of each parameter.
public partial class SGD
{
    public sealed class State(Parameter parameter) : OptimizerState(parameter), IDisposable
    {
        public Tensor? momentum_buffer;

        public override void Initialize(OptimizerOptions options) => momentum_buffer = null;

        public override void LoadStateDict(OptimizerState source)
        {
            var given = (State)source;
            Copy(ref momentum_buffer, given.momentum_buffer);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            LoadConditionalStateTensor(reader, ref momentum_buffer, _parameter.device);
        }

        public override void SaveStateDict(BinaryWriter writer)
        {
            SaveConditionalStateTensor(writer, momentum_buffer);
        }

        public override void to(Device device)
        {
            Move(ref momentum_buffer, device);
        }

        public override bool ApproximatelyEquals(OptimizerState other)
        {
            return other is State given && Close(momentum_buffer, given.momentum_buffer);
        }

        public void Dispose()
        {
            momentum_buffer?.Dispose();
        }

        // The first gradient is the first momentum.
        internal Tensor Accumulate(Tensor gradient, double momentum, double share)
        {
            if (momentum_buffer is null) Set(ref momentum_buffer!, gradient.clone());
            else momentum_buffer.mul_(momentum).add_(gradient, share);
            return momentum_buffer;
        }
    }
}
