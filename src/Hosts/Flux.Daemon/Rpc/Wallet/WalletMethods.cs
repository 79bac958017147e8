using Flux.Daemon.Wallet;

namespace Flux.Daemon.Rpc.Wallet;

/// <summary>The commands of the daemon's own wallet (chain reference §12.9).</summary>
internal static class WalletMethods
{
    public static IReadOnlyList<RpcMethod> Build(DaemonWallet? wallet) =>
        [
            new GetNewAddress(wallet),
            new GetRawChangeAddress(wallet),
            new GetBalance(wallet),
            new GetUnconfirmedBalance(wallet),
            new GetWalletInfo(wallet),
            new SendToAddress(wallet),
            new SendFrom(wallet),
            new SendMany(wallet),
            new ConsolidateUtxos(wallet),
            new ListUnspent(wallet),
            new ListTransactions(wallet),
            new ListSinceBlock(wallet),
            new GetTransaction(wallet),
            new LockUnspent(wallet),
            new ListLockUnspent(wallet),
            new SignMessage(wallet),
            new DumpPrivKey(wallet),
            new ImportPrivKey(wallet),
            new ImportAddress(wallet),
            new BackUpWallet(wallet),
            new EncryptWallet(wallet),
            new WalletPassphrase(wallet),
            new WalletLock(wallet),
            new WalletPassphraseChange(wallet),
            new KeyPoolRefill(wallet),
            new SetTxFee(wallet),
            new RescanBlockchain(wallet),
            new GetReceivedByAddress(wallet),
            new ListReceivedByAddress(wallet),
            new ListAddressGroupings(wallet),
            new AddMultisigAddress(wallet),
            new SetAccount(wallet),
            new GetAccount(wallet),
            new GetAccountAddress(wallet),
            new GetAddressesByAccount(wallet),
            new ListAccounts(wallet),
            new ListReceivedByAccount(wallet),
            new GetReceivedByAccount(wallet),
            new MoveBetweenAccounts(wallet),
            new FundRawTransaction(wallet),
            new GetFluxNodeOutputs(wallet),
            new ResendWalletTransactions(wallet),
            new DumpWallet(wallet),
            new ImportWallet(wallet),
        ];
}
