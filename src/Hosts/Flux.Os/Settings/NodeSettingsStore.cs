using System.Text.Json;
using Flux.Os.Options;
using Flux.Os.Storage;

namespace Flux.Os.Settings;

/// <summary>The operator's settings on disk and in force; a change is whole on disk before it counts.</summary>
public sealed class NodeSettingsStore
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly Lock _gate = new();
    private readonly string _path;

    /// <summary>Reads what is there.</summary>
    /// <exception cref="StorageException">It is there and cannot be read.</exception>
    public NodeSettingsStore(OsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _path = Path.Combine(options.DataFolder, "settings.json");
        try
        {
            Present = File.Exists(_path) ? JsonSerializer.Deserialize<NodeSettings>(File.ReadAllBytes(_path), Format) ?? new NodeSettings() : new NodeSettings();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new StorageException($"{_path} cannot be read: {e.Message} Mend it or move it away: it holds blocked ports and repositories.", e);
        }
    }

    /// <summary>What is in force.</summary>
    public NodeSettings Present { get; private set; }

    /// <summary>Raised after a change.</summary>
    public event Action? Changed;

    /// <summary>Changes; the reason when it is out of range or cannot be written, else empty.</summary>
    public string TryChange(Func<NodeSettings, NodeSettings> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_gate)
        {
            var next = change(Present);
            if (next.Problem() is { Length: > 0 } problem) return problem;
            try
            {
                File.WriteAllBytes(_path + ".part", JsonSerializer.SerializeToUtf8Bytes(next, Format));
                File.Move(_path + ".part", _path, overwrite: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return $"{_path} cannot be written: {e.Message}";
            }
            Present = next;
        }
        Changed?.Invoke();
        return "";
    }
}
