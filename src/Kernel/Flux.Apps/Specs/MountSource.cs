namespace Flux.Apps.Specs;

/// <summary>What a mount of <c>containerData</c> shows inside the container.</summary>
public enum MountSource
{
    /// <summary>The component's own data directory, <c>appdata</c>: always the first mount.</summary>
    Primary,

    /// <summary>A named directory of the component's volume (<c>m:</c>) or of an earlier component's (<c>c:</c>).</summary>
    Folder,

    /// <summary>A single file of the component's volume (<c>f:</c>) or of an earlier component's (<c>cf:</c>).</summary>
    SingleFile,

    /// <summary>The data directory of an earlier component (<c>N:</c>).</summary>
    OtherPrimary,
}
