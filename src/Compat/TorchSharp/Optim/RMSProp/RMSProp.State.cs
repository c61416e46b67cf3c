using static TorchSharp.torch;

namespace TorchSharp.Modules;

// What is remembered of each parameter.
public partial class RMSProp
{
    public sealed class State(Parameter parameter) : OptimizerState(parameter), IDisposable
    {
        public long step;
        public Tensor square_avg = null!;
        public Tensor? momentum_buffer;
        public Tensor? grad_avg;

        public override void Initialize(OptimizerOptions options)
        {
            var given = (Options)options;
            step = 0;
            Set(ref square_avg!, zeros_like(_parameter));
            if (given.momentum > 0) Set(ref momentum_buffer, zeros_like(_parameter));
            if (given.centered == true) Set(ref grad_avg, zeros_like(_parameter));
        }

        public override void LoadStateDict(OptimizerState source)
        {
            var given = (State)source;
            step = given.step;
            Copy(ref square_avg!, given.square_avg);
            Copy(ref momentum_buffer, given.momentum_buffer);
            Copy(ref grad_avg, given.grad_avg);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            LoadConditionalStateTensor(reader, ref square_avg!, _parameter.device);
            LoadConditionalStateTensor(reader, ref momentum_buffer, _parameter.device);
            LoadConditionalStateTensor(reader, ref grad_avg, _parameter.device);
        }

        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            SaveConditionalStateTensor(writer, square_avg);
            SaveConditionalStateTensor(writer, momentum_buffer);
            SaveConditionalStateTensor(writer, grad_avg);
        }

        public override void to(Device device)
        {
            Move(ref square_avg!, device);
            Move(ref momentum_buffer, device);
            Move(ref grad_avg, device);
        }

        public override bool ApproximatelyEquals(OptimizerState other)
        {
            return other is State given
                && step == given.step
                && Close(square_avg, given.square_avg)
                && Close(momentum_buffer, given.momentum_buffer)
                && Close(grad_avg, given.grad_avg);
        }

        public void Dispose()
        {
            square_avg.Dispose();
            momentum_buffer?.Dispose();
            grad_avg?.Dispose();
        }

        internal Tensor Deviation(Tensor gradient, double alpha)
        {
            square_avg.mul_(alpha).addcmul_(gradient, gradient, 1 - alpha);
            if (grad_avg is null) return square_avg.sqrt();
            grad_avg.mul_(alpha).add_(gradient, 1 - alpha);
            return square_avg.addcmul(grad_avg, grad_avg, -1).sqrt_();
        }
    }
}
