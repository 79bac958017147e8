using System.Globalization;
using Flux.Apps.Canonical;
using Flux.Apps.Messages;
using Flux.Apps.Specs;
using Flux.Crypto.Curves;

namespace Flux.Os.Benchmarks;

/// <summary>Signed registrations of typical apps by a hundred owners.</summary>
internal static class AppMaker
{
    private const int Owners = 100;

    public static AppMessage[] Make(int count, long timestamp)
    {
        var keys = Enumerable.Range(1, Owners).Select(number => (byte[])[.. new byte[31], (byte)number]).ToArray();
        var messages = new AppMessage[count];
        Parallel.For(0, count, i => messages[i] = Make(i, keys[i % Owners], timestamp));
        return messages;
    }

    public static string OwnerOf(int number)
    {
        Secp256k1.TryGetPublicKey([.. new byte[31], (byte)(number % Owners + 1)], compressed: true, out var key);
        return OwnerSignature.OfKey(key);
    }

    private static AppMessage Make(int number, byte[] key, long timestamp)
    {
        Secp256k1.TryGetPublicKey(key, compressed: true, out var publicKey);
        var port = (31_000 + (number % 8_000)).ToString(CultureInfo.InvariantCulture);
        var json = $$"""
            {"version":8,"name":"app{{number}}","description":"An app like many others, number {{number}}","owner":"{{OwnerOf(number)}}","compose":[{"name":"web","description":"web server","repotag":"library/nginx:1.27","ports":[{{port}}],"domains":["www.app{{number}}.example"],"environmentParameters":["MODE=production","NUMBER={{number}}"],"commands":[],"containerPorts":[80],"containerData":"/data","cpu":0.5,"ram":500,"hdd":5,"repoauth":""}],"instances":3,"contacts":["owner@app{{number}}.example"],"geolocation":[],"expire":22000,"nodes":[],"staticip":false,"enterprise":""}
            """;
        if (!JsReader.TryRead(json, out var value, out var problem)) throw new InvalidOperationException(problem);
        var spec = AppSpec.TryParse(value, AppRules.Own, 1).Spec ?? throw new InvalidOperationException("the benchmark's own app is invalid");
        return AppMessage.Create(AppMessageKind.Register, spec, timestamp, OwnerSignature.Sign(AppMessage.SignedText(AppMessageKind.Register, spec, timestamp), key));
    }
}
