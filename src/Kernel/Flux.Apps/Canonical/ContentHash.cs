using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Flux.Apps.Canonical;

/// <summary>
/// The 20-byte hash by which gossip messages are known: SHA-1 over the serialisation of the <c>object-hash</c> library, version 3,
/// default options (fluxos-protocol §4.4). Not a security boundary: envelopes are signed.
/// </summary>
public static class ContentHash
{
    private const string Function = "string:11:constructor:fn:string:8:[native]string:20:function-name:Object";
    private const string Prototype = "string:9:prototype:Undefined,string:9:__proto__:";

    // The library also serialises what every object inherits; these are the texts of that for the outermost object and for the others.
    private const string RootInheritance =
        Prototype + "object:3:" + Prototype + "Null," + Function + "object:0:,," + Function + "string:12:[CIRCULAR:2],";
    private const string Inheritance = Prototype + "string:12:[CIRCULAR:1]," + Function + "string:12:[CIRCULAR:2],";
    private const int InheritedMembers = 3;

    /// <summary>The hash as 40 lower-case hexadecimal characters.</summary>
    public static string Hex(JsValue data) => Convert.ToHexStringLower(Of(data));

    /// <summary>The 20 bytes of the hash of a message's <c>data</c>.</summary>
    public static byte[] Of(JsValue data)
    {
        var text = new StringBuilder();
        Append(text, data, RootInheritance);
        return SHA1.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static void Append(StringBuilder text, JsValue value, string inheritance = Inheritance)
    {
        switch (value.Kind)
        {
            case JsKind.Null: text.Append("Null"); break;
            case JsKind.Boolean: text.Append(value.AsBoolean ? "bool:true" : "bool:false"); break;
            case JsKind.Number: text.Append("number:").Append(NumberText(value.AsNumber)); break;
            case JsKind.Text: AppendText(text, value.AsText); break;
            case JsKind.Array:
                text.Append(CultureInfo.InvariantCulture, $"array:{value.Items.Length}:");
                foreach (var item in value.Items) Append(text, item);
                break;
            default: AppendObject(text, value, inheritance); break;
        }
    }

    private static void AppendObject(StringBuilder text, JsValue value, string inheritance)
    {
        var members = value.Members;
        text.Append(CultureInfo.InvariantCulture, $"object:{members.Length + InheritedMembers}:").Append(inheritance);
        foreach (var member in members.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name)))
        {
            AppendText(text, member.Name);
            text.Append(':');
            Append(text, member.Value);
            text.Append(',');
        }
    }

    private static void AppendText(StringBuilder text, string value) =>
        text.Append(CultureInfo.InvariantCulture, $"string:{value.Length}:").Append(value);

    private static string NumberText(JsNumber number) =>
        !number.IsInfinite ? number.ToString() : number.IsNegative ? "-Infinity" : "Infinity";
}
