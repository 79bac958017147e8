using System.Collections.Concurrent;
using Flux.Apps.Messages;

namespace Flux.Os.Identity;

/// <summary>
/// Carries a signature from a wallet to the page that asked for it (FluxOS reference §2.1): the page waits under the signer's address and the
/// last 13 characters of the text, the wallet brings it here. Only signatures that verify are carried.
/// </summary>
internal sealed class SignDesk(TimeProvider time)
{
    private const int TailLength = 13, MostKept = 1_000, LongestText = 500_000;
    private readonly ExpiringMap<string> _kept = new(TimeSpan.FromMinutes(15), MostKept, time);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _waiting = new();

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
        var name = NameOf(signed.Id, signed.Phrase);
        _kept.Set(name, signed.Signature);
        if (_waiting.TryRemove(name, out var waiter)) waiter.TrySetResult(signed.Signature);
        return true;
    }

    /// <summary>The signature under a name, when it comes; null at the end of the wait or when too many wait.</summary>
    public async Task<string?> WaitAsync(string name, TimeSpan longest, CancellationToken cancellation)
    {
        if (_waiting.Count >= MostKept) return null;
        var waiter = _waiting.GetOrAdd(name, _ => new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
        if (_kept.TryGet(name, out var kept)) waiter.TrySetResult(kept);
        try
        {
            return await waiter.Task.WaitAsync(longest, time, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return null;
        }
        finally
        {
            _waiting.TryRemove(KeyValuePair.Create(name, waiter));
        }
    }
}
