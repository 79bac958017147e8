namespace Flux.Os.Api;

/// <summary>How routes name an app or one component of it (FluxOS reference §7.1).</summary>
internal static class AppName
{
    /// <summary><c>component_app</c> in its parts; the component is empty for a whole app.</summary>
    public static (string Component, string App) Split(string name)
    {
        var at = name.IndexOf('_', StringComparison.Ordinal);
        return at < 0 ? ("", name) : (name[..at], name[(at + 1)..]);
    }
}
