using System.Runtime.InteropServices;

namespace Flux.Cli.Wallets;

/// <summary>Keeps this process's memory from core dumps and from other processes of the same user while keys are in it. Linux; failing is not an error.</summary>
internal static partial class MemoryShield
{
    private const int SetDumpable = 4;

    public static void Raise()
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            _ = ProcessControl(SetDumpable, 0, 0, 0, 0);
        }
        catch (EntryPointNotFoundException)
        {
        }
    }

#pragma warning disable SYSLIB1054 // the generated form needs unsafe code, for which there is no other reason here
    [DllImport("libc", EntryPoint = "prctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ProcessControl(int option, nuint second, nuint third, nuint fourth, nuint fifth);
#pragma warning restore SYSLIB1054
}
