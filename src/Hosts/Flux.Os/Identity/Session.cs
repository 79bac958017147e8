namespace Flux.Os.Identity;

/// <summary>A login that this node remembers. The signature is not kept: whoever reads the database cannot log in with it.</summary>
/// <param name="Id">Bitcoin or Ethereum address.</param>
/// <param name="Phrase">The phrase that was signed.</param>
/// <param name="CreatedAt">When the phrase was issued.</param>
/// <param name="ExpiresAt">14 days later.</param>
public sealed record Session(string Id, string Phrase, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>How long a login lasts (FluxOS reference §2.1).</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(14);
}
