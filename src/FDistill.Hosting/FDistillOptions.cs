using System.Collections;

namespace FDistill.Hosting;

/// <summary>What a host says of the framework in it.</summary>
public sealed class FDistillOptions
{
    /// <summary>Folders of plugins, FOLDER/NAME/NAME.dll, besides the bundled, the installed and the user's.</summary>
    public IList<string> PluginFolders { get; } = [];

    /// <summary>The variables that override run files and say where a user's
    /// plugins lie. (house: the process's, as for the command)</summary>
    public IDictionary Environment { get; set; } = System.Environment.GetEnvironmentVariables();
}
