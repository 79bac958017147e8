namespace Flux.Orchestration.Instances;

/// <summary>User and password for one image registry. The text form hides the password.</summary>
public sealed record RegistryCredentials(string User, string Password)
{
    /// <summary>
    /// Reads <c>user:password</c>, split at the first colon (reference §3.6). Null for an empty text and for the provider forms
    /// (<c>aws-ecr://…</c>), whose short-lived tokens this version does not fetch.
    /// </summary>
    public static RegistryCredentials? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon <= 0 || text.Contains("://", StringComparison.Ordinal) ? null : new RegistryCredentials(text[..colon], text[(colon + 1)..]);
    }

    /// <inheritdoc />
    public override string ToString() => $"{User}:***";
}
