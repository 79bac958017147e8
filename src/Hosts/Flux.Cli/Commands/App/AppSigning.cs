using Flux.Apps.Messages;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Wallets.Accounts;
using Flux.Wallets.Chain;
using Flux.Wallets.ClearSigning;
using Flux.Wallets.Containers;
using Flux.Wallets.Signing;
using Flux.Wallets.Spending;

namespace Flux.Cli.Commands.App;

/// <summary>Signs what app commands pay and refund the way <c>flux wallet</c> signs: a container, explained from its bytes, then signed, and checked when it is finished.</summary>
internal sealed class AppSigning(AppSession session) : IDisposable
{
    private readonly KeyRing _keys = session.Wallet.OpenKeys();

    /// <summary>The container of a draft whose coins all belong to the developer wallet.</summary>
    /// <param name="escrow">Those of its coins that pay for apps.</param>
    public SigningContainer Of(TransactionDraft draft, int height, IReadOnlyCollection<OutPoint> escrow)
    {
        var coins = draft.Inputs.Select(coin =>
        {
            if (!Address.TryFromScript(coin.Output.ScriptPubKey, out var address) || _keys.Find(address) is not { } owner)
                throw new CommandException(ExitCode.Rejected, $"Coin {coin.OutPoint} is not the developer wallet's.");
            // For the container only: it says whether the coin pays an app, not for how long.
            return new WalletCoin(new ChainCoin(coin.OutPoint, coin.Output, address, height, EscrowBlocks: escrow.Contains(coin.OutPoint) ? 1 : 0), owner, CoinState.Spendable, 1, coin.Worth);
        });
        return ContainerBuilder.Of(draft, [.. coins], _keys, session.Rules.Name, session.Rules.BranchIdAt(height));
    }

    /// <summary>What signing it would do, with the names of apps whose messages and payments are given.</summary>
    public SigningSummary Explain(SigningContainer container, IReadOnlyCollection<AppMessage> messages, IReadOnlyCollection<Transaction> payments) => SigningWords.Describe(container, new SigningFacts
    {
        Network = session.Rules,
        IsOwn = address => _keys.Find(address) is not null,
        FindApp = hash => messages.FirstOrDefault(message => message.Hash.ToString() == hash),
        FindPayment = id => payments.FirstOrDefault(payment => payment.Id == id),
    });

    /// <summary>The container of a draft that pays for an app. What is signed must say of itself, from its bytes, that it does this and nothing else.</summary>
    /// <param name="escrow">Those of its coins that pay for apps.</param>
    /// <param name="message">What it pays for.</param>
    /// <param name="kind">The one thing it does.</param>
    /// <exception cref="CommandException">It says something else.</exception>
    public (SigningContainer Container, SigningSummary Summary) Payment(TransactionDraft draft, int height, IReadOnlyCollection<OutPoint> escrow, AppMessage message, StatementKind kind)
    {
        var container = Of(draft, height, escrow);
        var summary = Explain(container, [message], []);
        if (summary.HasWarnings || summary.Statements is not [var first, ..] || first.Kind != kind) throw new CommandException(ExitCode.Rejected, $"The payment is not what it should be; it was not signed:\n{summary}");
        return (container, summary);
    }

    /// <summary>Those payments that are this wallet's.</summary>
    /// <param name="payments">Escrow coins.</param>
    /// <param name="otherwise">What it means when none is.</param>
    /// <exception cref="CommandException">None is; it says whose they are, and how those end them.</exception>
    public List<EscrowCoin> Own(IReadOnlyList<EscrowCoin> payments, string otherwise)
    {
        var own = payments.Where(coin => IsOwn(coin.Stored.Output)).ToList();
        if (own.Count > 0) return own;
        var first = payments[0];
        var payer = Address.TryFromScript(first.Stored.Output.ScriptPubKey, out var address) ? address.ToText(AddressPrefixes.Main) : "a script that is no address";
        throw new CommandException(ExitCode.Rejected, $"{otherwise}: it belongs to {payer}, who alone can spend it.", $"They get it back with: flux wallet refund {first.OutPoint.Transaction}");
    }

    private bool IsOwn(TxOutput output) => Address.TryFromScript(output.ScriptPubKey, out var address) && _keys.Find(address) is not null;

    /// <summary>The signed transaction, every signature checked.</summary>
    public Transaction Sign(SigningContainer container) => ContainerSigning.Finish(ContainerSigning.Sign(container, _keys).Container);

    public void Dispose() => _keys.Dispose();
}
