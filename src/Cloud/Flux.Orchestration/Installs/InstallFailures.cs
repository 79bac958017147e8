using Flux.Orchestration.Docker;

namespace Flux.Orchestration.Installs;

/// <summary>Engine faults as install failures.</summary>
internal static class InstallFailures
{
    public static InstallFailure From(InstallStage stage, EngineFault fault)
    {
        var (reason, mayRetry) = fault.Kind switch
        {
            EngineFaultKind.Unreachable or EngineFaultKind.Timeout => (InstallFailureReason.EngineUnavailable, true),
            EngineFaultKind.ImageUnknown => (InstallFailureReason.ImageUnknown, false),
            EngineFaultKind.WrongArchitecture => (InstallFailureReason.WrongArchitecture, false),
            EngineFaultKind.RegistryUnavailable => (InstallFailureReason.RegistryUnavailable, true),
            EngineFaultKind.PortTaken => (InstallFailureReason.PortTaken, true),
            EngineFaultKind.SubnetsExhausted => (InstallFailureReason.NoRoom, true),
            EngineFaultKind.DiskFull => (InstallFailureReason.DiskFull, true),
            EngineFaultKind.CannotStart => (InstallFailureReason.CannotStart, false),
            _ => (InstallFailureReason.Other, false),
        };
        return new InstallFailure(stage, reason, fault.Message, mayRetry);
    }
}
