namespace Flux.Orchestration.Docker;

/// <summary>Kernel names of processor architectures in the terms of images.</summary>
internal static class Platform
{
    public static string ArchitectureOf(string machine) => machine switch
    {
        "x86_64" or "amd64" => "amd64",
        "aarch64" or "arm64" => "arm64",
        "armv7l" or "armv6l" or "arm" => "arm",
        "i386" or "i686" or "386" => "386",
        _ => machine,
    };
}
