using System.Text.Json;
using System.Text.Json.Serialization;
using IncidentBot.Subscriptions.Audience;

namespace IncidentBot.Subscriptions;

/// <summary>
/// A task for subscribers as the outbox keeps it. It holds no text: that is read from the public page's rows when the task is executed. So an incident that
/// has become confidential meanwhile reaches no subscriber.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "task")]
[JsonDerivedType(typeof(FanOut), "fan_out")]
[JsonDerivedType(typeof(Tell), "tell")]
[JsonDerivedType(typeof(TellComponent), "tell_component")]
[JsonDerivedType(typeof(AskToConfirm), "confirm")]
[JsonDerivedType(typeof(TellQuarantine), "quarantine")]
internal abstract record SubscriberTask
{
    /// <summary>The kind of these outbox rows.</summary>
    public const string Kind = "subscribers";

    private SubscriberTask()
    {
    }

    /// <summary>Gives each of the next recipients after <paramref name="After"/> a row.</summary>
    public sealed record FanOut(long Incident, long Update, SubscriberKind To, long After) : SubscriberTask
    {
        /// <inheritdoc cref="Tell.Notice"/>
        [JsonPropertyName("sequel")]
        public FollowUpNotice? Notice { get; init; }

        /// <summary>The last subscriber who can be a recipient; null when there is no limit.</summary>
        public long? Until { get; init; }

        [JsonIgnore]
        public FanOutKey Key => new(Incident, Update, To) { Version = Notice?.Version ?? 0 };
    }

    /// <summary>Delivers one update to one subscriber.</summary>
    public sealed record Tell(long Subscriber, long Incident, long Update) : SubscriberTask
    {
        /// <summary>The notice to deliver instead of the update; null for the update itself.</summary>
        [JsonPropertyName("sequel")]
        public FollowUpNotice? Notice { get; init; }
    }

    /// <summary>Calls one webhook because one update changed a component's status.</summary>
    public sealed record TellComponent(long Subscriber, long Incident, long Update, string Component) : SubscriberTask
    {
        /// <inheritdoc cref="Tell.Notice"/>
        [JsonPropertyName("sequel")]
        public FollowUpNotice? Notice { get; init; }
    }

    /// <summary>Sends the link that confirms a subscription.</summary>
    public sealed record AskToConfirm(string Token) : SubscriberTask;

    /// <summary>Tells a webhook's contact that it was quarantined.</summary>
    public sealed record TellQuarantine(long Subscriber) : SubscriberTask;

    public string Write() => JsonSerializer.Serialize(this, Options);

    public static SubscriberTask Read(string json) =>
        JsonSerializer.Deserialize<SubscriberTask>(json, Options) ?? throw new InvalidDataException("An outbox row holds no task.");

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        AllowOutOfOrderMetadataProperties = true,
    };
}
