using System.CommandLine;
using System.Text.Json.Nodes;
using Flux.Cli.Output;
using Flux.Cli.Wallets;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Wallets.Containers;
using Flux.Wallets.Keys;
using Flux.Wallets.Signing;
using Flux.Wallets.Spending;

namespace Flux.Cli.Commands.Wallet;

/// <summary><c>flux wallet node</c>: start FluxNodes whose collateral lies in the wallet.</summary>
internal static class NodeCommand
{
    public static Command Build() => new("node", "Start FluxNodes")
    {
        BuildCollaterals(),
        BuildStart(),
        BuildBatch(),
        BuildKey(),
    };

    private static Command BuildCollaterals()
    {
        var command = new Command("collaterals", "Show the coins that can stand for a node");
        command.SetAction(async (parsed, cancel) =>
        {
            using var session = WalletSession.Open(parsed);
            var height = await session.Chain.HeightAsync(cancel);
            var rows = (await session.CoinsAsync(cancel)).Select(coin => (Coin: coin, Tier: session.Network.FluxNodes.TierOf(coin.Coin.Output.Value, height))).Where(pair => pair.Tier is not null).Select(pair => (JsonNode)new JsonObject
            {
                ["coin"] = pair.Coin.Coin.OutPoint.ToString(),
                ["tier"] = pair.Tier!.Value.ToString(),
                ["confirmations"] = pair.Coin.Confirmations,
                ["needs"] = session.Network.FluxNodes.CollateralDepth,
                ["address"] = pair.Coin.Owner.Address.ToText(session.Network.Addresses),
            });
            return Result.Show(parsed, new JsonArray([.. rows]), "No coin is exactly a node's collateral. Make one by sending yourself exactly 1000, 12500 or 40000 FLUX.");
        });
        return command;
    }

    private static Command BuildStart()
    {
        var collateral = new Argument<string>("collateral") { Description = "txid:index, see: flux wallet node collaterals" };
        var key = new Argument<string>("node-key") { Description = "The node's public key in hex, or a file with its private key (WIF)" };
        var delegates = new Option<string[]>("--delegate") { Description = "From now on these keys may start it, too (at most 4; replaces any before)", HelpName = "PUBKEY", AllowMultipleArgumentsPerToken = true };
        var asDelegate = new Option<string?>("--as-delegate") { Description = "Sign as a delegate, with this address's key of the wallet; the collateral may be anyone's", HelpName = "ADDRESS" };
        var owner = new Option<string?>("--owner-key") { Description = "With --as-delegate: public key of the collateral's address, which its owner shows with: flux wallet export public-key", HelpName = "PUBKEY" };
        var redeem = new Option<string?>("--redeem-script") { Description = "With --as-delegate: the shared collateral's script", HelpName = "HEX" };
        var signing = new SigningOptions();
        var command = new Command("start", "Start a node; costs nothing") { collateral, key, delegates, asDelegate, owner, redeem };
        signing.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            using var session = WalletSession.Open(parsed);
            var place = OutPoints.Parse(parsed.GetValue(collateral)!);
            var nodeKey = ReadNodeKey(parsed.GetValue(key)!, session.Network.Addresses);
            var container = parsed.GetValue(asDelegate) is { } signer
                ? DraftAsDelegate(session, place, nodeKey, signer, parsed.GetValue(owner), parsed.GetValue(redeem))
                : Draft(session, await CoinAsync(session, place, cancel), nodeKey, parsed.GetValue(delegates) ?? [], await HeightAsync(session, cancel));
            return await new SigningRun(session, parsed, signing).RunAsync(container, "", cancel);
        });
        return command;
    }

    private static Command BuildBatch()
    {
        var file = new Argument<string>("file") { Description = "One node a line: txid:index and the node's public key or key file; # begins a comment" };
        var signing = new SigningOptions();
        var command = new Command("batch", "Start many nodes after one question") { file, signing.DryRun, signing.NoSend };
        command.SetAction(async (parsed, cancel) =>
        {
            using var session = WalletSession.Open(parsed);
            var coins = (await session.CoinsAsync(cancel)).ToDictionary(coin => coin.Coin.OutPoint);
            var height = await HeightAsync(session, cancel);
            var containers = new List<(OutPoint Place, SigningContainer Container)>();
            foreach (var (line, number) in (await ReadLinesAsync(parsed.GetValue(file)!, cancel)).Select((line, i) => (line.Split('#')[0].Trim(), i + 1)).Where(entry => entry.Item1.Length > 0))
            {
                var fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                if (fields.Length != 2) throw new CommandException(ExitCode.Usage, $"Line {number} is not \"txid:index node-key\".");
                var place = OutPoints.Parse(fields[0]);
                if (!coins.TryGetValue(place, out var coin)) throw new CommandException(ExitCode.NotFound, $"Line {number}: the wallet has no coin {place}.");
                containers.Add((place, Draft(session, coin, ReadNodeKey(fields[1], session.Network.Addresses), [], height)));
            }
            return await StartAllAsync(parsed, session, containers, signing, cancel);
        });
        return command;
    }

    private static Command BuildKey()
    {
        var to = new Option<string>("--to") { Description = "New file for the private key", HelpName = "FILE", Required = true };
        var command = new Command("key", "Make a key for a node's machine") { to };
        command.SetAction(parsed =>
        {
            using var key = WalletKey.Generate(compressed: false);
            var file = parsed.GetValue(to)!;
            if (File.Exists(file)) throw new CommandException(ExitCode.Usage, $"{file} exists already.");
            var prefixes = parsed.GetValue(WalletOptions.Wallet) is null ? AddressPrefixes.Main : PrefixesOf(parsed);
            SecretFile.Write(file, key.ToWif(prefixes) + "\n");
            return Result.Line(parsed, $"{file} holds the private key; the public key is {key}", new JsonObject { ["file"] = file, ["publicKey"] = key.ToString() });
        });
        return command;
    }

    private static AddressPrefixes PrefixesOf(ParseResult parsed)
    {
        using var session = WalletSession.Open(parsed);
        return session.Network.Addresses;
    }

    private static async Task<int> StartAllAsync(ParseResult parsed, WalletSession session, List<(OutPoint Place, SigningContainer Container)> containers, SigningOptions signing, CancellationToken cancel)
    {
        foreach (var (_, container) in containers) Terminal.Say(Flux.Wallets.ClearSigning.SigningWords.Describe(container, session.Facts).Statements[0].Text);
        if (parsed.GetValue(signing.DryRun)) return ExitCode.Ok;
        Confirmation.Require($"Start these {containers.Count} nodes?", parsed.GetValue(WalletOptions.Yes));
        var rows = new JsonArray();
        var failed = 0;
        foreach (var (place, container) in containers)
        {
            var row = new JsonObject { ["collateral"] = place.ToString() };
            try
            {
                var (signed, added) = ContainerSigning.Sign(container, session.Keys);
                if (added == 0) throw new CommandException(ExitCode.Rejected, "the wallet has no key for it");
                var start = ContainerSigning.Finish(signed);
                if (!parsed.GetValue(signing.NoSend)) await session.Chain.BroadcastAsync(start, cancel);
                row["txid"] = start.Id.ToString();
                if (parsed.GetValue(signing.NoSend)) row["hex"] = Convert.ToHexStringLower(start.Bytes.Span);
            }
            catch (Exception e) when (e is CommandException or Flux.Contracts.Rpc.RpcException)
            {
                // One node's trouble must not keep the others from starting.
                (row["error"], failed) = (e.Message, failed + 1);
            }
            rows.Add(row);
        }
        Result.Show(parsed, rows, "The file names no node.");
        return failed == 0 ? ExitCode.Ok : ExitCode.Rejected;
    }

    private static SigningContainer Draft(WalletSession session, WalletCoin coin, byte[] nodeKey, string[] delegates, int height)
    {
        if (session.Network.FluxNodes.TierOf(coin.Coin.Output.Value, height) is null) throw new CommandException(ExitCode.Rejected, $"Coin {coin.Coin.OutPoint} has {coin.Coin.Output.Value} FLUX, which is no collateral.");
        if (coin.Confirmations <= session.Network.FluxNodes.CollateralDepth)
            Terminal.Hint($"The collateral has {coin.Confirmations} confirmations and needs more than {session.Network.FluxNodes.CollateralDepth}; until then nodes refuse the start.");
        var update = delegates.Length > 0 ? NodeSigning.ReplaceDelegates([.. delegates.Select(text => ReadPublicKey(text, "Delegate"))]) : null;
        var start = NodeSigning.DraftStart(coin.Coin.OutPoint, coin.Owner.Keys.Count > 0 ? coin.Owner.Keys[0].PublicKey : [], coin.Owner.Redeem, nodeKey, Now(), update);
        return ContainerBuilder.Of(start, coin.Owner, session.Keys, session.Network.Name, session.Network.BranchIdAt(height + 1));
    }

    private static SigningContainer DraftAsDelegate(WalletSession session, OutPoint place, byte[] nodeKey, string signer, string? ownerHex, string? redeemHex)
    {
        var own = session.Keys.Find(Recipients.Find(session, signer)) ?? throw new CommandException(ExitCode.NotFound, $"{signer} is not an address of wallet {session.Name}.");
        RedeemScript? redeem = null;
        if (redeemHex is not null && (!Primitives.Scripts.Script.TryParseHex(redeemHex, out var script) || !RedeemScript.TryRead(script, out redeem))) throw new CommandException(ExitCode.Usage, "--redeem-script is not an m-of-n script.");
        if (own.Keys.Count == 0) throw new CommandException(ExitCode.Rejected, $"{signer} is only watched.");
        if (redeem is null && ownerHex is null) throw new CommandException(ExitCode.Usage, "A start by a delegate names the owner's key: give --owner-key, or --redeem-script for a shared collateral.");
        var start = NodeSigning.DraftStart(place, ownerHex is null ? [] : ReadPublicKey(ownerHex, "The owner's key"), redeem, nodeKey, Now(), NodeSigning.AsDelegate());
        return ContainerBuilder.Of(start, own, session.Keys, session.Network.Name, session.Network.BranchIdAt(int.MaxValue - 1));
    }

    private static async Task<WalletCoin> CoinAsync(WalletSession session, OutPoint place, CancellationToken cancel) =>
        (await session.CoinsAsync(cancel)).FirstOrDefault(coin => coin.Coin.OutPoint == place) ?? throw new CommandException(ExitCode.NotFound, $"The wallet has no unspent coin {place}.", "See: flux wallet node collaterals");

    private static Task<int> HeightAsync(WalletSession session, CancellationToken cancel) => session.Chain.HeightAsync(cancel);

    private static byte[] ReadNodeKey(string text, AddressPrefixes prefixes)
    {
        if (!File.Exists(text)) return ReadPublicKey(text, "The node's key");
        var wif = File.ReadAllText(text).Trim();
        return WalletKey.TryParseWif(wif, prefixes, out var key) ? key.PublicKey : throw new CommandException(ExitCode.Usage, $"{text} does not hold a private key (WIF) of this network.");
    }

    private static byte[] ReadPublicKey(string hex, string what)
    {
        var bytes = new byte[hex.Length / 2];
        return hex.Length % 2 == 0 && Convert.FromHexString(hex, bytes, out _, out _) == System.Buffers.OperationStatus.Done && Flux.Crypto.Curves.Secp256k1.IsValidPublicKey(bytes)
            ? bytes
            : throw new CommandException(ExitCode.Usage, $"{what} '{hex}' is neither a public key in hex nor a file.");
    }

    private static async Task<string[]> ReadLinesAsync(string file, CancellationToken cancel) => File.Exists(file) ? await File.ReadAllLinesAsync(file, cancel) : throw new CommandException(ExitCode.NotFound, $"There is no file {file}.");

    private static uint Now() => (uint)DateTimeOffset.UtcNow.ToUnixTimeSeconds();
}
