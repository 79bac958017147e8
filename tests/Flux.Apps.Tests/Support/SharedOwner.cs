using System.Text;
using Flux.Apps.Messages;
using Flux.Apps.Specs;
using Flux.Crypto.Curves;
using Flux.Primitives.Addresses;
using Flux.Primitives.Messages;
using Flux.Primitives.Scripts;

namespace Flux.Apps.Tests.Support;

/// <summary>Two people who own apps together: a 2-of-2 address of FLUX.</summary>
internal sealed class SharedOwner
{
    private readonly byte[][] keys;
    private readonly Script script;

    public SharedOwner(byte first, byte second)
    {
        keys = [[.. new byte[31], first], [.. new byte[31], second]];
        script = ScriptBuilder.Multisig(2, [.. keys.Select(key => new ReadOnlyMemory<byte>(Secp256k1.TryGetPublicKey(key, compressed: true, out var own) ? own : throw new FormatException()))]);
        Address = Primitives.Addresses.Address.OfRedeemScript(script).ToText(AddressPrefixes.Main);
    }

    public string Address { get; }

    /// <summary>An update signed by so many of the two.</summary>
    public AppMessage Update(string name, long timestamp, int signers = 2, string? newOwner = null)
    {
        var spec = Example.Spec(name, owner: newOwner ?? Address);
        var text = Encoding.UTF8.GetBytes(AppMessage.SignedText(AppMessageKind.Update, spec, timestamp));
        var signatures = keys.Take(signers).Select(key => Convert.ToBase64String(SignedMessage.Sign(text, SignedMessage.FluxMagic, key, compressed: true)));
        return AppMessage.Create(AppMessageKind.Update, spec, timestamp, FluxSignature.Join(script, signatures));
    }
}
