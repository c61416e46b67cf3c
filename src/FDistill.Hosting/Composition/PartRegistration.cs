using FDistill.Hosting.RunFiles;
using FDistill.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace FDistill.Hosting.Composition;

/// <summary>Registers the parts that a run file chooses.</summary>
internal static class PartRegistration
{
    extension(IServiceCollection services)
    {
        /// <summary>Registers a chosen part under its place in the
        /// run file; it is made when it is first asked for.</summary>
        public IServiceCollection AddPart<TContract>(string key, PartChoice<TContract>? choice) where TContract : class =>
            choice is null ? services : services.AddKeyedSingleton(key, (provider, _) => Create(provider, choice));
    }

    /// <summary>Makes a part from its options and the host's services.</summary>
    private static TContract Create<TContract>(IServiceProvider provider, PartChoice<TContract> choice) where TContract : class
    {
        object[] given = choice.Part.OptionsType == typeof(NoOptions) ? [] : [choice.Options];
        var part = (TContract)ActivatorUtilities.CreateInstance(provider, choice.Part.PartType, given);
        provider.GetRequiredService<MadeParts>().Add(part, choice.Part);
        return part;
    }
}
