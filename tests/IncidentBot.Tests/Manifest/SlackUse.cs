using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using IncidentBot.Configuration;
using IncidentBot.Slack.Requests;
using IncidentBot.Slack.WebApi;
using IncidentBot.Tests.Architecture;

namespace IncidentBot.Tests.Manifest;

/// <summary>The Web API methods and the events that the compiled code uses.</summary>
internal static partial class SlackUse
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // Has the fields of every event, so only the type decides the result of the parser.
    private const string AnyEvent = """
        "user":"U1","channel":"C1","channel_id":"C1","ts":"1.1","text":"t","reaction":"r","tab":"home","event_ts":"1.1",
        "item":{"type":"message","channel":"C1","ts":"1.1","message":{"ts":"1.1"}},"old_channel_id":"C1","new_channel_id":"C2","tokens":{"bot":["U1"]}
        """;

    /// <summary>The Web API methods of the client methods that the shell calls.</summary>
    public static IReadOnlySet<string> WebApiMethods() =>
        typeof(Settings).Assembly.GetTypes()
            .Where(type => !TypeMentions.IsGenerated(type))
            .SelectMany(type => TypeMentions.Of(type).Methods)
            .Where(method => method.DeclaringType == typeof(SlackApiClient) && !method.IsConstructor)
            .Distinct()
            .SelectMany(MethodNames)
            .ToHashSet();

    /// <summary>Every event name that the library parses, with the resulting type.</summary>
    public static IReadOnlyDictionary<string, Type> ReadableEvents() =>
        TypeMentions.Of(typeof(EventReader)).Texts
            .Distinct()
            .Select(name => (name, type: TypeOf(name)))
            .Where(read => read.type != typeof(UnknownEvent))
            .ToDictionary(read => read.name, read => read.type);

    /// <summary>The event types that the shell's handler distinguishes.</summary>
    public static IReadOnlySet<Type> HandledEvents() =>
        TypeMentions.Of(typeof(IncidentBot.SlackEdge.Events.EventHandler)).Types
            .Where(type => type.IsSubclassOf(typeof(Event)))
            .ToHashSet();

    private static IEnumerable<string> MethodNames(MethodBase method)
    {
        var names = IlBody.Mentions(method).OfType<string>().Where(text => MethodName().IsMatch(text)).Distinct().ToList();
        return names.Count > 0 ? names : throw new InvalidOperationException($"{method.Name} does not say which Web API method it calls.");
    }

    private static Type TypeOf(string name)
    {
        // These have an object where the others have an id.
        var fields = name switch
        {
            "user_change" => """ "user":{"id":"U1","name":"ada","profile":{}} """,
            "channel_rename" or "group_rename" => """ "channel":{"id":"C1","name":"n"} """,
            _ => AnyEvent,
        };
        var body = $$$"""{"type":"event_callback","event_id":"Ev1","event_time":1,"team_id":"T1","event":{"type":"{{{name}}}",{{{fields}}}}}""";
        return EventRequest.TryParse(Encoding.UTF8.GetBytes(body), out var request) && request is EventCallback { Event: var read } ? read.GetType() : typeof(UnknownEvent);
    }

    [GeneratedRegex(@"^[a-z]+(\.[a-zA-Z]+)+$")]
    private static partial Regex MethodName();
}
