namespace Flux.Apps.Canonical;

/// <summary>The six kinds of JSON values.</summary>
public enum JsKind
{
    Null,
    Boolean,
    Number,
    Text,
    Array,
    Object,
}
