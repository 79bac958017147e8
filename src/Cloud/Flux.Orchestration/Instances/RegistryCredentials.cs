namespace Flux.Orchestration.Instances;

/// <summary>User and password for one image registry. The text form hides the password.</summary>
public sealed record RegistryCredentials(string User, string Password)
{
    /// <inheritdoc />
    public override string ToString() => $"{User}:***";
}
