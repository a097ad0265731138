using System.Reflection;
using System.Runtime.CompilerServices;

namespace IncidentBot.Tests.Architecture;

/// <summary>
/// All references of a type: in its signature, its attributes and the bodies of its methods. Nested types of the compiler are included (lambdas,
/// iterators, async methods).
/// </summary>
internal sealed record TypeMentions(Type Type, IReadOnlySet<Type> Types, IReadOnlySet<MethodBase> Methods, IReadOnlyList<string> Texts)
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static TypeMentions Of(Type type)
    {
        var types = new HashSet<Type>();
        var methods = new HashSet<MethodBase>();
        var texts = new List<string>();
        foreach (var part in WithGenerated(type))
            Collect(part, types, methods, texts);
        types.Remove(type);
        return new TypeMentions(type, types, methods, texts);
    }

    /// <summary>True for a compiler-generated type; it is checked as a part of its containing type.</summary>
    public static bool IsGenerated(Type type) =>
        type.Name.Contains('<') || type.IsDefined(typeof(CompilerGeneratedAttribute), false) || (type.DeclaringType is { } outer && IsGenerated(outer));

    private static IEnumerable<Type> WithGenerated(Type type) =>
        type.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).Where(IsGenerated).SelectMany(WithGenerated).Prepend(type);

    private static void Collect(Type type, HashSet<Type> types, HashSet<MethodBase> methods, List<string> texts)
    {
        Add(types, type.BaseType);
        AddAll(types, type.GetInterfaces());
        AddAll(types, type.GetCustomAttributesData().Select(attribute => attribute.AttributeType));
        AddAll(types, type.GetFields(Declared).Select(field => field.FieldType));
        texts.AddRange(type.GetFields(Declared).Where(field => field.IsLiteral && field.FieldType == typeof(string)).Select(field => (string)field.GetRawConstantValue()!));
        foreach (var method in type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared)))
        {
            AddAll(types, method.GetParameters().Select(parameter => parameter.ParameterType));
            Add(types, (method as MethodInfo)?.ReturnType);
            AddAll(types, method.GetCustomAttributesData().Select(attribute => attribute.AttributeType));
            foreach (var mention in IlBody.Mentions(method))
                Add(mention, types, methods, texts);
        }
    }

    private static void Add(object mention, HashSet<Type> types, HashSet<MethodBase> methods, List<string> texts)
    {
        switch (mention)
        {
            case string text:
                texts.Add(text);
                return;
            case Type type:
                Add(types, type);
                return;
            case FieldInfo field:
                Add(types, field.DeclaringType);
                Add(types, field.FieldType);
                return;
            case MethodBase method:
                methods.Add(method);
                Add(types, method.DeclaringType);
                Add(types, (method as MethodInfo)?.ReturnType);
                if (method.IsGenericMethod)
                    AddAll(types, method.GetGenericArguments());
                return;
        }
    }

    private static void AddAll(HashSet<Type> types, IEnumerable<Type> mentioned)
    {
        foreach (var type in mentioned)
            Add(types, type);
    }

    private static void Add(HashSet<Type> types, Type? type)
    {
        if (type is null || type.IsGenericParameter)
            return;
        if (type.HasElementType)
        {
            Add(types, type.GetElementType());
            return;
        }

        if (type.IsGenericType)
            AddAll(types, type.GetGenericArguments());
        types.Add(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
    }
}
