namespace Flux.Apps.Specs;

/// <summary>How the formatter treats a field before it is signed (fluxos-protocol §3.2).</summary>
internal enum FieldKind
{
    /// <summary>Text; anything else becomes its JSON text.</summary>
    Text,

    /// <summary>As <see cref="Text"/>, but null, false and 0 are refused: the network takes them for a field that is missing.</summary>
    NeededText,

    /// <summary>A number; text that is a number literal becomes the number.</summary>
    Number,

    Boolean,

    /// <summary>As <see cref="Boolean"/>, also from 1, 0 and the texts of the four.</summary>
    LooseBoolean,

    /// <summary>As <see cref="LooseBoolean"/>; whatever else it is counts as absent.</summary>
    OptionalBoolean,

    /// <summary>A number that is there and not zero.</summary>
    NonZero,

    /// <summary>An array of texts, or the JSON text of one.</summary>
    Texts,

    /// <summary>An array of numbers; elements are coerced.</summary>
    Numbers,

    /// <summary>An array of numbers whose elements are left as they are, so that a number in quotes is refused.</summary>
    PlainNumbers,

    /// <summary>An array of numbers written as texts (ports of versions 2 and 3).</summary>
    NumberTexts,

    Components,

    /// <summary>Version 8's encrypted part: a text, or any falsy value, kept as given.</summary>
    Encrypted,
}
