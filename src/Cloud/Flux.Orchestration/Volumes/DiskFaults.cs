using Flux.Orchestration.Docker;

namespace Flux.Orchestration.Volumes;

/// <summary>File system exceptions as faults.</summary>
internal static class DiskFaults
{
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int ErrnoMask = 0xFFFF;

    public static EngineFault Map(Exception exception)
    {
        var errno = exception.HResult & ErrnoMask;
        var full = exception is IOException && errno is NoSpace or QuotaExceeded;
        return new EngineFault(full ? EngineFaultKind.DiskFull : EngineFaultKind.Refused, exception.Message);
    }
}
