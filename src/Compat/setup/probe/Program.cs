using McMaster.NETCore.Plugins;
using TorchSharp;

// Touches what the packages bring: libtorch adds 1 + 1, and the plugin loader's assembly loads.
using var two = torch.ones(2).sum();
var plugin = new PluginConfig(typeof(Program).Assembly.Location);
Console.WriteLine($"{two.item<float>()} {Path.GetFileName(plugin.MainAssemblyPath)}");
