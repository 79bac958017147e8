using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Specs;
using Flux.Primitives.Addresses;
using Flux.Wallets.Accounts;
using Flux.Wallets.ClearSigning;
using Flux.Wallets.Containers;
using Flux.Wallets.Keys;
using Flux.Wallets.Keystore;
using Flux.Wallets.Messages;
using Flux.Wallets.Tests.Accounts;

namespace Flux.Wallets.Tests.Messages;

/// <summary>App messages that go from signer to signer; whether they are signed is judged by the nodes' own rule.</summary>
public sealed class AppMessageDraftTests : IDisposable
{
    private const long Now = 1_700_000_000_000;

    // Three imported keys of which two are enough.
    private static readonly WalletKey[] Three = [.. Enumerable.Range(1, 3).Select(i => new WalletKey([.. new byte[31], (byte)i]))];
    private static readonly RedeemScript TwoOfThree = RedeemScript.OfSorted(2, Three.Select(key => key.PublicKey));

    private readonly KeyRing _alice = Opened(Words.RingOf(Words.A, Words.Ssp)), _bob = Opened(Words.RingOf(Words.B, Words.Ssp)), _stranger = Opened(Words.RingOf(Words.B));

    private string Shared => _alice.AddressAt(_alice.Accounts[0], 0, 0).Address.ToText(Words.Main);

    public void Dispose()
    {
        foreach (var ring in (KeyRing[])[_alice, _bob, _stranger]) ring.Dispose();
    }

    [Fact]
    public void Two_people_sign_one_file_and_the_rules_take_the_message()
    {
        var draft = Sent(Draft(Shared));
        (draft.IsComplete, draft.Progress).ShouldBe((false, "no signature"));
        draft = Sent(draft.Sign(_alice, Words.Main));
        (draft.IsComplete, draft.Progress).ShouldBe((false, "1 of 2 signatures"));
        Should.Throw<ContainerException>(draft.Finish).Message.ShouldContain("1 of 2 signatures");

        draft = Sent(draft.Sign(_bob, Words.Main));

        (draft.IsComplete, draft.Progress).ShouldBe((true, "2 of 2 signatures"));
        AppMessageCheck.CheckUnpaid(draft.Finish(), AppRules.Own, 1, null).ShouldBe(AppMessageVerdict.Accepted);
    }

    [Fact]
    public void Copies_that_were_signed_apart_are_put_together_in_any_order()
    {
        var (first, second) = (Draft(Shared).Sign(_alice, Words.Main), Draft(Shared).Sign(_bob, Words.Main));

        foreach (var together in (AppMessageDraft[])[AppMessageDraft.Combine(first, second), AppMessageDraft.Combine(second, first), AppMessageDraft.Combine(Draft(Shared), AppMessageDraft.Combine(first, second))])
            AppMessageCheck.CheckUnpaid(together.Finish(), AppRules.Own, 1, null).ShouldBe(AppMessageVerdict.Accepted);
        AppMessageDraft.Combine(first, first).Signatures.Length.ShouldBe(1);
        Should.Throw<ContainerException>(() => AppMessageDraft.Combine(first, second with { Timestamp = Now + 1 })).Message.ShouldContain("different messages");
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 0)]
    [InlineData(1, 2)]
    public void Any_two_of_three_are_enough_and_a_third_is_not_asked(int one, int other)
    {
        var draft = Draft(TwoOfThree.Address.ToText(Words.Main));
        foreach (var signer in (int[])[one, other])
        {
            using var ring = Imported(Three[signer]);
            draft = Sent(draft.Sign(ring, Words.Main));
        }

        AppMessageCheck.CheckUnpaid(draft.Finish(), AppRules.Own, 1, null).ShouldBe(AppMessageVerdict.Accepted);
        using var third = Imported(Three[3 - one - other]);
        Should.Throw<ContainerException>(() => draft.Sign(third, Words.Main)).Message.ShouldContain("all of its signatures (2 of 2)");
    }

    [Fact]
    public void A_wallet_with_all_keys_signs_as_often_as_is_needed_and_no_more()
    {
        using var all = Imported(Three);

        var draft = Sent(Draft(TwoOfThree.Address.ToText(Words.Main)).Sign(all, Words.Main));

        draft.Signatures.Length.ShouldBe(2);
        AppMessageCheck.CheckUnpaid(draft.Finish(), AppRules.Own, 1, null).ShouldBe(AppMessageVerdict.Accepted);
    }

    [Fact]
    public void Who_can_not_sign_is_told_why()
    {
        Should.Throw<ContainerException>(() => Draft(Shared).Sign(_stranger, Words.Main)).Message.ShouldBe($"this wallet has no shared account with the address {Shared}");
        Should.Throw<ContainerException>(() => Draft(Shared).Sign(_alice, Words.Main).Sign(_alice, Words.Main)).Message.ShouldBe("this wallet has signed it already (1 of 2 signatures); others must, too");
        using var watching = Opened(KeyRing.Open(new KeystoreContent { Accounts = [Words.Ssp with { IsOwn = false }] }, Words.Main, Words.CoinType));
        Should.Throw<ContainerException>(() => Draft(Shared).Sign(watching, Words.Main)).Message.ShouldBe($"this wallet only watches {Shared}, it has no key of it");
    }

    [Fact]
    public void A_text_that_was_changed_after_it_was_signed_is_found()
    {
        var text = AppMessageFile.ToText(Draft(Shared).Sign(_alice, Words.Main));

        foreach (var (from, to) in ((string, string)[])[("nginx:latest", "evil:latest"), ($"{Now}", $"{Now + 1}"), ("fluxappregister", "fluxappupdate")])
        {
            AppMessageFile.TryParse(text.Replace(from, to, StringComparison.Ordinal), out _, out var problem).ShouldBeFalse(to);
            problem.ShouldBe($"a signature is not by a key of {Shared} over this text: the file was changed after it was signed, or somebody else signed it");
        }
    }

    [Fact]
    public void A_strangers_signature_and_the_same_twice_are_refused()
    {
        var draft = Draft(Shared).Sign(_alice, Words.Main);
        using var key = _stranger.KeysOf(_stranger.AddressAt(_stranger.Accounts[0], 0, 0))[0];

        Should.Throw<ContainerException>(() => draft.With(WalletMessage.Sign(MessageKind.Flux, draft.Text, key))).Message.ShouldContain("somebody else signed it");
        Should.Throw<ContainerException>(() => draft.With(draft.Signatures[0])).Message.ShouldBe("the same key has signed it twice");
    }

    [Fact]
    public void A_single_owner_signs_under_each_of_its_names()
    {
        var own = _stranger.AddressAt(_stranger.Accounts[0], 0, 0);
        var names = new[]
        {
            own.Address.ToText(Words.Main), OwnerSignature.OfKey(own.Keys[0].PublicKey), EthereumAddress.OfPublicKey(own.Keys[0].PublicKey),
        };
        foreach (var owner in names)
        {
            var draft = Sent(Sent(Draft(owner)).Sign(_stranger, Words.Main));
            draft.Progress.ShouldBe("1 of 1 signature");
            draft.Finish().IsSignedByOwner(owner).ShouldBeTrue(owner);
            Should.Throw<ContainerException>(() => Draft(owner).Sign(_alice, Words.Main)).Message.ShouldContain($"does not have the address {owner}");
        }
    }

    [Fact]
    public void An_update_is_signed_by_the_owner_in_force_and_a_handover_is_told()
    {
        var heir = _stranger.AddressAt(_stranger.Accounts[0], 0, 0).Address.ToText(Words.Main);
        var draft = Draft(heir) with { Kind = AppMessageKind.Update, Owner = Shared };

        draft = Sent(Sent(draft.Sign(_bob, Words.Main)).Sign(_alice, Words.Main));

        draft.Finish().IsSignedByOwner(Shared).ShouldBeTrue();
        draft.Finish().IsSignedByOwner(heir).ShouldBeFalse();
        var words = AppMessageWords.Describe(draft);
        words.HasWarnings.ShouldBeTrue();
        words.ToString().ShouldBe($"""
            Changes the app 'demo' of {Shared}
              web: nginx:latest · 0.1 cores, 100 MB, 1 GB · port 31111 · domain a.example · runs serve · A=1
              1 instance for 22,000 blocks
            WARNING: The app is handed over: from then on only {heir} can change it.
            """);
    }

    [Theory]
    [InlineData("\"fluxAppMessage\": 1", "\"fluxAppMessage\": 2", "fluxAppMessage must be 1")]
    [InlineData("fluxappregister", "zelappregister", "type must be fluxappregister or fluxappupdate")]
    [InlineData("1700000000000", "\"x\"", "timestamp must be milliseconds since 1970")]
    [InlineData("\"instances\":1", "\"instances\":\"many\"", "appSpecification: instances")]
    [InlineData("\"signatures\": []", "\"signatures\": 5", "signatures must be a list")]
    [InlineData("\"redeemScript\": \"\"", "\"redeemScript\": \"51\"", "redeemScript is not the script of t3")]
    [InlineData("\"network\": \"local\"", "\"network\": 1", "network must be a text")]
    [InlineData("\"signatures\": []", "\"signatures\": [\"AAAA\"]", "it has signatures, but not the script of t3")]
    public void What_is_wrong_with_a_file_is_named(string from, string to, string expected)
    {
        var text = AppMessageFile.ToText(Draft(Shared));
        text.ShouldContain(from);

        AppMessageFile.TryParse(text.Replace(from, to, StringComparison.Ordinal), out _, out var problem).ShouldBeFalse();

        problem.ShouldNotBeNull().ShouldStartWith(expected);
    }

    [Fact]
    public void A_registration_names_its_own_owner()
    {
        AppMessageFile.TryParse(AppMessageFile.ToText(Draft(Shared) with { Owner = "1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH" }), out _, out var problem).ShouldBeFalse();
        problem.ShouldBe($"owner is 1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH, and the specification's is {Shared}");
    }

    /// <summary>As after a way as a file.</summary>
    private static AppMessageDraft Sent(AppMessageDraft draft)
    {
        AppMessageFile.LooksLikeOne(AppMessageFile.ToText(draft)).ShouldBeTrue();
        AppMessageFile.TryParse(AppMessageFile.ToText(draft), out var read, out var problem).ShouldBeTrue(problem);
        (read!.Text, read.Owner, read.Network, read.Progress).ShouldBe((draft.Text, draft.Owner, draft.Network, draft.Progress));
        return read;
    }

    private static AppMessageDraft Draft(string owner) => new() { Network = "local", Kind = AppMessageKind.Register, Spec = Spec(owner), Timestamp = Now, Owner = owner };

    private static AppSpec Spec(string owner)
    {
        var reading = AppSpec.TryParse(
            $$"""
            {"version":8,"name":"demo","description":"d","owner":"{{owner}}","compose":[{"name":"web","description":"w","repotag":"nginx:latest","ports":[31111],"domains":["a.example"],
            "environmentParameters":["A=1"],"commands":["serve"],"containerPorts":[80],"containerData":"/tmp","cpu":0.1,"ram":100,"hdd":1,"repoauth":""}],
            "instances":1,"contacts":[],"geolocation":[],"expire":22000,"nodes":[],"staticip":false,"enterprise":""}
            """,
            AppRules.Own,
            1);
        reading.IsValid.ShouldBeTrue(reading.ToString());
        return reading.Spec!;
    }

    private static KeyRing Imported(params WalletKey[] keys) => KeyRing.Open(
        new KeystoreContent { ImportedKeys = [.. keys.Select(key => key.ToWif(Words.Main))], RedeemScripts = [Convert.ToHexStringLower(TwoOfThree.Script.Bytes)] }, Words.Main, Words.CoinType);

    /// <summary>Derives addresses, as a wallet does when it is opened.</summary>
    private static KeyRing Opened(KeyRing ring)
    {
        _ = ring.Addresses(3).Count();
        return ring;
    }
}
