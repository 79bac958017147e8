using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Flux.Primitives;
using Flux.Primitives.Scripts;
using Flux.Primitives.Wire;

namespace Flux.TestKit;

/// <summary>A chain for those who follow a fluxd and do not judge it: real blocks without work, and what fluxd's JSON-RPC answers of them. Tests mine while servers answer, so every member takes the lock.</summary>
public sealed class ServedChain
{
    private readonly List<(Block Block, string Hash)> _blocks = [];
    private readonly Dictionary<string, string> _byHash = [];
    private readonly Lock _lock = new();
    private uint _salt;

    /// <summary>A chain with its first block.</summary>
    public ServedChain() => Mine();

    /// <summary>Height of the last block.</summary>
    public int Height
    {
        get
        {
            lock (_lock) return _blocks.Count - 1;
        }
    }

    /// <summary>Hash of the last block, as fluxd writes it.</summary>
    public string Tip
    {
        get
        {
            lock (_lock) return _blocks[^1].Hash;
        }
    }

    /// <summary>Everything in the chain, in order.</summary>
    public IReadOnlyList<Transaction> Transactions
    {
        get
        {
            lock (_lock) return [.. _blocks.SelectMany(line => line.Block.Transactions)];
        }
    }

    /// <summary>Row of <c>viewdeterministicfluxnodelist</c>; its collateral, payee and heights follow from the number.</summary>
    public static JsonObject NodeRow(int number, string address, string publicKey, string tier) => new()
    {
        ["txhash"] = number.ToString("x64", CultureInfo.InvariantCulture),
        ["outidx"] = "0",
        ["ip"] = address,
        ["pubkey"] = publicKey,
        ["tier"] = tier,
        ["payment_address"] = $"t1{number}",
        ["added_height"] = number,
        ["confirmed_height"] = number,
        ["last_paid_height"] = 0,
    };

    /// <summary>The next block, with these transactions after the coinbase. No two blocks are alike, also after <see cref="TakeBack"/>.</summary>
    public void Mine(params ImmutableArray<Transaction> transactions)
    {
        lock (_lock)
        {
            var draft = new BlockDraft
            {
                Height = _blocks.Count,
                Header = new BlockHeader
                {
                    Version = 4,
                    Previous = _blocks.Count == 0 ? default : _blocks[^1].Block.Hash,
                    MerkleRoot = Hash256.Zero,
                    StateRoot = Hash256.Zero,
                    Time = 1_700_000_000 + ++_salt,
                    Bits = 0x200f0f0f,
                    Solution = new byte[36],
                },
                CoinbaseScript = new Script(BitConverter.GetBytes(_salt)),
                CoinbaseOutputs = [new TxOutput(new Amount(1), TestKey.Of("miner").Script)],
                Transactions = transactions,
            };
            var block = draft.Seal();
            _blocks.Add((block, block.Hash.ToString()));
            _byHash[_blocks[^1].Hash] = Convert.ToHexStringLower(block.ToBytes());
        }
    }

    /// <summary>Takes the last blocks back; their hashes are unknown from then on.</summary>
    public void TakeBack(int blocks)
    {
        lock (_lock)
        {
            foreach (var (_, hash) in _blocks.TakeLast(blocks)) _byHash.Remove(hash);
            _blocks.RemoveRange(_blocks.Count - blocks, blocks);
        }
    }

    /// <summary>Result of a call about the chain; null for any other.</summary>
    public JsonNode? Answer(string method, JsonArray parameters)
    {
        lock (_lock)
        {
            return method switch
            {
                "getblockhash" => _blocks[parameters[0]!.GetValue<int>()].Hash,
                "getblock" => _byHash[parameters[0]!.GetValue<string>()],
                "getrawtransaction" => _blocks.SelectMany(line => line.Block.Transactions).FirstOrDefault(tx => tx.Id.ToString() == parameters[0]!.GetValue<string>()) is { } found
                    ? Convert.ToHexStringLower(found.ToBytes())
                    : null,
                "getblockchaininfo" => new JsonObject { ["bestblockhash"] = _blocks[^1].Hash, ["blocks"] = _blocks.Count - 1, ["initialblockdownload"] = false, ["genesisblockhash"] = _blocks[0].Hash },
                _ => null,
            };
        }
    }
}
