using System.Text.Json;

namespace Flux.Devnet.State;

/// <summary>Reads and writes <c>network.json</c>; a write replaces the file in one step, so that a kill leaves the old or the new one.</summary>
internal static class NetworkRecordFile
{
    private const int LongestBytes = 1024 * 1024;
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The record, or null when there is none yet.</summary>
    /// <exception cref="DevnetException">The file is damaged or of a newer version.</exception>
    public static NetworkRecord? Read(HomeFolder home)
    {
        if (!File.Exists(home.StateFile)) return null;
        try
        {
            if (new FileInfo(home.StateFile).Length > LongestBytes) throw new JsonException("the file is too long");
            var record = JsonSerializer.Deserialize<NetworkRecord>(File.ReadAllText(home.StateFile), Format) ?? throw new JsonException("the file is empty");
            if (record.Version != NetworkRecord.CurrentVersion || record.FluxNodes.Count != record.Nodes) throw new JsonException($"version {record.Version} with {record.FluxNodes.Count} nodes is not understood");
            return record;
        }
        catch (JsonException e)
        {
            throw new DevnetException(DevnetProblem.Rejected, $"The network's record {home.StateFile} is damaged: {e.Message}", "Start over with: flux up --reset", e);
        }
    }

    public static void Write(HomeFolder home, NetworkRecord record) =>
        OwnerOnlyFile.Write(home.StateFile, stream => JsonSerializer.Serialize(stream, record, Format));
}
