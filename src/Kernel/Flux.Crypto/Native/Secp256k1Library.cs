using System.Reflection;
using System.Runtime.InteropServices;

namespace Flux.Crypto.Native;

/// <summary>Finds an installed libsecp256k1 under the names that its releases and the platforms use.</summary>
internal static class Secp256k1Library
{
    private static readonly string[] Names =
    [
        "libsecp256k1.so.1", "libsecp256k1.so.2", "libsecp256k1.so.5", "libsecp256k1.so.6", "libsecp256k1.so",
        "libsecp256k1.1.dylib", "libsecp256k1.2.dylib", "libsecp256k1.5.dylib", "libsecp256k1.6.dylib", "libsecp256k1.dylib",
        "libsecp256k1-1.dll", "libsecp256k1-2.dll", "libsecp256k1-5.dll", "libsecp256k1-6.dll", "libsecp256k1.dll", "secp256k1.dll",
    ];

    private static readonly Lazy<nint> Loaded = new(LoadAndRegister);

    /// <summary>True when a library with every function we use is loaded; the imports are then bound to it.</summary>
    internal static bool IsAvailable => !OperatingSystem.IsBrowser() && Loaded.Value != 0;

    private static nint LoadAndRegister()
    {
        Assembly assembly = typeof(Secp256k1Library).Assembly;
        nint library = Load(assembly);
        if (library != 0)
        {
            NativeLibrary.SetDllImportResolver(assembly, (name, _, _) => name == Secp256k1Imports.Library ? library : 0);
        }

        return library;
    }

    private static nint Load(Assembly assembly)
    {
        foreach (string name in Names)
        {
            if (NativeLibrary.TryLoad(name, assembly, DllImportSearchPath.SafeDirectories, out nint library))
            {
                if (Array.TrueForAll(Secp256k1Imports.EntryPoints, entry => NativeLibrary.TryGetExport(library, entry, out _)))
                {
                    return library;
                }

                NativeLibrary.Free(library);
            }
        }

        return 0;
    }
}
