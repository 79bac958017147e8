using System.Collections.Immutable;
using System.Text;

namespace Flux.Apps.Canonical;

/// <summary>
/// An immutable JSON value with JavaScript's semantics: text is UTF-16 (lone surrogates included), numbers are doubles, object
/// members keep JavaScript's order. It exists because every hash and signature of the app network is over JSON.stringify's text.
/// </summary>
public sealed class JsValue
{
    private readonly string? text;
    private readonly ImmutableArray<JsValue> items = [];
    private readonly ImmutableArray<JsMember> members = [];
    // Instead of members: the canonical text in UTF-8.
    private readonly byte[]? packed;

    private JsValue(JsKind kind) => Kind = kind;
    private JsValue(bool value) : this(JsKind.Boolean) => AsBoolean = value;
    private JsValue(string value) : this(JsKind.Text) => text = value;
    private JsValue(JsNumber value) : this(JsKind.Number) => AsNumber = value;
    private JsValue(ImmutableArray<JsValue> values) : this(JsKind.Array) => items = values;
    private JsValue(ImmutableArray<JsMember> values) : this(JsKind.Object) => members = values;

    private JsValue(byte[] canonical) : this(JsKind.Object) => packed = canonical;

    public static JsValue Null { get; } = new(JsKind.Null);
    public static JsValue True { get; } = new(true);
    public static JsValue False { get; } = new(false);
    public static JsValue EmptyArray { get; } = new(ImmutableArray<JsValue>.Empty);
    public static JsValue EmptyObject { get; } = new(ImmutableArray<JsMember>.Empty);

    public static JsValue Of(string value) => new(value);
    public static JsValue Of(bool value) => value ? True : False;
    public static JsValue Of(long value) => new(JsNumber.From(value));
    public static JsValue Of(JsNumber value) => new(value);
    public static JsValue Array(IEnumerable<JsValue> values) => new([.. values]);
    public static JsValue Strings(IEnumerable<string> values) => new([.. values.Select(Of)]);

    /// <summary>
    /// An object from members in the order written. As in JavaScript, the last of several members of one name wins and keeps the
    /// first one's place, and names that are array indexes (0…4294967294) come first, in numeric order.
    /// </summary>
    public static JsValue Object(IEnumerable<JsMember> written) => new(JsMember.InJavaScriptOrder(written));

    public JsKind Kind { get; }

    /// <summary>The truth value; false for every other kind.</summary>
    public bool AsBoolean { get; }

    /// <summary>The number; zero for every other kind.</summary>
    public JsNumber AsNumber { get; }

    /// <summary>The text; empty for every other kind.</summary>
    public string AsText => text ?? "";

    /// <summary>The elements; empty for every other kind.</summary>
    public ImmutableArray<JsValue> Items => items;

    /// <summary>The members in JavaScript's order; empty for every other kind.</summary>
    public ImmutableArray<JsMember> Members => packed is null ? members : Unpacked().members;

    /// <summary>The member of that name, or null when there is none (JavaScript's undefined).</summary>
    public JsValue? this[string name]
    {
        get
        {
            foreach (var member in Members)
                if (string.Equals(member.Name, name, StringComparison.Ordinal)) return member.Value;
            return null;
        }
    }

    /// <summary>JavaScript's truthiness: not null, false, zero or the empty text.</summary>
    public bool IsTruthy => Kind switch
    {
        JsKind.Null => false,
        JsKind.Boolean => AsBoolean,
        JsKind.Number => AsNumber.IsInfinite || AsNumber.Digits != 0,
        JsKind.Text => AsText.Length != 0,
        _ => true,
    };

    /// <summary>This object with one member set: replaced in place, or appended when it was absent.</summary>
    public JsValue With(string name, JsValue value) => Object(Members.Add(new(name, value)));

    /// <summary>
    /// This object as its text alone, a fifth of the memory: for what is kept in great numbers and seldom looked into. Its members are
    /// read anew each time they are asked for; infinite numbers become null, as in the text. Anything but an object stays as it is.
    /// </summary>
    public JsValue Packed() => Packed(ToString());

    /// <summary>As the other overload, for who has the text already.</summary>
    internal JsValue Packed(string canonical) => Kind != JsKind.Object || packed is not null ? this : new(Encoding.UTF8.GetBytes(canonical));

    /// <summary>The text JSON.stringify gives for this value.</summary>
    public override string ToString() => packed is null ? JsWriter.Write(this) : Encoding.UTF8.GetString(packed);

    /// <summary>The canonical text in UTF-8 of a packed object; empty otherwise.</summary>
    internal ReadOnlySpan<byte> PackedText => packed;

    /// <summary>A packed object read again, for who looks at several of its members; anything else as it is.</summary>
    // The text was written here, from a value that was read: it can be read again.
    public JsValue Unpacked() => packed is null ? this : JsReader.TryRead(ToString(), out var value, out var problem) ? value : throw new InvalidOperationException(problem);

    /// <summary>This object with further members at its end. That it has none of their names is the caller's to know.</summary>
    public JsValue Followed(params ReadOnlySpan<JsMember> more)
    {
        if (packed is null) return Object([.. members, .. more]);
        var tail = Object([.. more]).ToString();
        return new([.. packed.AsSpan(..^1), .. packed.Length > 2 && tail.Length > 2 ? ","u8 : [], .. Encoding.UTF8.GetBytes(tail).AsSpan(1)]);
    }
}
