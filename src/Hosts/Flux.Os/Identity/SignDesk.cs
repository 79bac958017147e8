using Flux.Apps.Messages;

namespace Flux.Os.Identity;

/// <summary>
/// Carries a signature from a wallet to the page that asked for it (FluxOS reference §2.1): the page waits under the signer's address and the
/// last 13 characters of the text, the wallet brings it here. Only signatures that verify are carried.
/// </summary>
internal sealed class SignDesk(TimeProvider time)
{
    private const int TailLength = 13, MostKept = 1_000, LongestText = 500_000;
    private readonly WaitingRoom<string> _waiting = new(TimeSpan.FromMinutes(15), MostKept, time);

    /// <summary>The name under which a page waits for a signature.</summary>
    public static string NameOf(string address, string message) => address + (message.Length > TailLength ? message[^TailLength..] : message);

    /// <summary>Takes a signature; false with the reason.</summary>
    public bool TryProvide(Credentials signed, out string problem)
    {
        problem = signed.Phrase.Length > LongestText ? "the message is too long"
            : !OwnerSignature.IsOwnerAddress(signed.Id) ? "address is no Bitcoin or Ethereum address"
            : !OwnerSignature.Verify(signed.Id, signed.Phrase, signed.Signature) ? "the signature of the message is not by that address"
            : "";
        if (problem.Length > 0) return false;
        _waiting.Tell(NameOf(signed.Id, signed.Phrase), signed.Signature);
        return true;
    }

    /// <summary>The signature under a name, when it comes; null at the end of the wait or when too many wait.</summary>
    public Task<string?> WaitAsync(string name, TimeSpan longest, CancellationToken cancellation) => _waiting.WaitAsync(name, longest, cancellation);
}
