using Flux.Crypto.Ciphers;

namespace Flux.Crypto.Tests.Ciphers;

/// <summary>Published vectors: AES-256-GCM from the GCM specification (test case 16), HKDF from RFC 5869 (A.1, first 32 bytes), and .NET's own AES-GCM as oracle.</summary>
public sealed class AuthenticatedCipherVectors
{
    [Fact]
    public void Test_case_16_of_the_specification()
    {
        var key = Convert.FromHexString("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
        var nonce = Convert.FromHexString("cafebabefacedbaddecaf888");
        var associated = Convert.FromHexString("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        var plaintext = Convert.FromHexString("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");

        var sealedText = AuthenticatedCipher.Seal(key, nonce, plaintext, associated);

        Convert.ToHexStringLower(sealedText).ShouldBe("522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662" + "76fc6ece0f4e1768cddf8853bb2d551b");
        AuthenticatedCipher.TryOpen(key, nonce, sealedText, associated, out var opened).ShouldBeTrue();
        opened.ShouldBe(plaintext);
    }

    [Fact]
    public void Rfc_5869_case_1()
    {
        var key = AuthenticatedCipher.DeriveKey(Enumerable.Repeat((byte)0x0b, 22).ToArray(), Convert.FromHexString("000102030405060708090a0b0c"), Convert.FromHexString("f0f1f2f3f4f5f6f7f8f9"));

        Convert.ToHexStringLower(key).ShouldBe("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
    }

    [Fact]
    public void The_framework_seals_the_same()
    {
        if (!System.Security.Cryptography.AesGcm.IsSupported) Assert.Skip("no AES-GCM in this framework");
        var random = new Random(1);
        for (var length = 0; length < 70; length += 7)
        {
            byte[] key = new byte[32], nonce = new byte[12], plaintext = new byte[length], associated = new byte[length / 2], text = new byte[length], tag = new byte[16];
            foreach (var buffer in (byte[][])[key, nonce, plaintext, associated]) random.NextBytes(buffer);
            using var framework = new System.Security.Cryptography.AesGcm(key, 16);
            framework.Encrypt(nonce, plaintext, text, tag, associated);

            AuthenticatedCipher.Seal(key, nonce, plaintext, associated).ShouldBe([.. text, .. tag]);
        }
    }

    [Fact]
    public void Whatever_is_changed_does_not_open()
    {
        byte[] key = new byte[32], nonce = new byte[12], associated = [1, 2];
        var sealedText = AuthenticatedCipher.Seal(key, nonce, [1, 2, 3], associated);
        for (var i = 0; i < sealedText.Length; i++)
        {
            var changed = sealedText.ToArray();
            changed[i] ^= 1;
            AuthenticatedCipher.TryOpen(key, nonce, changed, associated, out _).ShouldBeFalse();
        }
        AuthenticatedCipher.TryOpen(key, nonce, sealedText, [1, 3], out _).ShouldBeFalse();
        AuthenticatedCipher.TryOpen(key, nonce, sealedText.AsSpan(0, 15), associated, out _).ShouldBeFalse();
    }
}
