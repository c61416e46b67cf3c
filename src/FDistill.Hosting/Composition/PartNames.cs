using FDistill.Engine.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace FDistill.Hosting.Composition;

/// <summary>Lets parts work, and names the one that breaks its contract.</summary>
internal static class PartNames
{
    extension(IServiceProvider services)
    {
        /// <summary>Does something with the parts.</summary>
        public T Naming<T>(Func<T> work)
        {
            try
            {
                return work();
            }
            catch (BrokenContractException broken)
            {
                services.GetRequiredService<MadeParts>().Name(broken);
                throw;
            }
        }

        /// <summary>Does something with the parts that takes its time.</summary>
        public async Task<T> NamingAsync<T>(Func<Task<T>> work)
        {
            try
            {
                return await work();
            }
            catch (BrokenContractException broken)
            {
                services.GetRequiredService<MadeParts>().Name(broken);
                throw;
            }
        }
    }
}
