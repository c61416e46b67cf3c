using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Short-time Fourier transforms. Lengths of -1 stand for the operator's own choice.</summary>
internal static class Spectrum
{
    public static Tensor Stft(
        Tensor input, long n_fft, long hop_length, long win_length, Tensor? window, bool center, PaddingModes pad_mode, bool normalized,
        bool? onesided, bool? return_complex)
    {
        if (!center) return Aten.stft(input, n_fft, Given(hop_length), Given(win_length), window, normalized, onesided, return_complex);
        var batched = input.ndim > 1 ? input.alias() : input.unsqueeze(0);
        using (batched)
        {
            using var padded = nn.functional.pad(batched, (n_fft / 2, n_fft / 2), pad_mode);
            using var signal = input.ndim > 1 ? padded.alias() : padded.squeeze(0);
            return Aten.stft(signal, n_fft, Given(hop_length), Given(win_length), window, normalized, onesided, return_complex);
        }
    }

    public static Tensor Istft(
        Tensor input, long n_fft, long hop_length, long win_length, Tensor? window, bool center, bool normalized, bool? onesided, long length,
        bool return_complex) =>
        Aten.istft(input, n_fft, Given(hop_length), Given(win_length), window, center, normalized, onesided, Given(length), return_complex);

    private static long? Given(long length) => length < 0 ? null : length;
}
