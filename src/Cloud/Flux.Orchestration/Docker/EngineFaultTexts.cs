namespace Flux.Orchestration.Docker;

/// <summary>
/// Engine answers carry a status code and an English sentence; several faults a caller must tell apart share one code, so the sentence
/// decides. Texts as engines 20.10 to 28 send them; an unknown text falls back to the code.
/// </summary>
internal static class EngineFaultTexts
{
    private static readonly (string Text, EngineFaultKind Kind)[] Known =
    [
        ("port is already allocated", EngineFaultKind.PortTaken),
        ("address already in use", EngineFaultKind.PortTaken),
        ("Pool overlaps", EngineFaultKind.SubnetTaken),
        ("conflicts with network", EngineFaultKind.SubnetTaken),
        ("no space left on device", EngineFaultKind.DiskFull),
        ("disk quota exceeded", EngineFaultKind.DiskFull),
        ("no matching manifest", EngineFaultKind.WrongArchitecture),
        ("does not match the specified platform", EngineFaultKind.WrongArchitecture),
        ("does not provide the specified platform", EngineFaultKind.WrongArchitecture),
        ("exec format error", EngineFaultKind.WrongArchitecture),
        ("pull access denied", EngineFaultKind.ImageUnknown),
        ("manifest unknown", EngineFaultKind.ImageUnknown),
        ("manifest for", EngineFaultKind.ImageUnknown),
        ("repository does not exist", EngineFaultKind.ImageUnknown),
        ("invalid reference format", EngineFaultKind.ImageUnknown),
        ("no such image", EngineFaultKind.ImageUnknown),
        ("repository name not known", EngineFaultKind.ImageUnknown),
        ("name unknown", EngineFaultKind.ImageUnknown),
        ("unauthorized", EngineFaultKind.ImageUnknown),
        ("no basic auth credentials", EngineFaultKind.ImageUnknown),
        ("no such host", EngineFaultKind.RegistryUnavailable),
        ("toomanyrequests", EngineFaultKind.RegistryUnavailable),
        ("server misbehaving", EngineFaultKind.RegistryUnavailable),
        ("TLS handshake", EngineFaultKind.RegistryUnavailable),
        ("Client.Timeout exceeded", EngineFaultKind.RegistryUnavailable),
        ("request canceled while waiting for connection", EngineFaultKind.RegistryUnavailable),
        ("connection refused", EngineFaultKind.RegistryUnavailable),
        ("i/o timeout", EngineFaultKind.RegistryUnavailable),
        ("received unexpected HTTP status: 5", EngineFaultKind.RegistryUnavailable),
        ("x509:", EngineFaultKind.RegistryUnavailable),
        ("executable file not found", EngineFaultKind.CannotStart),
        ("unable to find user", EngineFaultKind.CannotStart),
        ("unable to find group", EngineFaultKind.CannotStart),
        ("no command specified", EngineFaultKind.CannotStart),
        ("permission denied: unknown", EngineFaultKind.CannotStart),
        ("no such file or directory: unknown", EngineFaultKind.CannotStart),
        ("is a directory: unknown", EngineFaultKind.CannotStart),
    ];

    public static EngineFault Classify(int status, string message)
    {
        foreach (var (text, kind) in Known)
        {
            if (message.Contains(text, StringComparison.OrdinalIgnoreCase)) return new EngineFault(kind, message);
        }

        return new EngineFault(ByStatus(status), message);
    }

    /// <summary>True when the engine could not give a container the number of open files it asked for.</summary>
    public static bool IsOpenFilesRefused(EngineFault fault) => fault.Message.Contains("error setting rlimit", StringComparison.Ordinal);

    /// <summary>True when the storage driver cannot limit a writable layer.</summary>
    public static bool IsLayerLimitRefused(EngineFault fault) => fault.Message.Contains("storage-opt", StringComparison.Ordinal)
        || fault.Message.Contains("storage option", StringComparison.Ordinal);

    private static EngineFaultKind ByStatus(int status) => status switch
    {
        404 => EngineFaultKind.NotFound,
        409 => EngineFaultKind.Conflict,
        502 or 503 or 504 => EngineFaultKind.Unreachable,
        _ => EngineFaultKind.Refused,
    };
}
