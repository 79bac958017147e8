using Flux.Orchestration.Docker;

namespace Flux.Orchestration.Volumes;

/// <summary>File system exceptions as faults.</summary>
internal static class DiskFaults
{
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int ErrnoMask = 0xFFFF;

    /// <summary>Runs work on files; what the file system refuses becomes a fault.</summary>
    public static async Task<EngineFault?> GuardAsync(Func<Task<EngineFault?>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Map(exception);
        }
    }

    private static EngineFault Map(Exception exception)
    {
        var errno = exception.HResult & ErrnoMask;
        var full = exception is IOException && errno is NoSpace or QuotaExceeded;
        return new EngineFault(full ? EngineFaultKind.DiskFull : EngineFaultKind.Refused, exception.Message);
    }
}
