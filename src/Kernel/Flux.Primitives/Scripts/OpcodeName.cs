using System.Collections.Frozen;

namespace Flux.Primitives.Scripts;

/// <summary>Names of opcodes as RPC and test vectors write them.</summary>
public static class OpcodeName
{
    private static readonly FrozenDictionary<Opcode, string> Irregular = new Dictionary<Opcode, string>
    {
        [Opcode.Op0] = "0",
        [Opcode.Op1Negate] = "-1",
        [Opcode.Drop2] = "OP_2DROP",
        [Opcode.Dup2] = "OP_2DUP",
        [Opcode.Dup3] = "OP_3DUP",
        [Opcode.Over2] = "OP_2OVER",
        [Opcode.Rot2] = "OP_2ROT",
        [Opcode.Swap2] = "OP_2SWAP",
        [Opcode.Add1] = "OP_1ADD",
        [Opcode.Sub1] = "OP_1SUB",
        [Opcode.Mul2] = "OP_2MUL",
        [Opcode.Div2] = "OP_2DIV",
        [Opcode.NotEqual0] = "OP_0NOTEQUAL",
        [Opcode.LeftShift] = "OP_LSHIFT",
        [Opcode.RightShift] = "OP_RSHIFT",
        [Opcode.CheckLockTimeVerify] = "OP_NOP2",
        [(Opcode)0xff] = "OP_INVALIDOPCODE",
    }.ToFrozenDictionary();

    private static readonly string[] ByCode = [.. Enumerable.Range(0, 256).Select(code => Name((Opcode)code))];

    private static readonly FrozenDictionary<string, Opcode> ByName =
        Enum.GetValues<Opcode>().Where(code => code >= Opcode.Nop || code == Opcode.Reserved).ToFrozenDictionary(Of, StringComparer.Ordinal);

    /// <summary>For example <c>OP_CHECKSIG</c>; small numbers as decimals, CHECKLOCKTIMEVERIFY under its old name <c>OP_NOP2</c>, unknown bytes as
    /// <c>OP_UNKNOWN</c>.</summary>
    public static string Of(Opcode code) => ByCode[(byte)code];

    /// <summary>Finds an opcode by its full name (<c>OP_DUP</c>, also <c>OP_CHECKLOCKTIMEVERIFY</c>); pushes have none.</summary>
    public static bool TryParse(string name, out Opcode code)
    {
        if (name == "OP_CHECKLOCKTIMEVERIFY") name = "OP_NOP2";
        return ByName.TryGetValue(name, out code);
    }

    private static string Name(Opcode code)
    {
        if (Irregular.TryGetValue(code, out var name)) return name;
        if (code is >= Opcode.Op1 and <= Opcode.Op16) return $"{(int)code - (int)Opcode.Op1 + 1}";
        return Enum.IsDefined(code) ? $"OP_{code}".ToUpperInvariant() : "OP_UNKNOWN";
    }
}
