namespace FDistill.Parity.Checks;

/// <summary>A kind of checks that computes by a network: weights and inputs lie on
/// the device that the runner was given, and results come from there.</summary>
internal interface INetworkKind : ICheckKind;
