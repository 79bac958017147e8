using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Daemon.Wallet;
using Flux.Primitives.Wire;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Adds coins of the wallet, and change, to a transaction that has outputs; nothing is signed or sent.</summary>
internal sealed class FundRawTransaction(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "fundrawtransaction";

    public override string Usage => "\"hex\"";

    public override string Help => "Adds coins of the wallet, and change, to a transaction that has outputs; nothing is signed or sent.";

    public override (int Least, int Most) ParameterCount => (1, 1);

    protected override void Write(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json)
    {
        var reader = new WireReader(request.Serialized(0, "TX"));
        if (!TransactionCodec.TryRead(ref reader, out var transaction)) throw new RpcFault(RpcErrorCode.Deserialization, "TX decode failed");
        var (funded, change, fee) = TransactionFunding.Fund(wallet, transaction);
        json.WriteStartObject();
        json.WriteString("hex", Convert.ToHexStringLower(funded.Bytes.Span));
        json.WriteNumber("changepos", change);
        json.WriteAmount("fee", fee);
        json.WriteEndObject();
    }
}
