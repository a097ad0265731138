using System.Collections.Immutable;
using System.Reflection;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.StatusPage;
using NodaTime;

namespace IncidentBot.Tests.SlackEdge;

/// <summary>One of each kind of a closed hierarchy, found by reflection, so that a kind added later cannot be forgotten.</summary>
internal static class Sample
{
    /// <summary>Every kind of <typeparamref name="T"/>, made with <paramref name="words"/> wherever it holds text; twice, the second time with nothing in what may be null.</summary>
    public static IEnumerable<T> EachOf<T>(string words)
        where T : class =>
        KindsOf<T>().SelectMany(kind => new[] { false, true }.Select(sparse => (T)Make(kind, words, sparse)));

    public static IReadOnlyList<Type> KindsOf<T>() => [.. typeof(T).GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).Where(kind => kind.IsSubclassOf(typeof(T)))];

    private static object Make(Type kind, string words, bool sparse)
    {
        var constructor = kind.GetConstructors().MaxBy(candidate => candidate.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Value(parameter, words, sparse))]);
    }

    private static object? Value(ParameterInfo parameter, string words, bool sparse)
    {
        var type = parameter.ParameterType;
        var mayBeNull = Nullable.GetUnderlyingType(type) is not null || new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;
        if (sparse && mayBeNull)
            return null;
        return Value(Nullable.GetUnderlyingType(type) ?? type, Meaning(parameter), words);
    }

    // What is ours or configured is never as long as what people write.
    private static string Meaning(ParameterInfo parameter) =>
        parameter.Member.DeclaringType == typeof(IncidentEvent.SeverityChanged) ? "Severity" : parameter.Name!;

    private static object Value(Type type, string name, string words) => type switch
    {
        _ when type == typeof(string) && name is "Person" or "AskedBy" or "MarkedBy" => "U0ADA0001",
        _ when type == typeof(string) && name is "Severity" => "Major <1>",
        _ when type == typeof(string) && name is "What" => "title",
        _ when type == typeof(string) => words,
        _ when type == typeof(bool) => true,
        _ when type == typeof(int) => 3,
        _ when type == typeof(long) => 4L,
        _ when type == typeof(PersonId) => new PersonId("U0GRACE01"),
        _ when type == typeof(IncidentId) => new IncidentId(7),
        _ when type == typeof(Instant) => AnyIncident.Noon,
        _ when type == typeof(Duration) => Duration.FromMinutes(12),
        _ when type == typeof(IReadOnlyList<string>) => new[] { "U0ADA0001" },
        _ when type == typeof(ImmutableSortedDictionary<string, ComponentStatus>) => ImmutableSortedDictionary<string, ComponentStatus>.Empty.Add("api", ComponentStatus.MajorOutage),
        _ when type == typeof(WordingOverride) => new WordingOverride(words, "TIME-NO-ZONE"),
        _ when type.IsEnum => Enum.GetValues(type).GetValue(0)!,
        _ => throw new NotSupportedException($"Teach {nameof(Sample)} to make a {type.Name}."),
    };
}
