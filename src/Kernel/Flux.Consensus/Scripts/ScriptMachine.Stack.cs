using Flux.Primitives.Scripts;

namespace Flux.Consensus.Scripts;

/// <summary>Opcodes that move elements, and comparison.</summary>
internal sealed partial class ScriptMachine
{
    private ScriptError RunStackOperation(Opcode code)
    {
        if (code == Opcode.FromAltStack) return FromAlternative();
        if (stack.Count < Needed(code)) return ScriptError.InvalidStackOperation;
        switch (code)
        {
            case Opcode.ToAltStack: _alternative.Push(stack.Pop()); break;
            case Opcode.Drop2: stack.Drop(2); break;
            case Opcode.Dup2: Repeat(1, 2); break;
            case Opcode.Dup3: Repeat(2, 3); break;
            case Opcode.Over2: Repeat(3, 2); break;
            case Opcode.Rot2: Raise(5, 2); break;
            case Opcode.Swap2: Raise(3, 2); break;
            case Opcode.IfDup: if (ScriptStack.IsTrue(stack[0].Span)) stack.Push(stack[0]); break;
            case Opcode.Depth: stack.PushNumber(stack.Count); break;
            case Opcode.Drop: stack.Drop(1); break;
            case Opcode.Dup: stack.Push(stack[0]); break;
            case Opcode.Nip: stack.RemoveAt(1); break;
            case Opcode.Over: stack.Push(stack[1]); break;
            case Opcode.Pick or Opcode.Roll: return PickOrRoll(code);
            case Opcode.Rot: Raise(2, 1); break;
            case Opcode.Swap: Raise(1, 1); break;
            case Opcode.Tuck: stack.Insert(2, stack[0]); break;
            default: stack.PushNumber(stack[0].Length); break; // SIZE
        }
        return ScriptError.Ok;
    }

    private static int Needed(Opcode code) => code switch
    {
        Opcode.Depth => 0,
        Opcode.ToAltStack or Opcode.IfDup or Opcode.Drop or Opcode.Dup or Opcode.Size => 1,
        Opcode.Dup3 or Opcode.Rot => 3,
        Opcode.Over2 or Opcode.Swap2 => 4,
        Opcode.Rot2 => 6,
        _ => 2,
    };

    private ScriptError FromAlternative()
    {
        if (_alternative.Count < 1) return ScriptError.InvalidAltStackOperation;
        stack.Push(_alternative.Pop());
        return ScriptError.Ok;
    }

    /// <summary>Copies <paramref name="count"/> elements to the top, the lowest from <paramref name="depth"/>.</summary>
    private void Repeat(int depth, int count)
    {
        for (; count > 0; count--) stack.Push(stack[depth]);
    }

    /// <summary>Moves <paramref name="count"/> elements to the top, the lowest from <paramref name="depth"/>.</summary>
    private void Raise(int depth, int count)
    {
        for (; count > 0; count--) stack.Push(stack.RemoveAt(depth));
    }

    private ScriptError PickOrRoll(Opcode code)
    {
        if (!TryReadNumber(0, out var depth)) return ScriptError.UnknownError;
        stack.Drop(1);
        if (depth < 0 || depth >= stack.Count) return ScriptError.InvalidStackOperation;
        stack.Push(code == Opcode.Roll ? stack.RemoveAt((int)depth) : stack[(int)depth]);
        return ScriptError.Ok;
    }

    private ScriptError Equal()
    {
        if (stack.Count < 2) return ScriptError.InvalidStackOperation;
        var equal = stack[0].Span.SequenceEqual(stack[1].Span);
        stack.Drop(2);
        stack.PushBool(equal);
        return ScriptError.Ok;
    }

    private bool TryReadNumber(int depth, out long number) =>
        ScriptNumber.TryRead(stack[depth].Span, ScriptLimits.MaxNumberBytes, RequiresMinimal, out number);
}
