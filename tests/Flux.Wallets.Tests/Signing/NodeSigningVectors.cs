using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.FluxNodes;
using Flux.Primitives.Scripts;
using Flux.Wallets.Keys;
using Flux.Wallets.Signing;

namespace Flux.Wallets.Tests.Signing;

/// <summary>START transactions of the flux-sdk's test folder.</summary>
public class NodeSigningVectors
{
    private const string Redeem = "5221022180e3478446c3d8967bac969bc0a55ac094d28a479973bccc88c495fa576f9d2103abfa98505a1423498287e160a96163b6a1aa844fd7879c6263f1bd0e077e33f552ae";
    private static readonly WalletKey Owner = Key("L17FU2CoD4joDmEp1xMbfuD6eQ8Yr8SEC2gjbcKktLs3DS3WCCxF");
    private static readonly WalletKey Node = Key("5JF3aGCa6bkPvfSzqtzX7fXFjfjUG4qzp9hdtRujLRE9ZAMfhiF");

    private static WalletKey Key(string wif) => WalletKey.TryParseWif(wif, AddressPrefixes.Main, out var key) ? key : throw new InvalidOperationException();

    private static OutPoint At(string id) => new(TxId.Parse(id), 0);

    private static string Hex(Transaction transaction) => Convert.ToHexStringLower(transaction.ToBytes());

    private static RedeemScript Shared()
    {
        Script.TryParseHex(Redeem, out var script).ShouldBeTrue();
        RedeemScript.TryRead(script, out var redeem).ShouldBeTrue();
        return redeem;
    }

    [Fact]
    public void Version_five_is_the_published_one() => Hex(NodeSigning.BuildStart(At("99ae0a75182e48fe82d64b5fc5b238dd79d045382ea7688d38f0b777bb2dbd44"), Owner, Node.PublicKey, 1584866597)).ShouldBe(
        "050000000244bd2dbb77b7f0388d68a72e3845d079dd38b2c55f4bd682fe482e18750aae99000000002103c7f8f9e5368a2bee1ba3b3127b5039f84e8f1dad0e11f64e5586b76f654ee2a34104f6c04f8a3569a518ec0987fc2544900e8a3f742a6e0d891a700d9a94482a0abdae64a1c106a4d4339963afd32391e0e660fabbc75c73200fc863287cfd54a7f22525775e4120556a2ebcbdab6cc332b14996c1e0a996810a0cd6a80cd044020b04a4466dee0e67b8bc2f21fe2e1eb7d093594c2601e679750aa8a9c4eb68a21575c34e4aa082");

    [Fact]
    public void Version_six_is_the_published_one() =>
        Hex(NodeSigning.Sign(NodeSigning.DraftStart(At("e7e55985d4836edd7e664af167e8f729f021b1728ef121af3f5f02ae7ad1a686"), Owner.PublicKey, null, Node.PublicKey, 1698521898), Owner)).ShouldBe(
            "06000000020100000086a6d17aae025f3faf21f18e72b121f029f7e867f14a667edd6e83d48559e5e7000000002103c7f8f9e5368a2bee1ba3b3127b5039f84e8f1dad0e11f64e5586b76f654ee2a34104f6c04f8a3569a518ec0987fc2544900e8a3f742a6e0d891a700d9a94482a0abdae64a1c106a4d4339963afd32391e0e660fabbc75c73200fc863287cfd54a7f22a633d65411f0aa8ef1c0aeab2fc379adae674e6e41838cbadaa0db513b4df06515f3466fb40642fb91980644758f4ddab66eeb5751b5c72efcb79250754d2e01539f7bba787");

    [Fact]
    public void A_shared_collateral_is_started_with_one_key() =>
        Hex(NodeSigning.Sign(NodeSigning.DraftStart(At("a373395cc26af216ee9885282d2f7bf8317c4e6f02f1561d1d6f46ba9cc86a71"), default, Shared(), Node.PublicKey, 1698522999), Owner)).ShouldBe(
            "060000000202000000716ac89cba466f1d1d56f1026f4e7c31f87b2f2d288598ee16f26ac25c3973a3000000004104f6c04f8a3569a518ec0987fc2544900e8a3f742a6e0d891a700d9a94482a0abdae64a1c106a4d4339963afd32391e0e660fabbc75c73200fc863287cfd54a7f2475221022180e3478446c3d8967bac969bc0a55ac094d28a479973bccc88c495fa576f9d2103abfa98505a1423498287e160a96163b6a1aa844fd7879c6263f1bd0e077e33f552ae77673d65411ffbfdd06c639a65fc782836d9a7ad9d05a1ac3b35b7fecf591e3e6e355e067b774171fa62d79d632942524442ea08f896f512ba15400c83190886f109ebb684d0");

    [Fact]
    public void Delegates_stand_behind_the_signature()
    {
        var key = Convert.FromHexString("0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");
        var start = NodeSigning.Sign(NodeSigning.DraftStart(At("99ae0a75182e48fe82d64b5fc5b238dd79d045382ea7688d38f0b777bb2dbd44"), Owner.PublicKey, null, Node.PublicKey, 1698522999, NodeSigning.ReplaceDelegates([key])), Owner);
        Hex(start).ShouldStartWith("060000000201010000");
        Hex(start).ShouldEndWith("01010101210279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");
        NodeSigning.SignersOf((StartTransaction)NodeSigning.DraftStart(At(new string('a', 64)), Owner.PublicKey, null, Node.PublicKey, 1, NodeSigning.AsDelegate()).FluxNode!).ShouldBeEmpty();
    }

    [Fact]
    public void Refuses_delegates_that_fit_nowhere()
    {
        var key = WalletKey.Generate().PublicKey;
        Should.Throw<ArgumentException>(() => NodeSigning.ReplaceDelegates([])).Message.ShouldContain("0 delegates");
        Should.Throw<ArgumentException>(() => NodeSigning.ReplaceDelegates([key, key, key, key, key])).Message.ShouldContain("5 delegates");
        Should.Throw<ArgumentException>(() => NodeSigning.ReplaceDelegates([key, WalletKey.Generate(compressed: false).PublicKey])).Message.ShouldContain("Delegate 2");
    }
}
