using NuGet.Common;
using NuGet.Configuration;
using NuGet.Packaging;
using NuGet.Packaging.Signing;

namespace FDistill.Hosting.Packages.Resolution;

/// <summary>Verifies packages' signatures as the user's NuGet configuration asks for it: <c>signatureValidationMode</c>
/// and <c>trustedSigners</c>.</summary>
/// <param name="settings">The user's configuration.</param>
/// <param name="isOffline">Whether nobody in the network is asked if a certificate was revoked.</param>
internal sealed class PackageSignatures(ISettings settings, bool isOffline)
{
    private readonly ClientPolicyContext policy = ClientPolicyContext.GetClientPolicy(settings, NullLogger.Instance);

    /// <summary>Verifies one package.</summary>
    /// <param name="file">Its file.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="cancel">Ends it early.</param>
    /// <exception cref="UserException">The configuration does not allow such a package.</exception>
    public async Task VerifyAsync(string file, string name, CancellationToken cancel)
    {
        using var reader = new PackageArchiveReader(File.OpenRead(file));
        var rules = Rules();
        if (!reader.CanVerifySignedPackages(rules)) return;
        var verifier = new PackageSignatureVerifier([new IntegrityVerificationProvider(), new SignatureTrustAndValidityVerificationProvider(Untrusted()), Signers()]);
        var result = await verifier.VerifySignaturesAsync(reader, rules, cancel, Guid.Empty).ConfigureAwait(false);
        if (result.IsValid) return;
        var issues = result.Results.SelectMany(one => one.GetErrorIssues()).Select(issue => $"{Environment.NewLine}  {issue.Code}: {issue.Message}").Distinct();
        throw new UserException($"The signature of '{name}' does not pass the rules of your NuGet configuration:{string.Concat(issues)}");
    }

    private SignedPackageVerifierSettings Rules()
    {
        var rules = policy.VerifierSettings;
        return !isOffline ? rules : new SignedPackageVerifierSettings(
            rules.AllowUnsigned, rules.AllowIllegal, rules.AllowUntrusted, rules.AllowIgnoreTimestamp, rules.AllowMultipleTimestamps, rules.AllowNoTimestamp, rules.AllowUnknownRevocation,
            rules.ReportUnknownRevocation, rules.VerificationTarget, rules.SignaturePlacement, rules.RepositoryCountersignatureVerificationBehavior, RevocationMode.Offline);
    }

    private IEnumerable<KeyValuePair<string, NuGet.Common.HashAlgorithmName>> Untrusted() =>
        policy.AllowList.Where(signer => signer.AllowUntrustedRoot).Select(signer => KeyValuePair.Create(signer.Fingerprint, signer.FingerprintAlgorithm));

    private AllowListVerificationProvider Signers() => new(
        policy.AllowList, requireNonEmptyAllowList: policy.Policy == SignatureValidationMode.Require,
        "The configuration requires signatures and names no trusted signer.", "It is signed by none of the trusted signers that the configuration names.");
}
