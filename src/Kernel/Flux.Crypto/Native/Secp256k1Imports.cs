using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Flux.Crypto.Native;

/// <summary>
/// The functions of libsecp256k1 that are used, in the shapes of its public headers (secp256k1.h, _recovery.h, _ecdh.h). All return 1
/// for success and 0 for refusal. A null pointer would make the library abort the program, so callers pass references to real storage
/// only and check lengths before.
/// </summary>
internal static partial class Secp256k1Imports
{
    /// <summary>Name that <see cref="Secp256k1Library"/> resolves; no file of this name needs to exist.</summary>
    internal const string Library = "flux-secp256k1";

    /// <summary>Bytes of an opaque public key or signature.</summary>
    internal const int OpaqueBytes = 64;

    /// <summary>Bytes of an opaque recoverable signature.</summary>
    internal const int RecoverableBytes = 65;

    /// <summary>Verify and sign capability: needed by old releases, accepted by all later ones.</summary>
    internal const uint ContextFlags = 0x0301;

    /// <summary>Serialize a public key in 33 bytes.</summary>
    internal const uint Compressed = 0x0102;

    /// <summary>Serialize a public key in 65 bytes.</summary>
    internal const uint Uncompressed = 0x0002;

    /// <summary>Every entry point, for the probe.</summary>
    internal static readonly string[] EntryPoints =
    [
        "secp256k1_context_create", "secp256k1_context_randomize", "secp256k1_ec_pubkey_parse", "secp256k1_ec_pubkey_serialize",
        "secp256k1_ecdsa_signature_parse_der", "secp256k1_ecdsa_signature_serialize_der", "secp256k1_ecdsa_signature_normalize",
        "secp256k1_ecdsa_verify", "secp256k1_ecdsa_sign", "secp256k1_ec_seckey_verify", "secp256k1_ec_pubkey_create",
        "secp256k1_ec_seckey_tweak_add", "secp256k1_ec_pubkey_tweak_add", "secp256k1_ecdsa_sign_recoverable",
        "secp256k1_ecdsa_recoverable_signature_serialize_compact", "secp256k1_ecdsa_recoverable_signature_parse_compact",
        "secp256k1_ecdsa_recover", "secp256k1_ecdh",
    ];

    [LibraryImport(Library, EntryPoint = "secp256k1_context_create")]
    internal static partial nint ContextCreate(uint flags);

    [LibraryImport(Library, EntryPoint = "secp256k1_context_randomize")]
    internal static partial int ContextRandomize(nint context, in byte seed32);

    [LibraryImport(Library, EntryPoint = "secp256k1_ec_pubkey_parse")]
    internal static partial int PublicKeyParse(nint context, ref byte key, in byte input, nuint length);

    [LibraryImport(Library, EntryPoint = "secp256k1_ec_pubkey_serialize")]
    internal static partial int PublicKeySerialize(nint context, ref byte output, ref nuint length, in byte key, uint flags);

    [LibraryImport(Library, EntryPoint = "secp256k1_ecdsa_signature_parse_der")]
    internal static partial int SignatureParseDer(nint context, ref byte signature, in byte input, nuint length);

    [LibraryImport(Library, EntryPoint = "secp256k1_ecdsa_signature_serialize_der")]
    internal static partial int SignatureSerializeDer(nint context, ref byte output, ref nuint length, in byte signature);

    [LibraryImport(Library, EntryPoint = "secp256k1_ecdsa_signature_normalize")]
    internal static partial int SignatureNormalize(nint context, ref byte output, in byte signature);

    [LibraryImport(Library, EntryPoint = "secp256k1_ecdsa_verify")]
    internal static partial int Verify(nint context, in byte signature, in byte hash32, in byte key);

    [LibraryImport(Library, EntryPoint = "secp256k1_ecdsa_sign")]
    internal static partial int Sign(nint context, ref byte signature, in byte hash32, in byte secret32, nint nonceFunction, nint nonceData);

    [LibraryImport(Library, EntryPoint = "secp256k1_ec_seckey_verify")]
    internal static partial int SecretKeyVerify(nint context, in byte secret32);

    [LibraryImport(Library, EntryPoint = "secp256k1_ec_pubkey_create")]
    internal static partial int PublicKeyCreate(nint context, ref byte key, in byte secret32);

    [LibraryImport(Library, EntryPoint = "secp256k1_ec_seckey_tweak_add")]
    internal static partial int SecretKeyTweakAdd(nint context, ref byte secret32, in byte tweak32);

    [LibraryImport(Library, EntryPoint = "secp256k1_ec_pubkey_tweak_add")]
    internal static partial int PublicKeyTweakAdd(nint context, ref byte key, in byte tweak32);

    [LibraryImport(Library, EntryPoint = "secp256k1_ecdsa_sign_recoverable")]
    internal static partial int SignRecoverable(
        nint context, ref byte signature, in byte hash32, in byte secret32, nint nonceFunction, nint nonceData);

    [LibraryImport(Library, EntryPoint = "secp256k1_ecdsa_recoverable_signature_serialize_compact")]
    internal static partial int RecoverableSerialize(nint context, ref byte output64, ref int recoveryId, in byte signature);

    [LibraryImport(Library, EntryPoint = "secp256k1_ecdsa_recoverable_signature_parse_compact")]
    internal static partial int RecoverableParse(nint context, ref byte signature, in byte input64, int recoveryId);

    [LibraryImport(Library, EntryPoint = "secp256k1_ecdsa_recover")]
    internal static partial int Recover(nint context, ref byte key, in byte signature, in byte hash32);

    [LibraryImport(Library, EntryPoint = "secp256k1_ecdh")]
    internal static partial int Ecdh(nint context, ref byte output32, in byte key, in byte secret32, nint hashFunction, nint hashData);
}
