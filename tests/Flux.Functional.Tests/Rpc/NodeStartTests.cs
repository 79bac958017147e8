using Flux.Crypto.Curves;
using Flux.Primitives;
using Flux.Primitives.Addresses;

namespace Flux.Functional.Tests.Rpc;

/// <summary>An operator's way with the daemon alone: collateral in fluxd's wallet, nodes in fluxnode.conf, started with one command.</summary>
public sealed class NodeStartTests
{
    [Fact]
    public async Task A_node_of_the_file_is_started_with_the_wallet_s_key()
    {
        byte[] secret = [.. new byte[31], 42];
        Secp256k1.TryGetPublicKey(secret, compressed: true, out var publicKey).ShouldBeTrue();
        var own = new Address(AddressKind.PubKeyHash, Hash160.Of(publicKey)).ToText(AddressPrefixes.Main);
        await using var fluxd = await FluxdProcess.StartAsync([$"-mineraddress={own}"]);
        using var client = fluxd.Client();
        await client.CallAsync("generate", default, 20);
        await client.CallAsync("importprivkey", default, Wif.Encode(secret, compressed: true, AddressPrefixes.Main));
        var txid = (await client.CallAsync("sendtoaddress", default, own, 1000)).GetString()!;
        await client.CallAsync("generate", default, 12);
        var outputs = (await client.CallAsync("getrawtransaction", default, txid, 1)).GetProperty("vout");
        var index = outputs.EnumerateArray().Single(output => output.GetProperty("value").GetDecimal() == 1000).GetProperty("n").GetInt32();
        var nodeKey = (await client.CallAsync("createfluxnodekey")).GetString()!;
        var conf = Path.Combine(Path.GetDirectoryName(fluxd.Cookie)!, "fluxnode.conf");
        await File.WriteAllTextAsync(conf, $"first 127.0.0.1:16125 {nodeKey} {txid} {index}\nstranger 127.0.0.1:16125 {nodeKey} {new string('a', 64)} 0\n");

        var answer = await client.CallAsync("startfluxnode", default, "all", "false");

        answer.GetProperty("overall").GetString().ShouldBe("Successfully started 1 fluxnodes, failed to start 1, total 2");
        var (first, stranger) = (answer.GetProperty("detail")[0], answer.GetProperty("detail")[1]);
        first.GetProperty("result").GetString().ShouldBe("successful", first.GetRawText());
        first.GetProperty("transaction_commited").GetBoolean().ShouldBeTrue();
        stranger.GetProperty("result").GetString().ShouldBe("failed");
        stranger.GetProperty("errorMessage").GetString()!.ShouldContain("not in this daemon");
        await client.CallAsync("generate", default, 1);
        var started = await client.CallAsync("getstartlist");
        started.GetRawText().ShouldContain(txid);
    }
}
