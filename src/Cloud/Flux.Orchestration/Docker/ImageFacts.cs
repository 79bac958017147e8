namespace Flux.Orchestration.Docker;

/// <summary>An image present on the engine.</summary>
/// <param name="Id">Content id (<c>sha256:…</c>).</param>
/// <param name="Architecture">Image terms, such as <c>amd64</c>.</param>
/// <param name="Os">Such as <c>linux</c>.</param>
/// <param name="User">User it runs as; empty is root.</param>
/// <param name="SizeBytes">Size on disk.</param>
public sealed record ImageFacts(string Id, string Architecture, string Os, string User, long SizeBytes)
{
    /// <summary>True when its processes start as user 0.</summary>
    public bool RunsAsRoot => User.Split(':')[0] is "" or "0" or "root";
}
