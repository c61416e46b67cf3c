using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Attention of several heads over sequences laid out (length, batch, channels).</summary>
public sealed class MultiheadAttention : nn.Module<Tensor, Tensor, Tensor, Tensor, bool, Tensor, Tuple<Tensor, Tensor>>
{
    private readonly long _channels;
    private readonly long _heads;
    private readonly double _dropout;
    private readonly bool _addZeroAttention;
    private readonly bool _sameWidths;

    internal MultiheadAttention(
        long embedded_dim, long num_heads, double dropout, bool bias, bool add_bias_kv, bool add_zero_attn, long? kdim, long? vdim)
        : base(nameof(MultiheadAttention))
    {
        if (embedded_dim % num_heads != 0)
            throw new ArgumentException($"{embedded_dim} channels do not divide into {num_heads} heads.", nameof(num_heads));
        (_channels, _heads, _dropout, _addZeroAttention) = (embedded_dim, num_heads, dropout, add_zero_attn);
        _sameWidths = (kdim ?? embedded_dim) == embedded_dim && (vdim ?? embedded_dim) == embedded_dim;

        if (_sameWidths) Register("in_proj_weight", 3 * embedded_dim, embedded_dim);
        else
        {
            Register("q_proj_weight", embedded_dim, embedded_dim);
            Register("k_proj_weight", embedded_dim, kdim ?? embedded_dim);
            Register("v_proj_weight", embedded_dim, vdim ?? embedded_dim);
        }
        if (bias) Register("in_proj_bias", 3 * embedded_dim);
        register_module("out_proj", nn.Linear(embedded_dim, embedded_dim, bias));
        if (add_bias_kv)
        {
            Register("bias_k", 1, 1, embedded_dim);
            Register("bias_v", 1, 1, embedded_dim);
        }
        Initialize();
    }

    private Linear OutProjection => (Linear)_internal_submodules["out_proj"];

    public new Tuple<Tensor, Tensor?> call(
        Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask = null, bool need_weights = true, Tensor? attn_mask = null) =>
        base.call(query, key, value, key_padding_mask!, need_weights, attn_mask!)!;

    public override Tuple<Tensor, Tensor> forward(
        Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask, bool need_weights, Tensor? attn_mask)
    {
        using var scope = NewDisposeScope();
        var (length, batch) = (query.shape[0], query.shape[1]);
        var (q, k, v) = (Project(query, 0), Project(key, 1), Project(value, 2));
        if (GetParameterSlot("bias_k") is { } biasK && GetParameterSlot("bias_v") is { } biasV)
        {
            k = cat([k, biasK.repeat(1, batch, 1)]);
            v = cat([v, biasV.repeat(1, batch, 1)]);
        }

        var width = _channels / _heads;
        Tensor ByHead(Tensor projected) => projected.reshape(-1, batch * _heads, width).transpose(0, 1);
        (q, k, v) = (ByHead(q), ByHead(k), ByHead(v));
        if (_addZeroAttention)
        {
            var zero = zeros([batch * _heads, 1, width], k.dtype, k.device);
            (k, v) = (cat([k, zero], 1), cat([v, zero], 1));
        }

        var scores = q.div(Math.Sqrt(width)).bmm(k.transpose(-2, -1));
        var sources = scores.shape[2];
        if (attn_mask is not null) scores = scores.add(PadSources(Additive(attn_mask, scores.dtype), sources));
        if (key_padding_mask is not null)
        {
            var mask = PadSources(Additive(key_padding_mask, scores.dtype), sources);
            scores = scores.add(mask.view(batch, 1, 1, sources).expand(-1, _heads, -1, -1).reshape(batch * _heads, 1, sources));
        }
        var weights = nn.functional.dropout(scores.softmax(-1), _dropout, training);
        var mixed = weights.bmm(v).transpose(0, 1).reshape(length, batch, _channels);
        var result = OutProjection.call(mixed).MoveToOuterDisposeScope();
        var means = need_weights ? weights.view(batch, _heads, length, sources).mean([1]).MoveToOuterDisposeScope() : null;
        return Tuple.Create(result, means!);
    }

    private Tensor Project(Tensor input, int part)
    {
        var weight = _sameWidths
            ? GetParameterSlot("in_proj_weight")!.narrow(0, part * _channels, _channels)
            : GetParameterSlot(part switch { 0 => "q_proj_weight", 1 => "k_proj_weight", _ => "v_proj_weight" })!;
        var bias = GetParameterSlot("in_proj_bias")?.narrow(0, part * _channels, _channels);
        return nn.functional.linear(input, weight, bias);
    }

    // True in a mask of truth values hides; other masks are added as they are.
    private static Tensor Additive(Tensor mask, ScalarType dtype) =>
        mask.dtype == ScalarType.Bool ? zeros(mask.shape, dtype, mask.device).masked_fill(mask, double.NegativeInfinity) : mask;

    // What the options add to the keys is visible always.
    private static Tensor PadSources(Tensor mask, long sources) =>
        mask.shape[^1] == sources ? mask : nn.functional.pad(mask, (0, sources - mask.shape[^1]));

    private void Register(string name, params long[] shape) => register_parameter(name, NewParameter(shape, null, null));

    private void Initialize()
    {
        foreach (var (name, parameter) in _internal_params)
        {
            if (name == "in_proj_bias") nn.init.zeros_(parameter);
            else if (name.StartsWith("bias_", StringComparison.Ordinal)) nn.init.xavier_normal_(parameter);
            else nn.init.xavier_uniform_(parameter);
        }
        if (OutProjection.bias is { } bias) nn.init.zeros_(bias);
    }
}
