using System.Reflection;
using System.Reflection.Emit;

namespace IncidentBot.Tests.Architecture;

/// <summary>Reads the references in a method's body: the members and types of its instructions, and its string literals.</summary>
internal static class IlBody
{
    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    public static IEnumerable<object> Mentions(MethodBase method)
    {
        if (method.GetMethodBody() is not { } body || body.GetILAsByteArray() is not { } il)
            return [];

        var mentions = new List<object>(body.LocalVariables.Select(local => local.LocalType));
        mentions.AddRange(body.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause).Select(clause => clause.CatchType!));
        for (var position = 0; position < il.Length;)
        {
            var code = ReadOpCode(il, ref position);
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
                mentions.Add(Member(method, BitConverter.ToInt32(il, position)));
            else if (code.OperandType == OperandType.InlineString)
                mentions.Add(method.Module.ResolveString(BitConverter.ToInt32(il, position)));
            position += OperandSize(code, il, position);
        }

        return mentions;
    }

    private static OpCode ReadOpCode(byte[] il, ref int position)
    {
        var value = (short)il[position++];
        if (value == 0xFE)
            value = (short)(0xFE00 | il[position++]);
        return OpCodesByValue[value];
    }

    private static MemberInfo Member(MethodBase method, int token) => method.Module.ResolveMember(
        token,
        method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null,
        method.IsGenericMethod ? method.GetGenericArguments() : null)!;

    private static int OperandSize(OpCode code, byte[] il, int position) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, position)),
        _ => 4,
    };
}
