using System.Collections.Immutable;
using Flux.Apps.Messages;
using Flux.Apps.Specs;

namespace Flux.Apps.Registry;

/// <summary>An app in force: its permanent message and the coins that keep it alive.</summary>
/// <param name="Message">The message in force.</param>
/// <param name="FirstHeight">Height at which the name was registered by this line of messages.</param>
/// <param name="Height">Height of the payment that put the message in force.</param>
/// <param name="Coins">Unspent escrow coins paid for the message, in chain order; never empty.</param>
public sealed record RegisteredApp(AppMessage Message, long FirstHeight, long Height, ImmutableArray<AppPayment> Coins)
{
    public AppSpec Spec => Message.Spec;

    public string Name => Spec.Name;

    public string Key => Spec.Key;

    public MessageHash Hash => Message.Hash;

    /// <summary>Height at which the app is over if no coin is spent before: the last coin's run-out.</summary>
    public long EndHeight => Coins.Max(coin => coin.EndHeight);
}
