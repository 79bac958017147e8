using Flux.Primitives;
using Flux.Primitives.Addresses;
using Flux.Primitives.FluxNodes;
using Flux.Primitives.Scripts;
using Flux.Wallets.Accounts;
using Flux.Wallets.CoinSelection;
using Flux.Wallets.Containers;
using Flux.Wallets.Keys;
using Flux.Wallets.Signing;
using Flux.Wallets.Tests.Accounts;

namespace Flux.Wallets.Tests.Containers;

public class ContainerTests
{
    private static SigningContainer Payment(params OwnAddress[] from)
    {
        var coins = from.Select((own, i) => new SpendableCoin(new OutPoint(TxId.Parse(new string((char)('1' + i), 64)), (uint)i), new TxOutput(Amount.FromFlux(1), own.Address.ToScript()))).ToList();
        var draft = new TransactionDraft { Inputs = [.. coins], Outputs = [new TxOutput(new Amount(50_000_000), from[0].Address.ToScript())], ExpiryHeight = 100 };
        return new SigningContainer
        {
            Network = "main",
            BranchId = Words.BranchId,
            Transaction = draft.ToUnsigned(),
            Inputs = [.. from.Select((own, i) => new ContainerInput { Coin = coins[i].Output, Worth = coins[i].Worth, Redeem = own.Redeem })],
        };
    }

    private static SigningContainer Again(SigningContainer container)
    {
        ContainerReader.TryParseBase64(ContainerWriter.ToBase64(container), out var read, out var problem).ShouldBeTrue(problem);
        ContainerWriter.ToBase64(read).ShouldBe(ContainerWriter.ToBase64(container));
        return read;
    }

    [Fact]
    public void Two_of_two_goes_round_by_files_and_the_interpreter_accepts_it()
    {
        using var phone = Words.RingOf(Words.B, Words.Ssp);
        using var desk = Words.RingOf(Words.A, Words.Ssp);
        var own = desk.AddressAt(desk.Accounts[0], 0, 0);
        phone.AddressAt(phone.Accounts[0], 0, 0);
        var (first, added) = ContainerSigning.Sign(Payment(own), desk);
        added.ShouldBe(1);
        first.IsComplete.ShouldBeFalse();
        Should.Throw<ContainerException>(() => ContainerSigning.Finish(first)).Message.ShouldContain("1 of 2");
        var (second, _) = ContainerSigning.Sign(Again(first), phone);
        second.IsComplete.ShouldBeTrue();
        var signed = ContainerSigning.Finish(Again(second));
        Interpreter.Verify(signed, second.Inputs.Select(input => input.Coin)).ShouldBeEmpty();
    }

    [Fact]
    public void Copies_signed_apart_are_put_together()
    {
        using var phone = Words.RingOf(Words.B, Words.Ssp);
        using var desk = Words.RingOf(Words.A, Words.Ssp);
        var container = Payment(desk.AddressAt(desk.Accounts[0], 0, 0), desk.AddressAt(desk.Accounts[0], 0, 1));
        phone.Addresses(5).Count().ShouldBe(10);
        var both = ContainerSigning.Combine(ContainerSigning.Sign(container, desk).Container, ContainerSigning.Sign(container, phone).Container);
        Interpreter.Verify(ContainerSigning.Finish(both), both.Inputs.Select(input => input.Coin)).ShouldBeEmpty();
        Should.Throw<ContainerException>(() => ContainerSigning.Combine(container, Payment(desk.AddressAt(desk.Accounts[0], 0, 0)))).Message.ShouldContain("different transactions");
    }

    [Fact]
    public void An_offline_machine_finds_its_key_by_the_path_alone()
    {
        using var ring = Words.RingOf(Words.A);
        var far = ring.Accounts[0].AddressAt(0, 5000);
        var container = Payment(far);
        var origin = new KeyOrigin(ring.Fingerprint!.Value, far.Keys[0].Path!);
        container = container with { Inputs = [container.Inputs[0] with { Origins = container.Inputs[0].Origins.Add(Convert.ToHexStringLower(far.Keys[0].PublicKey), origin) }] };
        using var offline = Words.RingOf(Words.A);
        var (signed, added) = ContainerSigning.Sign(Again(container), offline);
        added.ShouldBe(1);
        Interpreter.Verify(ContainerSigning.Finish(signed), signed.Inputs.Select(input => input.Coin)).ShouldBeEmpty();
        using var stranger = Words.RingOf(Words.B);
        ContainerSigning.Sign(container, stranger).Added.ShouldBe(0);
    }

    [Fact]
    public void Ten_of_fifteen_signers_are_enough()
    {
        var keys = Enumerable.Range(0, 15).Select(_ => WalletKey.Generate()).ToList();
        var redeem = RedeemScript.OfSorted(10, keys.Select(key => key.PublicKey));
        var own = new OwnAddress(redeem.Address, OwnAddress.Imported, -1, -1) { Redeem = redeem };
        var container = Payment(own);
        foreach (var key in keys.Skip(3).Take(10))
        {
            using var signer = KeyRing.Open(new Flux.Wallets.Keystore.KeystoreContent { ImportedKeys = [key.ToWif(Words.Main)], RedeemScripts = [redeem.Script.ToString()] }, Words.Main, Words.CoinType);
            container = Again(ContainerSigning.Sign(container, signer).Container);
        }
        var signed = ContainerSigning.Finish(container);
        signed.Inputs[0].ScriptSig.Length.ShouldBeLessThanOrEqualTo(1650);
        Interpreter.Verify(signed, container.Inputs.Select(input => input.Coin)).ShouldBeEmpty();
    }

    [Fact]
    public void A_start_is_signed_offline_by_one_of_the_shared_keys()
    {
        using var ring = Words.RingOf(Words.A, Words.Ssp);
        var own = ring.AddressAt(ring.Accounts[0], 0, 0);
        var draft = NodeSigning.DraftStart(new OutPoint(TxId.Parse(new string('a', 64)), 1), default, own.Redeem, WalletKey.Generate().PublicKey, 1_700_000_000);
        var container = new SigningContainer { Network = "main", BranchId = Words.BranchId, Transaction = draft };
        container = container with { StartOrigins = own.Keys.ToImmutableSortedOrigins(ring.Fingerprint!.Value) };
        using var offline = Words.RingOf(Words.A, Words.Ssp);
        var (signed, added) = ContainerSigning.Sign(Again(container), offline);
        added.ShouldBe(1);
        var start = (StartTransaction)ContainerSigning.Finish(Again(signed)).FluxNode!;
        start.Signature.Length.ShouldBe(65);
        Should.Throw<ContainerException>(() => ContainerSigning.Finish(signed with { StartSignature = NodeSigning.Sign(draft, WalletKey.Generate()).FluxNode is StartTransaction other ? other.Signature : default }))
            .Message.ShouldContain("not by a key");
    }

    [Fact]
    public void A_wrong_signature_is_named()
    {
        using var ring = Words.RingOf(Words.A);
        var container = ContainerSigning.Sign(Payment(ring.AddressAt(ring.Accounts[0], 0, 0), ring.AddressAt(ring.Accounts[0], 0, 1)), ring).Container;
        var swapped = container with { Inputs = [container.Inputs[0], container.Inputs[1] with { Signatures = container.Inputs[1].Signatures.SetItem(container.Inputs[1].Signatures.First().Key, container.Inputs[0].Signatures.First().Value) }] };
        Should.Throw<ContainerException>(() => ContainerSigning.Finish(swapped)).Message.ShouldContain("signature of input 1");
    }

    [Fact]
    public void Every_changed_byte_is_refused_or_read_in_the_one_form()
    {
        using var ring = Words.RingOf(Words.A, Words.Ssp);
        var bytes = ContainerWriter.ToBytes(ContainerSigning.Sign(Payment(ring.AddressAt(ring.Accounts[0], 0, 0)), ring).Container);
        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = (byte[])bytes.Clone();
            changed[i] ^= 0x41;
            if (ContainerReader.TryParse(changed, out var read, out _)) ContainerWriter.ToBytes(read).ShouldBe(changed);
            ContainerReader.TryParse(bytes.AsSpan(0, i), out _, out var problem).ShouldBeFalse();
            problem.ShouldNotBeNullOrEmpty();
        }
    }

    [Fact]
    public void Refuses_a_redeem_script_of_another_coin()
    {
        using var ring = Words.RingOf(Words.A, Words.Ssp);
        var container = Payment(ring.AddressAt(ring.Accounts[0], 0, 0));
        var wrong = container with { Inputs = [container.Inputs[0] with { Redeem = ring.AddressAt(ring.Accounts[0], 0, 1).Redeem }] };
        ContainerReader.TryParse(ContainerWriter.ToBytes(wrong), out _, out var problem).ShouldBeFalse();
        problem.ShouldContain("not that of its coin");
    }

    [Fact]
    public void Goes_through_qr_codes_in_any_order()
    {
        using var ring = Words.RingOf(Words.A, Words.Ssp);
        var container = Payment(ring.AddressAt(ring.Accounts[0], 0, 0));
        var parts = ContainerFrames.Split(container, 50);
        parts.Count.ShouldBeGreaterThan(3);
        ContainerFrames.TryJoin(parts.Reverse().Append(parts[0]), out var read, out _).ShouldBeTrue();
        ContainerWriter.ToBase64(read).ShouldBe(ContainerWriter.ToBase64(container));
        ContainerFrames.TryJoin(parts.Skip(1), out _, out var problem).ShouldBeFalse();
        problem.ShouldBe("parts are missing: 1");
        ContainerFrames.TryJoin([parts[0], "pft:1/2:AAAA"], out _, out problem).ShouldBeFalse();
        problem.ShouldContain("different containers");
        ContainerFrames.TryJoin([], out _, out problem).ShouldBeFalse();
    }
}
