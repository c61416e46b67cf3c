namespace TorchSharp;

/// <summary>What is done about operations that are not deterministic.</summary>
public enum DebugMode
{
    @default = 0,
    warn = 1,
}
