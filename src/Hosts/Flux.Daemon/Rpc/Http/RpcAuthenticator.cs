using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Flux.Daemon.Rpc.Http;

/// <summary>
/// Basic authentication by configured users, or by a random cookie written to the data directory when no password is configured
/// (chain reference §12.1). The cookie file is readable by the owner only and removed at the end.
/// </summary>
internal sealed class RpcAuthenticator : IDisposable
{
    private readonly byte[] _expected;
    private readonly byte[] _header;
    private readonly IReadOnlyList<RpcUser> _users;
    private readonly string? _cookieFile;

    private RpcAuthenticator(string userAndPassword, IReadOnlyList<RpcUser> users, string? cookieFile) =>
        (_expected, _header, _users, _cookieFile) = (SHA256.HashData(Encoding.UTF8.GetBytes(userAndPassword)), HeaderOf(userAndPassword), users, cookieFile);

    public static RpcAuthenticator Create(string? user, string? password, string cookieFile, IReadOnlyList<RpcUser>? users = null)
    {
        if (!string.IsNullOrEmpty(password)) return new RpcAuthenticator($"{user}:{password}", users ?? [], null);
        var cookie = $"__cookie__:{RandomNumberGenerator.GetHexString(64, lowercase: true)}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var temporary = cookieFile + ".new";
        File.Delete(temporary);
        using (var stream = new FileStream(temporary, options)) stream.Write(Encoding.ASCII.GetBytes(cookie));
        File.Move(temporary, cookieFile, overwrite: true);
        return new RpcAuthenticator(cookie, users ?? [], cookieFile);
    }

    /// <summary>Checks an Authorization header in constant time.</summary>
    public bool Accepts(string? header)
    {
        if (header is null) return false;
        // The header as every client writes it; other spellings of the same take the longer way.
        if (CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(header.AsSpan()), _header)) return true;
        if (!header.StartsWith("Basic ", StringComparison.Ordinal)) return false;
        var encoded = header.AsSpan(6).Trim();
        var buffer = new byte[encoded.Length];
        if (!Convert.TryFromBase64Chars(encoded, buffer, out var length)) return false;
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(buffer.AsSpan(0, length), digest);
        return CryptographicOperations.FixedTimeEquals(digest, _expected) || _users.Any(user => user.Accepts(buffer.AsSpan(0, length)));
    }

    private static byte[] HeaderOf(string userAndPassword) =>
        MemoryMarshal.AsBytes($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(userAndPassword))}".AsSpan()).ToArray();

    public void Dispose()
    {
        if (_cookieFile is not null) File.Delete(_cookieFile);
    }
}
