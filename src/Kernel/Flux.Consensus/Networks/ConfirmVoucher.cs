namespace Flux.Consensus.Networks;

/// <summary>Whose benchmark signature a CONFIRM needs.</summary>
public enum ConfirmVoucher
{
    /// <summary>A key of the network, chosen by the benchmark's signature time (main, test, regtest).</summary>
    NetworkKeys,

    /// <summary>The node's own key (own networks).</summary>
    SelfSigned,

    /// <summary>Not looked at (a test network started with the benchmark bypass).</summary>
    None,
}
