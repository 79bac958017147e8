using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Flux.P2P.Peers;

/// <summary>peers.json in the data directory. Nothing of it is worth stopping the node for.</summary>
internal sealed partial class AddressFile(string directory, ILogger<AddressFile> log)
{
    private readonly string _path = Path.Combine(directory, "peers.json");

    public IReadOnlyList<KnownAddress> Read()
    {
        try
        {
            return File.Exists(_path) ? JsonSerializer.Deserialize(File.ReadAllBytes(_path), PeerFiles.Default.ListKnownAddress) ?? [] : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            LogUnreadable(_path, error.Message);
            return [];
        }
    }

    public void Write(IReadOnlyList<KnownAddress> addresses)
    {
        try
        {
            AtomicFile.Write(_path, JsonSerializer.SerializeToUtf8Bytes([.. addresses], PeerFiles.Default.ListKnownAddress));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogUnwritable(_path, error.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} cannot be read and is ignored: {Reason}")]
    private partial void LogUnreadable(string path, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} cannot be written: {Reason}")]
    private partial void LogUnwritable(string path, string reason);
}
