using System.Runtime.InteropServices;

namespace Flux.Devnet.Checks;

/// <summary>Whether the system libraries that the daemons load are there.</summary>
internal static class LibraryCheck
{
    private static readonly string[] CurveLibraries = ["libsecp256k1.so.1", "libsecp256k1.so.2", "libsecp256k1.so.5", "libsecp256k1.so.6"];

    /// <summary>A sentence about what is missing but can be done without; null when all is there.</summary>
    public static string? Missing() => CurveLibraries.Any(Loads)
        ? null
        : "libsecp256k1 is missing, so signatures are checked by slower code. Install it with: build/setup.sh --only chain";

    private static bool Loads(string name)
    {
        if (!NativeLibrary.TryLoad(name, out var library)) return false;
        NativeLibrary.Free(library);
        return true;
    }
}
