using Flux.Primitives.Scripts;

namespace Flux.Consensus.Scripts;

/// <summary>One run of one script. The parts of this class are the groups of opcodes; this one reads, counts and dispatches.</summary>
internal sealed partial class ScriptMachine(ScriptStack stack, Script script, ScriptFlags flags, ISignatureChecker checker)
{
    private readonly ScriptStack _alternative = new();
    private readonly List<bool> _branches = [];
    private int _falseBranches;
    private int _operations;

    private bool RequiresMinimal => (flags & ScriptFlags.MinimalData) != 0;

    private bool IsExecuting => _falseBranches == 0;

    public ScriptError Run()
    {
        if (script.Length > ScriptLimits.MaxScriptBytes) return ScriptError.ScriptSize;
        var reader = script.Operations;
        while (!reader.IsAtEnd)
        {
            if (!reader.MoveNext()) return ScriptError.BadOpcode;
            var error = Step(ref reader);
            if (error != ScriptError.Ok) return error;
            if (stack.Count + _alternative.Count > ScriptLimits.MaxStackElements) return ScriptError.StackSize;
        }
        return _branches.Count == 0 ? ScriptError.Ok : ScriptError.UnbalancedConditional;
    }

    private ScriptError Step(ref ScriptReader reader)
    {
        if (reader.Data.Length > ScriptLimits.MaxElementBytes) return ScriptError.PushSize;
        // OP_RESERVED lies below OP_16 and does not count.
        if (reader.Code > Opcode.Op16 && ++_operations > ScriptLimits.MaxOperations) return ScriptError.OperationCount;
        if (IsDisabled(reader.Code)) return ScriptError.DisabledOpcode;
        if (reader.Code is >= Opcode.If and <= Opcode.EndIf) return RunConditional(reader.Code);
        if (!IsExecuting) return ScriptError.Ok;
        return reader.Code <= Opcode.PushData4 ? PushData(ref reader) : Execute(reader.Code);
    }

    /// <summary>These fail wherever they stand, executed or not; CODESEPARATOR among them, unlike in Bitcoin.</summary>
    private static bool IsDisabled(Opcode code) => code is Opcode.Cat or Opcode.Substr or Opcode.Left or Opcode.Right
        or Opcode.Invert or Opcode.And or Opcode.Or or Opcode.Xor or Opcode.Mul2 or Opcode.Div2
        or Opcode.Mul or Opcode.Div or Opcode.Mod or Opcode.LeftShift or Opcode.RightShift or Opcode.CodeSeparator;

    private ScriptError PushData(ref ScriptReader reader)
    {
        if (RequiresMinimal && !IsMinimalPush(reader.Code, reader.Data)) return ScriptError.MinimalData;
        stack.Push(script.Memory.Slice(reader.Position - reader.Data.Length, reader.Data.Length));
        return ScriptError.Ok;
    }

    private static bool IsMinimalPush(Opcode code, ReadOnlySpan<byte> data) => data.Length switch
    {
        0 => code == Opcode.Op0,
        1 when data[0] is >= 1 and <= 16 or 0x81 => false,
        < (int)Opcode.PushData1 => (int)code == data.Length,
        <= 0xff => code == Opcode.PushData1,
        _ => code == Opcode.PushData2,
    };

    private ScriptError Execute(Opcode code) => code switch
    {
        Opcode.Op1Negate or (>= Opcode.Op1 and <= Opcode.Op16) => PushSmallNumber(code),
        Opcode.Nop => ScriptError.Ok,
        Opcode.CheckLockTimeVerify => CheckLockTimeVerify(),
        >= Opcode.Nop1 and <= Opcode.Nop10 => RunUpgradableNop(),
        Opcode.Verify => Verify(ScriptError.Verify),
        Opcode.Return => ScriptError.OpReturn,
        >= Opcode.ToAltStack and <= Opcode.Tuck or Opcode.Size => RunStackOperation(code),
        Opcode.Equal => Equal(),
        Opcode.EqualVerify => Then(Equal(), ScriptError.EqualVerify),
        (>= Opcode.Add1 and <= Opcode.NotEqual0) => RunUnary(code),
        (>= Opcode.Add and <= Opcode.Max) => RunBinary(code),
        Opcode.Within => Within(),
        (>= Opcode.Ripemd160 and <= Opcode.Hash256) => RunHash(code),
        Opcode.CheckSig => CheckSig(),
        Opcode.CheckSigVerify => Then(CheckSig(), ScriptError.CheckSigVerify),
        Opcode.CheckMultisig => CheckMultisig(),
        Opcode.CheckMultisigVerify => Then(CheckMultisig(), ScriptError.CheckMultisigVerify),
        _ => ScriptError.BadOpcode,
    };

    private ScriptError PushSmallNumber(Opcode code)
    {
        // As int: the difference of two opcodes is a byte, which cannot be −1.
        stack.PushNumber((int)code - (int)Opcode.Op1 + 1);
        return ScriptError.Ok;
    }

    /// <summary>The VERIFY half of an opcode whose first half left a truth value.</summary>
    private ScriptError Then(ScriptError first, ScriptError failure) => first == ScriptError.Ok ? Verify(failure) : first;

    private ScriptError Verify(ScriptError failure)
    {
        if (stack.Count < 1) return ScriptError.InvalidStackOperation;
        if (!ScriptStack.IsTrue(stack[0].Span)) return failure;
        stack.Drop(1);
        return ScriptError.Ok;
    }

    private ScriptError RunUpgradableNop() =>
        (flags & ScriptFlags.DiscourageUpgradableNops) != 0 ? ScriptError.DiscourageUpgradableNops : ScriptError.Ok;

    private ScriptError CheckLockTimeVerify()
    {
        if ((flags & ScriptFlags.CheckLockTimeVerify) == 0) return RunUpgradableNop();
        if (stack.Count < 1) return ScriptError.InvalidStackOperation;
        if (!ScriptNumber.TryRead(stack[0].Span, ScriptLimits.MaxLockTimeBytes, RequiresMinimal, out var lockTime)) return ScriptError.UnknownError;
        if (lockTime < 0) return ScriptError.NegativeLockTime;
        return checker.CheckLockTime(lockTime) ? ScriptError.Ok : ScriptError.UnsatisfiedLockTime;
    }

    private ScriptError RunConditional(Opcode code)
    {
        switch (code)
        {
            case Opcode.If or Opcode.NotIf: return EnterBranch(code);
            case Opcode.Else when _branches.Count > 0:
                _branches[^1] = !_branches[^1];
                _falseBranches += _branches[^1] ? -1 : 1;
                return ScriptError.Ok;
            case Opcode.EndIf when _branches.Count > 0:
                if (!_branches[^1]) _falseBranches--;
                _branches.RemoveAt(_branches.Count - 1);
                return ScriptError.Ok;
            case Opcode.Else or Opcode.EndIf: return ScriptError.UnbalancedConditional;
            default: return ScriptError.BadOpcode; // VERIF, VERNOTIF: even when not executed
        }
    }

    private ScriptError EnterBranch(Opcode code)
    {
        var taken = false;
        if (IsExecuting)
        {
            if (stack.Count < 1) return ScriptError.UnbalancedConditional;
            taken = ScriptStack.IsTrue(stack.Pop().Span) == (code == Opcode.If);
        }
        _branches.Add(taken);
        if (!taken) _falseBranches++;
        return ScriptError.Ok;
    }
}
