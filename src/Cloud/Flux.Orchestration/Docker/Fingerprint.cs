using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Flux.Orchestration.Instances;

namespace Flux.Orchestration.Docker;

/// <summary>
/// Hash of everything that is fixed when a container is created. Equal fingerprints mean that a container need not be replaced: a new
/// description, owner, expiry or instance count leaves it running (reference §6.4). Credentials and <c>Running</c> are not part of it; the
/// node's own name and addresses are, since containers are told them and bound to them.
/// </summary>
internal static class Fingerprint
{
    public static string Of(DesiredComponent component, OrchestrationOptions node)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, $"{node.NodeName}|{node.NodeAddress}|{node.PublishAddress}|{node.AppsFolder}");
        Add(hash, component.Image);
        AddAll(hash, component.Environment);
        AddAll(hash, component.Command);
        AddAll(hash, component.Ports.Select(port => $"{port.HostPort}:{port.ContainerPort}"));
        AddAll(hash, component.Mounts.Select(mount => $"{mount.Owner}|{mount.Kind}|{mount.Name}|{mount.Target}"));
        var limits = component.Limits;
        Add(hash, $"{limits.NanoCpus}|{limits.MemoryBytes}|{limits.VolumeBytes}|{limits.Pids}|{component.Restricted}");
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    private static void AddAll(IncrementalHash hash, IEnumerable<string> texts)
    {
        var all = texts.ToArray();
        AddNumber(hash, all.Length);
        foreach (var text in all) Add(hash, text);
    }

    private static void Add(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        AddNumber(hash, bytes.Length);
        hash.AppendData(bytes);
    }

    private static void AddNumber(IncrementalHash hash, int number)
    {
        Span<byte> buffer = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(buffer, number);
        hash.AppendData(buffer);
    }
}
