namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>What an lr scheduler acts on: an optimizer's group of parameters.</summary>
        public interface ILearningRateController
        {
            double LearningRate { get; set; }

            double InitialLearningRate { get; set; }
        }

        public interface IMomentum
        {
            double Momentum { get; set; }
        }

        public interface IBetas
        {
            (double, double) Betas { get; set; }
        }
    }
}
