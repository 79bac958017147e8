using Flux.Daemon.Node;
using Flux.Daemon.Rpc.Addresses;
using Flux.Daemon.Rpc.Blockchain;
using Flux.Daemon.Rpc.Control;
using Flux.Daemon.Rpc.Emergency;
using Flux.Daemon.Rpc.FluxNodes;
using Flux.Daemon.Rpc.Generating;
using Flux.Daemon.Rpc.Mining;
using Flux.Daemon.Rpc.Peers;
using Flux.Daemon.Rpc.RawTransactions;
using Flux.Daemon.Rpc.Util;
using Flux.Daemon.Rpc.Wallet;

namespace Flux.Daemon.Rpc;

/// <summary>Every method that this daemon answers; adding one is a new file and a line here.</summary>
internal static class RpcCatalog
{
    /// <summary>The methods, in no particular order.</summary>
    public static IReadOnlyList<RpcMethod> Build(FluxdNode node, MiningService mining, IHostApplicationLifetime lifetime)
    {
        IReadOnlyList<RpcMethod> methods = [];
        // "help" lists all methods, itself included, hence the deferred look.
        methods =
        [
            new GetBlockCount(node),
            new GetBestBlockHash(node),
            new GetBlockHash(node),
            new GetBlock(node),
            new GetBlockHeader(node),
            new GetBlockchainInfo(node),
            new GetChainTips(node),
            new GetDifficulty(node),
            new GetMempoolInfo(node),
            new GetRawMempool(node),
            new GetTxOut(node),
            new GetTxOutSetInfo(node),
            new GetTxOutProof(node),
            new VerifyTxOutProof(node),
            new VerifyChain(node),
            new GetBlockDeltas(node),
            new InvalidateBlock(node),
            new ReconsiderBlock(node),
            new PreciousBlock(node),
            new DumpTxOutSet(node),
            new CheckSnapshot(node),
            new GetBlockHashes(node),
            new WaitForNewBlock(node),
            new GetLedgerInfo(node),
            new Stop(lifetime),
            new GetInfo(node),
            new HelpCommand(() => methods),
            new GetRawTransaction(node),
            new DecodeRawTransaction(node),
            new DecodeScript(node),
            new DecodeRawBlock(),
            new CreateRawTransaction(node),
            new SignRawTransaction(node),
            new SendRawTransaction(node),
            new GetMiningInfo(node, mining),
            new GetNetworkSolPs(node),
            new GetLocalSolPs(mining),
            new GetBlockTemplate(node, mining),
            new GetBlockSubsidy(node),
            new SubmitBlock(node),
            new PrioritiseTransaction(node),
            new Generate(node, mining),
            new GetGenerate(mining),
            new SetGenerate(node, mining),
            new GetConnectionCount(node),
            new GetPeerInfo(node),
            new GetNetworkInfo(node),
            new GetNetTotals(node),
            new GetDeprecationInfo(node),
            new Ping(node),
            new AddNode(node),
            new DisconnectNode(node),
            new GetAddedNodeInfo(node),
            new SetBan(node),
            new ListBanned(node),
            new ClearBanned(node),
            new SetNetworkActive(node),
            new ValidateAddress(node),
            new VerifyMessage(node),
            new CreateMultisig(node),
            new ZValidateAddress(node),
            new EstimateFee(node),
            new EstimatePriority(),
            new GetAddressUtxos(node),
            new GetAddressBalance(node),
            new GetAddressDeltas(node),
            new GetAddressTxIds(node),
            new GetAddressMempool(node),
            new GetSpentInfo(node),
            new GetRichList(node),
            new ViewDeterministicFluxNodeList(node),
            new ListFluxNodes(node),
            new GetFluxNodeSnapshot(node),
            new GetFluxNodeCount(node),
            new FluxNodeCurrentWinner(node),
            new GetDosList(node),
            new GetStartList(node),
            new GetFluxNodeStatus(node),
            new CreateFluxNodeKey(node),
            new CreateDelegateKeyPair(node),
            new GetMigrationCount(node),
            new ListFluxNodeDelegates(node),
            new ListFluxNodeConf(node),
            new StartFluxNode(node),
            new StartDeterministicFluxNode(node),
            new StartFluxNodeWithDelegates(node),
            new StartFluxNodeAsDelegate(node),
            new StartP2shAsDelegate(node),
            new CreateP2shStartTx(),
            new SignP2shStartTx(node),
            new SendP2shStartTx(node),
            new CreateConfirmationTransaction(node),
            new StartFluxBenchd(node),
            new StopFluxBenchd(node),
            new CreateEmergencyBlock(node),
            new SignEmergencyBlock(node),
            new VerifyEmergencyBlock(node),
            new SubmitEmergencyBlock(node),
            new GetBenchStatus(node),
            new GetBenchmarks(node),
            .. WalletMethods.Build(node.Wallet),
            .. UnsupportedMethods.All.Select(entry => new UnsupportedMethod(entry.Name, entry.Why)),
        ];
        return methods;
    }
}
