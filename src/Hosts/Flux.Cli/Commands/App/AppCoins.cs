using System.Text.Json;
using Flux.Primitives;

namespace Flux.Cli.Commands.App;

/// <summary>Finds the escrow coins of apps and payments.</summary>
internal sealed class AppCoins(AppSession session)
{
    /// <summary>A coin's worth is fixed at the height at which its spend expires; one that expires sooner is not relayed (chain reference §6.9).</summary>
    public const int ExpiresAfterBlocks = Flux.Wallets.Spending.Refund.ExpiresAfterBlocks;
    private const uint MostOutputs = 3;

    /// <summary>Every unspent coin that was paid for the message in force.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public async Task<List<EscrowCoin>> OfAppAsync(string name, CancellationToken cancel)
    {
        var node = (await session.NodesAsync(cancel))[0];
        var app = await node.GetAsync($"apps/appspecifications/{Uri.EscapeDataString(name)}", cancel);
        return await OfMessageAsync(name, app.GetProperty("hash").GetString()!, cancel);
    }

    /// <summary>Every unspent coin that was paid for a message.</summary>
    /// <exception cref="CommandException">There is none.</exception>
    public async Task<List<EscrowCoin>> OfMessageAsync(string name, string hash, CancellationToken cancel)
    {
        var payments = await (await session.NodesAsync(cancel))[0].GetAsync($"apps/payments/{hash}", cancel);
        var coins = new List<EscrowCoin>();
        foreach (var payment in payments.EnumerateArray())
        {
            var at = new OutPoint(TxId.Parse(payment.GetProperty("txid").GetString()!), payment.GetProperty("outidx").GetUInt32());
            if (await FindAsync(at, cancel) is { } coin) coins.Add(coin);
        }
        return coins.Count > 0 ? coins : throw new CommandException(ExitCode.NotFound, $"{name} has no unspent payment.", "One that is being spent waits for its block; see: flux app show");
    }

    /// <summary>The coin that one transaction paid.</summary>
    /// <exception cref="CommandException">It paid none, or that one is spent.</exception>
    public async Task<EscrowCoin> OfPaymentAsync(string txid, CancellationToken cancel)
    {
        for (uint index = 0; TxId.TryParse(txid, out var id) && index < MostOutputs; index++)
        {
            if (await FindAsync(new OutPoint(id, index), cancel) is { } coin) return coin;
        }
        throw new CommandException(ExitCode.NotFound, $"Transaction {txid} has no unspent escrow coin.");
    }

    private async Task<EscrowCoin?> FindAsync(OutPoint at, CancellationToken cancel)
    {
        JsonElement shown = await session.Fluxd.CallAsync("gettxout", cancel, at.Transaction.ToString(), at.Index);
        return EscrowCoin.Of(at, shown);
    }
}
