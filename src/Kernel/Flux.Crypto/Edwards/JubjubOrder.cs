namespace Flux.Crypto.Edwards;

/// <summary>Order of Jubjub's large subgroup: the field of its scalars.</summary>
internal readonly struct JubjubOrder : IPrime
{
    public static ulong P0 => 0xd0970e5ed6f72cb7;

    public static ulong P1 => 0xa6682093ccc81082;

    public static ulong P2 => 0x06673b0101343b00;

    public static ulong P3 => 0x0e7db4ea6533afa9;

    public static ulong Inverse => 0x1ba3a358ef788ef9;
}
