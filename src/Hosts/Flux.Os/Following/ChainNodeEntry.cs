using Flux.Apps.Messages;
using Flux.Primitives;

namespace Flux.Os.Following;

/// <summary>A confirmed FluxNode as fluxd lists it.</summary>
/// <param name="Collateral">Its identity.</param>
/// <param name="Address">Where its API answers; null when its CONFIRM names no usable IPv4 address.</param>
/// <param name="AddressText">The address as confirmed.</param>
/// <param name="PublicKey">Node key in hexadecimal.</param>
/// <param name="Tier">1 Cumulus, 2 Nimbus, 3 Stratus.</param>
/// <param name="PaymentAddress">Whom coinbases pay.</param>
/// <param name="AddedHeight">Height of its START.</param>
/// <param name="ConfirmedHeight">Height of its first CONFIRM.</param>
/// <param name="LastPaidHeight">Height at which it was last paid, or 0.</param>
/// <param name="CollateralCoins">FLUX that it locks; 0 when fluxd does not tell.</param>
public sealed record ChainNodeEntry(
    OutPoint Collateral,
    NodeAddress? Address,
    string AddressText,
    string PublicKey,
    int Tier,
    string PaymentAddress,
    int AddedHeight,
    int ConfirmedHeight,
    int LastPaidHeight,
    decimal CollateralCoins = 0);
