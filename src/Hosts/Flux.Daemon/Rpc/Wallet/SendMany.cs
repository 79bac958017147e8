using System.Text.Json;
using Flux.Contracts.Rpc;
using Flux.Daemon.Wallet;
using Flux.Primitives;
using Flux.Primitives.Addresses;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>Pays several addresses in one transaction. With a list as last argument the recipients bear the fee in equal parts.</summary>
internal sealed class SendMany(DaemonWallet? wallet) : WalletMethod(wallet)
{
    public override string Name => "sendmany";

    public override string Usage => "\"fromaddress\" {\"address\":amount,…} ( minconf \"comment\" [\"address\",…] )";

    public override string Help => "Pays several addresses in one transaction. With a list as last argument the recipients bear the fee in equal parts.";

    public override (int Least, int Most) ParameterCount => (2, 5);

    protected override async Task WriteAsync(DaemonWallet wallet, RpcRequest request, Utf8JsonWriter json, CancellationToken cancellation)
    {
        var source = request.String(0, "fromaddress");
        Address? from = source.Length == 0 ? null : WalletArguments.Address(wallet, source);
        if (request[1].ValueKind != JsonValueKind.Object) throw RpcFault.Type("Expected type object");
        var recipients = new List<(Address To, Amount Amount)>();
        foreach (var member in request[1].EnumerateObject())
        {
            var to = WalletArguments.Address(wallet, member.Name, $"Invalid Flux address: {member.Name}");
            if (recipients.Any(recipient => recipient.To == to)) throw RpcFault.InvalidParameter($"Invalid parameter, duplicated address: {member.Name}");
            var amount = RpcValues.ReadAmount(member.Value);
            recipients.Add((to, amount > Amount.Zero ? amount : throw RpcFault.Type("Invalid amount for send")));
        }
        if (recipients.Count == 0) throw new RpcFault(RpcErrorCode.InsufficientFunds, "Transaction amounts must be positive");
        var subtract = request[4].ValueKind == JsonValueKind.Array && request[4].GetArrayLength() > 0;
        if (subtract && request[4].GetArrayLength() != recipients.Count) throw RpcFault.InvalidParameter("Invalid parameter, the fee is borne by all recipients or by none");
        var id = await WalletPayment.SendAsync(wallet, recipients, subtract, from, request.Int(2, "minconf", 1), cancellation).ConfigureAwait(false);
        json.WriteStringValue(id.ToString());
    }
}
