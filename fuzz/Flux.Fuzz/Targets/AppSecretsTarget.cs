using System.Text;
using Flux.Apps.Messages;
using Flux.Apps.Secrets;
using Flux.Crypto.Curves;
using Flux.Fuzz.Engine;

namespace Flux.Fuzz.Targets;

/// <summary>Sealed secrets, the JSON of open ones, and login texts bound to a node.</summary>
internal sealed class AppSecretsTarget : IFuzzTarget
{
    private const string App = "demo", Owner = "1LqBGSKuX5yYUonjxT5qGfpUsXKYYWeabA";
    private static readonly byte[] Secret = [.. new byte[31], 1];

    public string Name => "app-secrets";

    public long AllocationLimit(int length) => 1_048_576 + (4096L * length);

    public IEnumerable<byte[]> Seeds()
    {
        Secp256k1.TryGetPublicKey(Secret, compressed: true, out var key);
        AppSecrets.TryRead("{\"web\":{\"environment\":[\"A=b\"]}}", out var secrets, out _);
        return Samples.Texts(
            SecretSeal.Seal(secrets, App, Owner, [key], [.. Enumerable.Range(1, 76).Select(i => (byte)i)]),
            "{\"web\":{\"environment\":[\"A=b\"],\"repoauth\":\"user:password\"}}",
            new NodeLogin("127.0.0.1:16127", 1_700_000_000_000, new string('a', 32)).ToString());
    }

    public int Run(ReadOnlySpan<byte> input)
    {
        var text = Encoding.UTF8.GetString(input);
        var isLogin = NodeLogin.TryParse(text, out var login);
        OracleException.Require(!isLogin || login.ToString() == text, "a login text is not what it reads as");
        if (AppSecrets.TryRead(text, out var open, out var problem))
        {
            OracleException.Require(AppSecrets.TryRead(Encoding.UTF8.GetString(open.ToBytes()), out var again, out _) && again.Components.Count == open.Components.Count, "secrets do not survive their own JSON");
        }
        if (!SecretSeal.TryRead(text, out var seal, out var wrong)) return Shape.Of(isLogin, problem.Length, wrong.Length);
        Secp256k1.TryGetPublicKey(Secret, compressed: true, out var key);
        var unwraps = seal.TryUnwrap(Secret, key, App, Owner, out var dataKey);
        return Shape.Of(unwraps, unwraps && seal.TryOpen(dataKey, App, Owner, out _));
    }
}
