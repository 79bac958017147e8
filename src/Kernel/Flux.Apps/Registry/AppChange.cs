namespace Flux.Apps.Registry;

/// <summary>How one name changed: registered (no before), over (no after), or replaced.</summary>
public sealed record AppChange(string Key, RegisteredApp? Before, RegisteredApp? After);
