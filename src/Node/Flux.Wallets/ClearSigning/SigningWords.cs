using System.Globalization;
using Flux.Apps.Messages;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.FluxNodes;
using Flux.Primitives.Memos;
using Flux.Primitives.Scripts;
using Flux.Wallets.Containers;

namespace Flux.Wallets.ClearSigning;

/// <summary>Says in words what a container's bytes do, before they are signed. Everything is read from the bytes that the signature covers.</summary>
public sealed class SigningWords(SigningFacts facts)
{
    private readonly List<SigningStatement> _statements = [];

    /// <summary>The whole summary.</summary>
    public static SigningSummary Describe(SigningContainer container, SigningFacts facts)
    {
        ArgumentNullException.ThrowIfNull(container);
        var words = new SigningWords(facts);
        return container.Transaction.FluxNode is StartTransaction start ? words.DescribeStart(container.Transaction, start) : words.DescribePayment(container);
    }

    private SigningSummary DescribePayment(SigningContainer container)
    {
        var transaction = container.Transaction;
        var memos = transaction.Outputs.Where(output => IsMemo(output.ScriptPubKey)).ToList();
        var memo = memos.Count == 1 && Memo.TryGetText(memos[0].ScriptPubKey, out var text) ? text : null;
        var paysApp = transaction.Outputs.Any(output => Address.TryFromScript(output.ScriptPubKey, out var to) && facts.IsAppAddress(to));
        for (var i = 0; i < container.Inputs.Length; i++)
        {
            if (container.Inputs[i].IsEscrow && !paysApp) DescribeEnd(container.Inputs[i], transaction.Inputs[i].PreviousOutput);
        }
        foreach (var output in transaction.Outputs) DescribeOutput(output, memo, container);
        if (memo is not null && !paysApp) Say(MemoWords.Describe(memo, facts.Network.Addresses) ?? new(StatementKind.Memo, $"Publishes the text \"{memo}\""));
        if (memos.Count == 1 && memo is null) Say(StatementKind.Memo, $"Publishes data: {memos[0].ScriptPubKey}");
        if (memos.Count > 1) Warn("It has more than one memo; nodes do not relay it.");
        if (memo is not null && !paysApp && EscrowMemo.TryParse(memo, out _)) Warn("The memo looks like an app's payment, but no app address is paid.");
        DescribeInputs(container);
        DescribeTerms(container);
        return Summary(container);
    }

    private void DescribeOutput(TxOutput output, string? memo, SigningContainer container)
    {
        if (IsMemo(output.ScriptPubKey))
        {
            if (output.Value > Amount.Zero) Warn($"{output.Value} FLUX are destroyed: they go to a memo.");
            return;
        }
        if (!Address.TryFromScript(output.ScriptPubKey, out var to))
        {
            Say(StatementKind.Send, $"Sends {output.Value} FLUX to a script that is no address: {output.ScriptPubKey}", output.Value);
            Warn("A script that is no address is rarely meant.");
        }
        else if (facts.IsAppAddress(to)) DescribeApp(output.Value, memo, container.Inputs.Any(input => input.IsEscrow));
        else if (facts.IsOwn(to)) Say(StatementKind.ToSelf, $"{output.Value} FLUX come back to {facts.Show(to)}", output.Value);
        else Say(StatementKind.Send, $"Sends {output.Value} FLUX to {facts.Show(to)}", output.Value);
    }

    private void DescribeApp(Amount amount, string? memo, bool renewal)
    {
        var kind = renewal ? StatementKind.AppRenewal : StatementKind.AppPayment;
        if (!EscrowMemo.TryParse(memo, out var payment))
        {
            Say(kind, $"Pays {amount} FLUX to the app address without saying for which app", amount);
            Warn(facts.Network.Escrow is null ? "Without the app's hash as memo the money is lost." : "Without the app's hash as memo the payment is invalid.");
            return;
        }
        var blocks = payment.Blocks ?? facts.Network.Escrow?.MonthBlocks;
        var duration = blocks is null ? "" : string.Create(CultureInfo.InvariantCulture, $" for {blocks} blocks");
        Say(kind, $"{(renewal ? "Renews the payment of" : "Pays")} {amount} FLUX for {NameOf(payment.MessageHash)}{duration}", amount);
    }

    /// <summary>The app's name counts only when the message that the host gave has this very hash.</summary>
    private string NameOf(string hash)
    {
        // A name with other characters is no app's, and might play tricks with a terminal.
        if (facts.FindApp(hash) is not { } message || !message.Spec.Name.All(char.IsAsciiLetterOrDigit)) return $"the app message {hash}";
        if (message.Hash.ToString() == hash && AppMessageCheck.CheckHashAndSignature(message).Reject != AppMessageReject.WrongHash) return $"the app '{message.Spec.Name}' (message {hash})";
        Warn($"The host calls message {hash} '{message.Spec.Name}', but its text has another hash.");
        return $"the app message {hash}";
    }

    private void DescribeEnd(ContainerInput input, OutPoint coin)
    {
        var app = HashPaidBy(coin.Transaction) is { } hash ? $"the payment for {NameOf(hash)}" : "an app's payment";
        Say(StatementKind.AppRefund, $"Ends {app}: {input.Worth} FLUX of {input.Coin.Value} are left and come back", input.Worth);
    }

    private string? HashPaidBy(TxId id) =>
        facts.FindPayment(id) is { } payment && payment.Id == id && payment.Outputs.Where(output => IsMemo(output.ScriptPubKey)).ToList() is [var memo]
            && Memo.TryGetText(memo.ScriptPubKey, out var text) && EscrowMemo.TryParse(text, out var paid) ? paid.MessageHash : null;

    private void DescribeInputs(SigningContainer container)
    {
        var collateral = container.Inputs.Where(input => !input.IsEscrow && facts.Network.FluxNodes.TierOf(input.Coin.Value, int.MaxValue - 1) is not null).ToList();
        foreach (var input in collateral) Warn($"It spends a coin of exactly {input.Coin.Value} FLUX, the collateral of a FluxNode; a node that stands on it ends.");
        var strange = container.Inputs.Count(input => !Address.TryFromScript(input.Coin.ScriptPubKey, out var from) || !facts.IsOwn(from));
        if (strange > 0) Say(StatementKind.Terms, string.Create(CultureInfo.InvariantCulture, $"{strange} of {container.Inputs.Length} inputs belong to others"));
    }

    private void DescribeTerms(SigningContainer container)
    {
        var fee = container.Fee;
        var until = container.Transaction.ExpiryHeight == 0 ? "; it never expires" : string.Create(CultureInfo.InvariantCulture, $"; counts until block {container.Transaction.ExpiryHeight}");
        Say(StatementKind.Terms, $"Fee {fee} FLUX{until}", fee);
        if (fee < Amount.Zero) Warn("It pays out more than it takes in; the network refuses it.");
        if (fee > facts.LargeFee) Warn($"The fee of {fee} FLUX is large.");
        if (container.Transaction.LockTime != 0) Say(StatementKind.Terms, string.Create(CultureInfo.InvariantCulture, $"Does not count before {(container.Transaction.LockTime < LockTimeIsTime ? "block" : "Unix time")} {container.Transaction.LockTime}"));
    }

    /// <summary>Lock times from here on are Unix seconds.</summary>
    private const uint LockTimeIsTime = 500_000_000;

    private SigningSummary DescribeStart(Transaction transaction, StartTransaction start)
    {
        if (start.Collateral.IsNull) Warn("It names no collateral and does nothing.");
        var how = start.IsP2sh ? " of a shared address" : "";
        Say(StatementKind.NodeStart, $"Starts the FluxNode with collateral {start.Collateral}{how}, run by node key {Convert.ToHexStringLower(start.NodePubKey.Span)}");
        if (start.Delegates is { Used: true, Type: DelegateData.TypeUpdate } update)
        {
            Say(StatementKind.NodeStart, $"From then on these {update.Keys.Length} keys may start it too, instead of any before: {string.Join(", ", update.Keys.Select(key => Convert.ToHexStringLower(key.Span)))}");
            Warn("Whoever has a delegate's key can restart the node at another machine (but not spend its collateral).");
        }
        if (start.Delegates is { Used: true, Type: DelegateData.TypeSigning }) Say(StatementKind.NodeStart, "Signed as a delegate of its owner");
        Say(StatementKind.Terms, $"Costs nothing; the collateral stays. Signed at {DateTimeOffset.FromUnixTimeSeconds(start.SigTime).UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC (transaction {transaction.Id})");
        return new SigningSummary([.. _statements.OrderBy(statement => statement.Kind == StatementKind.Warning ? 1 : 0)], Amount.Zero, Amount.Zero);
    }

    private SigningSummary Summary(SigningContainer container)
    {
        bool Own(Script script) => Address.TryFromScript(script, out var address) && facts.IsOwn(address);
        var taken = container.Inputs.Where(input => Own(input.Coin.ScriptPubKey)).Sum(input => input.Worth.Satoshis);
        var back = container.Transaction.Outputs.Where(output => Own(output.ScriptPubKey)).Sum(output => output.Value.Satoshis);
        return new SigningSummary([.. _statements.OrderBy(Rank)], new Amount(taken - back), container.Fee);
    }

    private static int Rank(SigningStatement statement) => statement.Kind switch
    {
        StatementKind.ToSelf => 2,
        StatementKind.Terms => 3,
        StatementKind.Warning => 4,
        _ => 1,
    };

    private static bool IsMemo(Script script) => script.Length > 0 && script.Bytes[0] == (byte)Opcode.Return;

    private void Say(SigningStatement statement) => _statements.Add(statement);

    private void Say(StatementKind kind, string text, Amount amount = default) => _statements.Add(new SigningStatement(kind, text, amount));

    private void Warn(string text) => Say(StatementKind.Warning, text);
}
