namespace Flux.Apps.Messages;

/// <summary>Why an app message is not taken.</summary>
public enum AppMessageReject
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>A field is missing or has the wrong type.</summary>
    Malformed,

    /// <summary>The specification breaks a rule; the detail has every problem.</summary>
    InvalidSpecification,

    /// <summary>The claimed hash is not that of the content.</summary>
    WrongHash,

    /// <summary>Nobody who may sign did.</summary>
    WrongSignature,

    /// <summary>The timestamp is too old or too far ahead.</summary>
    WrongTime,

    /// <summary>A registration of a name that somebody holds.</summary>
    NameTaken,

    /// <summary>An update of an app that is not registered.</summary>
    UnknownApp,

    /// <summary>An update that changes what must stay.</summary>
    IncompatibleUpdate,

    /// <summary>Too many messages of that owner or way wait for their payment.</summary>
    TooMany,
}
