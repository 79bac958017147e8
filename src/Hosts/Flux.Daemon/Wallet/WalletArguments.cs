using Flux.Contracts.Rpc;
using Flux.Daemon.Rpc;
using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Wallets.Accounts;

namespace Flux.Daemon.Wallet;

/// <summary>Arguments of the wallet commands, refused as the C++ daemon refuses them (recordings of all commands).</summary>
internal static class WalletArguments
{
    private const int AccountsUnsupported = -11;

    public static Address Address(DaemonWallet wallet, string text, string problem = "Invalid Flux address") =>
        Primitives.Addresses.Address.TryParse(text, wallet.Node.Network.Addresses, out var address) ? address : throw RpcFault.NotFound(problem);

    public static Amount Payment(RpcRequest request, int index)
    {
        var amount = request.Amount(index, "amount");
        return amount > Amount.Zero ? amount : throw RpcFault.Type("Invalid amount for send");
    }

    /// <summary>Accounts are long gone; only the unnamed one is left.</summary>
    public static void NoAccount(string? account, bool allowAll = false)
    {
        if (account is null or "" || (allowAll && account == "*")) return;
        throw new RpcFault(AccountsUnsupported, "Accounts are unsupported");
    }

    public static OwnAddress Own(DaemonWallet wallet, Address address, int code, string problem) => wallet.Keys.Find(address) ?? throw new RpcFault(code, problem);

    /// <summary>An address with one key of the wallet.</summary>
    public static Flux.Wallets.Keys.WalletKey Key(DaemonWallet wallet, Address address, string problem)
    {
        if (address.Kind != AddressKind.PubKeyHash) throw RpcFault.Type(problem);
        wallet.Keys.Find(address);
        return wallet.Keys.Ring.FindKey(address) ?? throw new RpcFault(RpcErrorCode.Wallet, $"Private key for address {address.ToText(wallet.Node.Network.Addresses)} is not known");
    }
}
