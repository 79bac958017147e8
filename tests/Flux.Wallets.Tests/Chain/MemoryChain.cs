using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Wallets.Chain;

namespace Flux.Wallets.Tests.Chain;

/// <summary>A chain source in memory: transactions by height, coins and changes derived from them.</summary>
internal sealed class MemoryChain : IChainSource
{
    private readonly List<(Transaction Transaction, int Height)> _transactions = [];

    public int Height { get; set; } = 1000;

    /// <summary>How many addresses were asked for.</summary>
    public int Asked { get; private set; }

    public List<Transaction> Sent { get; } = [];

    public void Add(Transaction transaction, int height) => _transactions.Add((transaction, height));

    /// <summary>A transaction out of nowhere that pays an address.</summary>
    public OutPoint Pay(Address to, long satoshis, int height)
    {
        var from = new TxInput(new OutPoint(new TxId(new Hash256(BitConverter.GetBytes((long)_transactions.Count + 1).Concat(new byte[24]).ToArray())), 7), default, uint.MaxValue);
        var transaction = new Transaction { Version = 4, Overwintered = true, VersionGroup = Transaction.SaplingGroup, Inputs = [from], Outputs = [new TxOutput(new Amount(satoshis), to.ToScript())] };
        Add(transaction, height);
        return new OutPoint(transaction.Id, 0);
    }

    public Task<int> HeightAsync(CancellationToken cancellation) => Task.FromResult(Height);

    public Task<IReadOnlyList<ChainCoin>> CoinsAsync(IReadOnlyCollection<Address> addresses, CancellationToken cancellation)
    {
        var spent = _transactions.SelectMany(entry => entry.Transaction.Inputs).Select(input => input.PreviousOutput).ToHashSet();
        IReadOnlyList<ChainCoin> coins =
        [
            .. from entry in _transactions
               from output in entry.Transaction.Outputs.Select((output, i) => (Output: output, Place: new OutPoint(entry.Transaction.Id, (uint)i)))
               where Address.TryFromScript(output.Output.ScriptPubKey, out var to) && addresses.Contains(to) && !spent.Contains(output.Place)
               select new ChainCoin(output.Place, output.Output, AddressOf(output.Output), entry.Height),
        ];
        return Task.FromResult(coins);
    }

    public Task<IReadOnlyList<AddressChange>> ChangesAsync(IReadOnlyCollection<Address> addresses, CancellationToken cancellation)
    {
        Asked += addresses.Count;
        var wanted = addresses.ToHashSet();
        var outputs = new Dictionary<OutPoint, TxOutput>();
        var changes = new List<AddressChange>();
        foreach (var (transaction, height) in _transactions)
        {
            foreach (var input in transaction.Inputs)
            {
                if (outputs.TryGetValue(input.PreviousOutput, out var coin) && wanted.Contains(AddressOf(coin))) changes.Add(new(AddressOf(coin), transaction.Id, height, new Amount(-coin.Value.Satoshis)));
            }
            for (var i = 0; i < transaction.Outputs.Length; i++)
            {
                var output = transaction.Outputs[i];
                outputs[new OutPoint(transaction.Id, (uint)i)] = output;
                if (Address.TryFromScript(output.ScriptPubKey, out var to) && wanted.Contains(to)) changes.Add(new(to, transaction.Id, height, output.Value));
            }
        }
        return Task.FromResult<IReadOnlyList<AddressChange>>(changes);
    }

    public Task<(Transaction Transaction, int Height)?> TransactionAsync(TxId id, CancellationToken cancellation)
    {
        foreach (var entry in _transactions)
        {
            if (entry.Transaction.Id == id) return Task.FromResult<(Transaction, int)?>(entry);
        }
        return Task.FromResult<(Transaction, int)?>(null);
    }

    public Task BroadcastAsync(Transaction transaction, CancellationToken cancellation)
    {
        Sent.Add(transaction);
        return Task.CompletedTask;
    }

    private static Address AddressOf(TxOutput output) => Address.TryFromScript(output.ScriptPubKey, out var address) ? address : default;
}
