namespace FDistill.Plugins.Edm;

/// <summary>The networks that EDM's repository has, by the names of their classes there.</summary>
public enum EdmModel
{
    /// <summary>DDPM++, NCSN++ and their relatives.</summary>
    SongUNet,

    /// <summary>ADM.</summary>
    DhariwalUNet,
}
