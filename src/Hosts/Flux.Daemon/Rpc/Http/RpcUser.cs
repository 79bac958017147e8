using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Flux.Daemon.Rpc.Http;

/// <summary><c>-rpcauth=user:salt$hash</c>: a user whose password is known only by HMAC-SHA256(salt, password), so that it does not stand in a file.</summary>
internal sealed class RpcUser
{
    private readonly byte[] _name;
    private readonly byte[] _salt;
    private readonly byte[] _hash;

    private RpcUser(string name, string salt, byte[] hash) => (_name, _salt, _hash) = (Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(salt), hash);

    /// <summary>Reads the setting; false when it has another form.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out RpcUser? user)
    {
        user = null;
        var (colon, dollar) = (text.IndexOf(':', StringComparison.Ordinal), text.LastIndexOf('$'));
        if (colon < 1 || dollar < colon + 2 || text.Length - dollar - 1 != 2 * HMACSHA256.HashSizeInBytes || !RpcRequest.IsHex(text[(dollar + 1)..])) return false;
        user = new RpcUser(text[..colon], text[(colon + 1)..dollar], Convert.FromHexString(text[(dollar + 1)..]));
        return true;
    }

    /// <summary>Whether <c>user:password</c> is this user's.</summary>
    public bool Accepts(ReadOnlySpan<byte> credentials)
    {
        var colon = credentials.IndexOf((byte)':');
        if (colon < 0) return false;
        var hash = HMACSHA256.HashData(_salt, credentials[(colon + 1)..]);
        return CryptographicOperations.FixedTimeEquals(credentials[..colon], _name) & CryptographicOperations.FixedTimeEquals(hash, _hash);
    }
}
