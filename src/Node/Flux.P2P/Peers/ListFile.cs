using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;

namespace Flux.P2P.Peers;

/// <summary>
/// A list in a JSON file of the data directory. Nothing of it is worth stopping the node for: what cannot be read is reported, set aside as
/// <c>NAME.damaged</c>, and the list begins empty.
/// </summary>
internal sealed partial class ListFile<T>(string directory, string name, JsonTypeInfo<List<T>> shape, ILogger log)
{
    private readonly string _path = Path.Combine(directory, name);

    public IReadOnlyList<T> Read()
    {
        try
        {
            // The annotations that the serializer respects do not reach the elements of a list.
            return File.Exists(_path) ? [.. (JsonSerializer.Deserialize(File.ReadAllBytes(_path), shape) ?? []).Where(entry => entry is not null)] : [];
        }
        catch (JsonException error)
        {
            LogDamaged(_path, error.Message);
            SetAside();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogUnreadable(_path, error.Message);
        }
        return [];
    }

    public void Write(IReadOnlyList<T> entries)
    {
        try
        {
            AtomicFile.Write(_path, JsonSerializer.SerializeToUtf8Bytes([.. entries], shape));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogUnwritable(_path, error.Message);
        }
    }

    private void SetAside()
    {
        try
        {
            File.Move(_path, _path + ".damaged", overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogUnwritable(_path, error.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} is damaged and set aside: {Reason}")]
    private partial void LogDamaged(string path, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} cannot be read and is ignored: {Reason}")]
    private partial void LogUnreadable(string path, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} cannot be written: {Reason}")]
    private partial void LogUnwritable(string path, string reason);
}
