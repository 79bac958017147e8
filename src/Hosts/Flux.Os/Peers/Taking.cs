namespace Flux.Os.Peers;

/// <summary>What a part of the node makes of a verified message; the gravest answer of all parts counts.</summary>
public enum Taking
{
    /// <summary>News, to be passed on.</summary>
    PassOn,

    /// <summary>Nothing new, or of no use here: it goes no further.</summary>
    Keep,

    /// <summary>It could not be valid for anybody: whoever sent it did not check it.</summary>
    Offence,
}
