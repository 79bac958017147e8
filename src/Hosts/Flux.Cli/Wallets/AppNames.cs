using System.Net.Http;
using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Contracts.Api;
using Flux.Primitives;
using Flux.Primitives.Memos;
using Flux.Primitives.Scripts;
using Flux.Wallets.Chain;
using Flux.Wallets.ClearSigning;
using Flux.Wallets.Containers;

namespace Flux.Cli.Wallets;

/// <summary>
/// Finds the app messages behind the hashes of a transaction at FluxOS nodes, so that clear signing can name the apps. Nothing depends on it: a node that
/// does not answer, or lies, costs a name.
/// </summary>
internal sealed class AppNames(IReadOnlyCollection<Uri> nodes)
{
    private const int MostNodes = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Messages by hash.</summary>
    public Dictionary<string, AppMessage> Messages { get; } = new(StringComparer.Ordinal);

    /// <summary>App payments whose coins are spent, by id.</summary>
    public Dictionary<TxId, Transaction> Payments { get; } = [];

    /// <summary>Looks up whatever a container is about.</summary>
    public async Task LearnAsync(SigningContainer container, SigningFacts facts, IChainSource? chain, CancellationToken cancel)
    {
        if (container.Transaction.IsFluxNode || nodes.Count == 0) return;
        var hashes = new List<string>();
        if (container.Transaction.Outputs.Any(output => Flux.Primitives.Addresses.Address.TryFromScript(output.ScriptPubKey, out var to) && facts.IsAppAddress(to))) hashes.AddRange(HashesOf(container.Transaction));
        for (var i = 0; chain is not null && i < container.Inputs.Length; i++)
        {
            if (!container.Inputs[i].IsEscrow || await chain.TransactionAsync(container.Transaction.Inputs[i].PreviousOutput.Transaction, cancel) is not var (payment, _)) continue;
            Payments[payment.Id] = payment;
            hashes.AddRange(HashesOf(payment));
        }
        foreach (var hash in hashes.Distinct().Where(hash => !Messages.ContainsKey(hash)))
        {
            if (await FindAsync(hash, cancel) is { } message) Messages[hash] = message;
        }
    }

    /// <summary>The message of a hash, at the first node that has it, paid for or not.</summary>
    public async Task<AppMessage?> FindAsync(string hash, CancellationToken cancel)
    {
        foreach (var node in nodes.Take(MostNodes))
        {
            using var client = new FluxOsClient(node, Patience);
            foreach (var kind in new[] { "temporarymessages", "permanentmessages" })
            {
                try
                {
                    var found = await client.GetAsync($"apps/{kind}/{hash}", cancel);
                    if (JsReader.TryRead(found.GetRawText(), out var list, out _) && list.Items.FirstOrDefault() is { } record && AppMessage.TryRead(record, out var message, out _)) return message;
                }
                catch (Exception e) when (e is FluxOsUnreachableException or FluxOsException or HttpRequestException)
                {
                    break;
                }
            }
        }
        return null;
    }

    private static IEnumerable<string> HashesOf(Transaction transaction) => transaction.Outputs
        .Select(output => output.ScriptPubKey.Length > 0 && output.ScriptPubKey.Bytes[0] == (byte)Opcode.Return && Memo.TryGetText(output.ScriptPubKey, out var text) && EscrowMemo.TryParse(text, out var memo) ? memo.MessageHash : null)
        .OfType<string>();
}
