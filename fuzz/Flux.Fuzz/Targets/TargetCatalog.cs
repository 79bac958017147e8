using Flux.Fuzz.Engine;

namespace Flux.Fuzz.Targets;

/// <summary>Every target.</summary>
internal static class TargetCatalog
{
    public static IReadOnlyList<IFuzzTarget> All { get; } =
    [
        new TransactionTarget(),
        new BlockTarget(),
        new TransactionRulesTarget(),
        new ScriptTarget(),
        new ScriptTextTarget(),
        new SignatureTarget(),
        new AddressTarget(),
        new AmountTarget(),
        new MemoTarget(),
        new UndoTarget(),
        new LedgerRowsTarget(),
        new EquihashTarget(),
        new NumberTarget(),
        new SnapshotTarget(),
        new WalletTextTarget(),
        new KeystoreTarget(),
        new ContainerTarget(),
        new WalletUriTarget(),
        new RecoveryWordsTarget(),
        new SignerLineTarget(),
        new PeerMessageTarget(),
        new StratumLineTarget(),
        new AppJsonTarget(),
        new AppSpecTarget(),
        new AppEnvelopeTarget(),
        new AppSecretsTarget(),
        new NetworkFileTarget(),
    ];
}
