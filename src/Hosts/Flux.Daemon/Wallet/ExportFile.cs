using Flux.Contracts.Rpc;
using Flux.Daemon.Rpc;

namespace Flux.Daemon.Wallet;

/// <summary>Files that callers of JSON-RPC name: only plain names within one folder that the operator has chosen, never a way out of it.</summary>
internal static class ExportFile
{
    /// <summary>About 200,000 keys.</summary>
    private const int MostBytes = 32 << 20;

    /// <summary>The path of a name in the folder -exportdir.</summary>
    public static string PathOf(string? folder, string name)
    {
        if (folder is null) throw new RpcFault(RpcErrorCode.Wallet, "Cannot export wallet until the fluxd -exportdir option has been set");
        RequirePlain(name);
        return Path.Combine(folder, name);
    }

    /// <exception cref="RpcFault">The name has other characters than letters and digits.</exception>
    public static void RequirePlain(string name)
    {
        if (name.Length == 0 || name.Any(c => !char.IsAsciiLetterOrDigit(c))) throw new RpcFault(RpcErrorCode.Wallet, "Filename is invalid as only alphanumeric characters are allowed. Try to remove spaces or special characters");
    }

    /// <summary>Writes a new file that only its owner can read.</summary>
    public static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }

    /// <exception cref="RpcFault">It is not there, or too large. Nothing of its content is told.</exception>
    public static string Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MostBytes) throw RpcFault.InvalidParameter($"{path} is larger than any wallet dump ({MostBytes} bytes)");
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw RpcFault.InvalidParameter($"Cannot open wallet dump file {path}");
        }
    }
}
