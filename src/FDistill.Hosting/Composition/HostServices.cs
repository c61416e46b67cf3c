using FDistill.Engine.Training.Loop;
using FDistill.Formats.Images;
using FDistill.Formats.Images.Resizing;
using FDistill.Formats.Weights;
using FDistill.Hosting.RunFiles;
using FDistill.Images;
using FDistill.Runs;
using Microsoft.Extensions.DependencyInjection;
using TorchSharp;

namespace FDistill.Hosting.Composition;

/// <summary>Registers what the host offers to parts.</summary>
internal static class HostServices
{
    extension(IServiceCollection services)
    {
        /// <summary>Device, precision and seed; files of weights; images; what processes do together.</summary>
        public IServiceCollection AddHostServices(RunFile runFile) => services
            .AddSingleton(new RunEnvironment(torch.device(runFile.Device), runFile.Precision, runFile.Seed))
            .AddSingleton<MadeParts>()
            .AddSingleton<IImageDecoder, ImageDecoder>()
            .AddSingleton<IImageResizer, ImageResizer>()
            .AddSingleton<IWeightFiles, WeightFiles>()
            .AddSingleton<ICollective, SingleProcess>();
    }
}
