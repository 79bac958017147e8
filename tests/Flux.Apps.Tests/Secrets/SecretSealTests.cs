using Flux.Apps.Canonical;
using Flux.Apps.Secrets;
using Flux.Apps.Specs;
using Flux.Crypto.Curves;

namespace Flux.Apps.Tests.Secrets;

/// <summary>Secrets that an app's members can open and nobody else.</summary>
public sealed class SecretSealTests
{
    private const string App = "Shop", Owner = "1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH";
    private static readonly byte[] Random = [.. Enumerable.Range(1, 76).Select(i => (byte)i)];

    [Fact]
    public void Every_node_it_was_sealed_for_opens_it_and_others_do_not()
    {
        var nodes = Enumerable.Range(1, 5).Select(i => Key((byte)i, compressed: i != 2)).ToList();
        var seal = Read(SecretSeal.Seal(Some(), App, Owner, [.. nodes.Select(n => n.Public)], Random));

        foreach (var (secret, key) in nodes)
        {
            seal.TryUnwrap(secret, key, "shop", Owner, out var dataKey).ShouldBeTrue("names are compared in lower case");
            seal.TryOpen(dataKey, App, Owner, out var opened).ShouldBeTrue();
            opened.Components["web"].Variables.ShouldBe(["TOKEN=abc", "EMPTY="]);
            opened.Components["web"].RepoAuth.ShouldBe("user:password");
        }
        var (other, otherKey) = Key(9);
        seal.TryUnwrap(other, otherKey, App, Owner, out _).ShouldBeFalse();
        seal.TryUnwrap(other, nodes[0].Public, App, Owner, out _).ShouldBeFalse("knowing whose part it is does not open it");
    }

    [Fact]
    public void A_seal_copied_into_another_s_specification_does_not_open()
    {
        var (secret, key) = Key(1);
        var seal = Read(SecretSeal.Seal(Some(), App, Owner, [key], Random));

        seal.TryUnwrap(secret, key, App, "1EHNa6Q4Jz2uvNExL497mE43ikXhwF6kZm", out _).ShouldBeFalse();
        seal.TryUnwrap(secret, key, "other", Owner, out _).ShouldBeFalse();
        seal.TryUnwrap(secret, key, App, Owner, out var dataKey).ShouldBeTrue();
        seal.TryOpen(dataKey, App, "1EHNa6Q4Jz2uvNExL497mE43ikXhwF6kZm", out _).ShouldBeFalse();
    }

    [Fact]
    public void A_member_wraps_the_key_for_one_that_comes_later()
    {
        var (first, firstKey) = Key(1);
        var (later, laterKey) = Key(2);
        var seal = Read(SecretSeal.Seal(Some(), App, Owner, [firstKey], Random));
        seal.TryUnwrap(first, firstKey, App, Owner, out var dataKey).ShouldBeTrue();

        var wrap = SecretSeal.WrapFor(dataKey, laterKey, App, Owner, Key(7).Secret);

        wrap.Length.ShouldBe(SecretSeal.LooseWrapSize);
        SecretSeal.TryUnwrapLoose(wrap, later, laterKey, App, Owner, out var again).ShouldBeTrue();
        again.ShouldBe(dataKey);
        SecretSeal.TryUnwrapLoose(wrap, first, firstKey, App, Owner, out _).ShouldBeFalse();
    }

    [Fact]
    public void Any_changed_byte_is_noticed()
    {
        var (secret, key) = Key(1);
        var bytes = Convert.FromBase64String(SecretSeal.Seal(Some(), App, Owner, [key], Random)[SecretSeal.Start.Length..]);
        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = bytes.ToArray();
            changed[i] ^= 4;
            var opens = SecretSeal.TryRead(SecretSeal.Start + Convert.ToBase64String(changed), out var seal, out _)
                && seal.TryUnwrap(secret, key, App, Owner, out var dataKey) && seal.TryOpen(dataKey, App, Owner, out _);
            opens.ShouldBeFalse($"byte {i}");
        }
    }

    [Theory]
    [InlineData("", "does not begin")]
    [InlineData("flux-secrets:1:!", "not base64")]
    [InlineData("flux-secrets:1:AAAA", "too short")]
    public void What_is_no_seal_is_named(string text, string problem)
    {
        SecretSeal.TryRead(text, out _, out var told).ShouldBeFalse();
        told.ShouldContain(problem);
    }

    [Theory]
    [InlineData("[]", "is not an object")]
    [InlineData("{\"web\":1}", "web is not an object")]
    [InlineData("{\"web\":{\"env\":[]}}", "web.env is not known")]
    [InlineData("{\"web\":{\"environment\":[\"NOVALUE\"]}}", "web.environment[0] is not KEY=VALUE")]
    [InlineData("{\"web\":{\"repoauth\":5}}", "web.repoauth")]
    [InlineData("{", "is not JSON")]
    public void Secrets_that_make_no_sense_are_named(string json, string problem)
    {
        AppSecrets.TryRead(json, out _, out var told).ShouldBeFalse();
        told.ShouldContain(problem);
    }

    [Fact]
    public void Own_networks_take_a_sealed_specification_and_main_does_not()
    {
        var text = SecretSeal.Seal(Some(), App, Owner, [Key(1).Public], Random);
        var spec = $$"""
            {"version":8,"name":"Shop","description":"d","owner":"{{Owner}}","compose":[{"name":"web","description":"w","repotag":"nginx:latest",
            "ports":[31111],"domains":[""],"environmentParameters":[],"commands":[],"containerPorts":[80],"containerData":"/tmp","cpu":0.1,"ram":100,"hdd":1,"repoauth":""}],
            "instances":3,"contacts":[],"geolocation":[],"expire":22000,"nodes":[],"staticip":false,"enterprise":"{{text}}"}
            """;

        var own = AppSpec.TryParse(spec, AppRules.Own, 1);
        own.IsValid.ShouldBeTrue(own.ToString());
        own.Spec!.HasSecrets.ShouldBeTrue();
        own.Spec.IsEncrypted.ShouldBeFalse();
        JsReader.TryRead(own.Spec.ToCanonicalJson(), out var canonical, out _).ShouldBeTrue();
        canonical["enterprise"]!.AsText.ShouldBe(text);
        AppSpec.TryParse(spec, AppRules.Main, 2_300_000).IsValid.ShouldBeFalse();
        AppSpec.TryParse(spec.Replace(text, SecretSeal.Start + "AAAA"), AppRules.Own, 1).ToString().ShouldContain("enterprise");
    }

    [Fact]
    public void The_text_form_of_secrets_does_not_show_them() => Some().Components["web"].ToString().ShouldNotContain("abc");

    private static SecretSeal Read(string text)
    {
        SecretSeal.TryRead(text, out var seal, out var problem).ShouldBeTrue(problem);
        return seal;
    }

    private static AppSecrets Some()
    {
        AppSecrets.TryRead("""{"web":{"environment":["TOKEN=abc","EMPTY="],"repoauth":"user:password"}}""", out var secrets, out var problem).ShouldBeTrue(problem);
        return secrets;
    }

    private static (byte[] Secret, byte[] Public) Key(byte number, bool compressed = true)
    {
        byte[] secret = [.. new byte[31], number];
        Secp256k1.TryGetPublicKey(secret, compressed, out var key).ShouldBeTrue();
        return (secret, key);
    }
}
