using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Secrets;
using Flux.Apps.Specs;
using Flux.Os.Identity;
using Flux.Os.Secrets;
using Flux.Os.Tests.Support;
using Flux.Primitives.Addresses;

namespace Flux.Os.Tests.Secrets;

/// <summary>Members open an app's secrets; a member that came later gets the key from another one, and nobody else does.</summary>
public sealed class SecretKeeperTests : IAsyncLifetime
{
    private static readonly byte[] Random = [.. Enumerable.Range(1, 76).Select(i => (byte)i)];
    private readonly ManualTime _time = new();
    private readonly Owner _owner = new(7);
    private StubFluxd _fluxd = null!;

    public async ValueTask InitializeAsync() => _fluxd = await StubFluxd.StartAsync();

    public ValueTask DisposeAsync() => _fluxd.DisposeAsync();

    [Fact]
    public async Task A_member_it_was_sealed_for_opens_it()
    {
        var (first, app, node) = await AppAsync(sealedFor: 21, here: 21);
        using var _ = node;

        var (secrets, problem) = await node.Secrets.OpenAsync(app, CancellationToken.None);

        secrets.ShouldNotBeNull(problem).Components["web"].Variables.ShouldBe(["TOKEN=abc"]);
        first.PublicKey.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_node_without_a_part_whom_nobody_answers_says_so()
    {
        var (_, app, node) = await AppAsync(sealedFor: 22, here: 21);
        using var _ = node;

        var (secrets, problem) = await node.Secrets.OpenAsync(app, CancellationToken.None);

        secrets.ShouldBeNull();
        problem.ShouldContain("no member");
    }

    [Fact]
    public async Task The_key_is_wrapped_for_a_later_member_only()
    {
        var (identity, app, node) = await AppAsync(sealedFor: 21, here: 21);
        using var _ = node;
        var (later, stranger) = (Identity(22), Identity(30));

        var wrap = node.Secrets.WrapFor(SecretKeyRequest.Make(app.Hash.ToString(), later, _time.NowMs), out var problem).ShouldNotBeNull(problem);
        later.TryUnwrapLoose(wrap, app.Name, app.Spec.Owner, out var dataKey).ShouldBeTrue();
        SecretSeal.TryRead(app.Spec.Enterprise, out var seal, out var __).ShouldBeTrue();
        seal.TryOpen(dataKey, app.Name, app.Spec.Owner, out var secrets).ShouldBeTrue();
        secrets.Components["web"].Variables.ShouldBe(["TOKEN=abc"]);
        stranger.TryUnwrapLoose(wrap, app.Name, app.Spec.Owner, out var ___).ShouldBeFalse();

        Refused(node, SecretKeyRequest.Make(app.Hash.ToString(), stranger, _time.NowMs)).ShouldContain("no member");
        Refused(node, SecretKeyRequest.Make(app.Hash.ToString(), later, _time.NowMs - 61_000)).ShouldContain("not of now");
        Refused(node, SecretKeyRequest.Make(app.Hash.ToString(), stranger, _time.NowMs) with { NodeKey = later.PublicKey }).ShouldContain("not by the key");
        Refused(node, SecretKeyRequest.Make(new string('0', 64), later, _time.NowMs)).ShouldContain("no app");
        identity.ShouldNotBeNull();
    }

    private static string Refused(Node node, SecretKeyRequest request)
    {
        node.Secrets.WrapFor(request, out var problem).ShouldBeNull();
        return problem;
    }

    private static NodeIdentity Identity(byte number) => NodeIdentity.TryRead(Wif.Encode([.. new byte[31], number], compressed: true, AddressPrefixes.Main), AddressPrefixes.Main)!;

    private async Task<(NodeIdentity Identity, Flux.Apps.Registry.RegisteredApp App, Node Node)> AppAsync(byte sealedFor, byte here)
    {
        // No such addresses: whoever is asked does not answer.
        _fluxd.AddNode(1, Node.Address, Identity(21).PublicKey);
        _fluxd.AddNode(2, "127.99.0.12", Identity(22).PublicKey);
        AppSecrets.TryRead("""{"web":{"environment":["TOKEN=abc"]}}""", out var secrets, out _).ShouldBeTrue();
        var text = SecretSeal.Seal(secrets, "demo", _owner.Address, [Convert.FromHexString(Identity(sealedFor).PublicKey)], Random);
        var reading = AppSpec.TryParse(_owner.Spec("demo").Canonical.With("enterprise", JsValue.Of(text)), AppRules.Own, 1);
        reading.IsValid.ShouldBeTrue(reading.ToString());
        var message = _owner.Register(reading.Spec!, _time.NowMs);
        var node = new Node(_fluxd, _time, identity: Identity(here));
        (await node.Registry.LearnAsync(message, CancellationToken.None)).Verdict.IsAccepted.ShouldBeTrue();
        _fluxd.Mine(StubFluxd.Pay(message));
        await node.FollowAsync(_fluxd);
        return (Identity(here), node.Registry.Table.Find("demo")!, node);
    }
}
