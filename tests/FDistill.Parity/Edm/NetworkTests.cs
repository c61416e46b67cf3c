using System.Text.Json;
using FDistill.Parity.Support;
using FDistill.Plugins.Edm;
using FDistill.Plugins.Edm.Networks;
using FDistill.Runs;
using static TorchSharp.torch;

namespace FDistill.Parity.Edm;

public class NetworkTests
{
    public static TheoryData<string, string> Networks => Recordings.ChecksOf("edm.network", "edm/ddpmpp", "edm/ncsnpp", "edm/songunet_skip", "edm/adm");

    public static TheoryData<string, string> Estimates => Recordings.ChecksOf("edm.precond", "edm/ddpmpp", "edm/ncsnpp", "edm/songunet_skip", "edm/adm", "edm/preconds");

    public static TheoryData<string, string> Losses => Recordings.ChecksOf("edm.loss", "edm/edmloss_ddpmpp", "edm/edmloss_adm");

    [Theory, MemberData(nameof(Networks))]
    public void Networks_and_all_their_features_are_the_references(string name, string id)
    {
        using var recording = Recording.Open(name);
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        var check = recording[id];
        using var network = NetworkArguments.Network(check.Settings);
        StateDict.Copy(check.Weights(), "", network, id);
        var features = check.Outputs.Where(role => role.StartsWith("features/", StringComparison.Ordinal)).ToList();
        var tap = new FeatureTap([.. features.Select(role => role["features/".Length..])]);

        var output = network.Run(check.Input("x"), check.Input("noise_labels"), check.OptionalInput("class_labels"), check.OptionalInput("augment_labels"), tap, AfterFeatures.Continue)!;

        if (check.Outputs.Contains("map_noise")) check.Expect("map_noise", network.EmbedNoise(check.Input("noise_labels")));
        if (check.Outputs.Contains("F_x")) check.Expect("F_x", output);
        foreach (var (role, feature) in features.Zip(tap.Features)) check.Expect(role, feature);
    }

    [Theory, MemberData(nameof(Estimates))]
    public void Estimates_are_the_references(string name, string id)
    {
        using var recording = Recording.Open(name);
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        var check = recording[id];
        using var network = Preconditioned(check, check.Settings);
        var x = check.Input("x");
        var sigma = check.Input("sigma").to_type(float64).flatten().expand(x.shape[0]);
        check.Expect("D_x", network.Run(x, sigma, check.OptionalInput("class_labels"), check.OptionalInput("augment_labels"), FeatureTap.None, AfterFeatures.Continue)!);
    }

    [Theory, MemberData(nameof(Losses))]
    public void The_loss_of_training_from_scratch_and_its_gradients_are_the_references(string name, string id)
    {
        using var recording = Recording.Open(name);
        using var scope = NewDisposeScope();
        var check = recording[id];
        using var network = Preconditioned(check, check.Setting("network"));
        var images = check.Input("images");
        var sigma = Schedules.Default.TrainingTime(check.Input("rnd_normal").to_type(float64).flatten());
        check.Expect("sigma", sigma.reshape(-1, 1, 1, 1));

        var noised = images + (check.Input("noise") * sigma.to_type(float32).reshape(-1, 1, 1, 1));
        var estimate = network.Run(noised, sigma, check.OptionalInput("class_labels"), check.OptionalInput("augment_labels"), FeatureTap.None, AfterFeatures.Continue)!;
        var loss = (estimate - images).square() * Schedules.Default.LossWeight(sigma).to_type(float32).reshape(-1, 1, 1, 1);
        var total = loss.sum() / images.shape[0];
        check.Expect("loss", loss);
        check.Expect("loss_mean", loss.mean());
        check.Expect("loss_sum_over_batch", total);

        total.backward();
        foreach (var (parameterName, parameter) in network.named_parameters().Where(pair => check.Outputs.Contains($"grad/{pair.name}")))
            check.Expect($"grad/{parameterName}", parameter.grad!);
    }

    [Theory]
    [InlineData("listings/edm_cifar10_ddpmpp_cond.json")]
    [InlineData("listings/edm_cifar10_ncsnpp_cond.json")]
    [InlineData("listings/edm_ffhq64_ddpmpp_uncond.json")]
    [InlineData("listings/edm_imagenet64_adm_cond.json")]
    public void The_state_of_the_published_networks_has_the_references_names_and_shapes_in_order(string listing)
    {
        using var json = Recordings.Json(listing);
        var described = ReferenceNetwork.Of("EDMPrecond", json.RootElement.GetProperty("kwargs"));
        using var network = new EdmPreconditioned(described.Architecture.ToNetworkOptions(), described.SigmaData!.Value, new NetworkPlace(META, ScalarType.Float32));
        Assert.Equal(Listings.Of(json), Listings.Of(network));
    }

    private static EdmPreconditioned Preconditioned(Check check, JsonElement arguments)
    {
        var network = NetworkArguments.Preconditioned(arguments);
        StateDict.Copy(check.Weights(), "", network, check.Id);
        return network;
    }
}
