using Flux.Primitives.Scripts;

namespace Flux.Consensus.Scripts;

/// <summary>Arithmetic. Operands have at most 4 bytes, results may have 5.</summary>
internal sealed partial class ScriptMachine
{
    private ScriptError RunUnary(Opcode code)
    {
        if (stack.Count < 1) return ScriptError.InvalidStackOperation;
        if (!TryReadNumber(0, out var number)) return ScriptError.UnknownError;
        stack.Drop(1);
        stack.PushNumber(code switch
        {
            Opcode.Add1 => number + 1,
            Opcode.Sub1 => number - 1,
            Opcode.Negate => -number,
            Opcode.Abs => Math.Abs(number),
            Opcode.Not => number == 0 ? 1 : 0,
            _ => number != 0 ? 1 : 0, // 0NOTEQUAL
        });
        return ScriptError.Ok;
    }

    private ScriptError RunBinary(Opcode code)
    {
        if (stack.Count < 2) return ScriptError.InvalidStackOperation;
        if (!TryReadNumber(1, out var left) || !TryReadNumber(0, out var right)) return ScriptError.UnknownError;
        stack.Drop(2);
        stack.PushNumber(code switch
        {
            Opcode.Add => left + right,
            Opcode.Sub => left - right,
            Opcode.Min => Math.Min(left, right),
            Opcode.Max => Math.Max(left, right),
            _ => Compare(code, left, right) ? 1 : 0,
        });
        return code == Opcode.NumEqualVerify ? Verify(ScriptError.NumEqualVerify) : ScriptError.Ok;
    }

    private static bool Compare(Opcode code, long left, long right) => code switch
    {
        Opcode.BoolAnd => left != 0 && right != 0,
        Opcode.BoolOr => left != 0 || right != 0,
        Opcode.NumEqual or Opcode.NumEqualVerify => left == right,
        Opcode.NumNotEqual => left != right,
        Opcode.LessThan => left < right,
        Opcode.GreaterThan => left > right,
        Opcode.LessThanOrEqual => left <= right,
        _ => left >= right, // GREATERTHANOREQUAL
    };

    private ScriptError Within()
    {
        if (stack.Count < 3) return ScriptError.InvalidStackOperation;
        if (!TryReadNumber(2, out var number) || !TryReadNumber(1, out var low) || !TryReadNumber(0, out var high)) return ScriptError.UnknownError;
        stack.Drop(3);
        stack.PushBool(low <= number && number < high);
        return ScriptError.Ok;
    }
}
