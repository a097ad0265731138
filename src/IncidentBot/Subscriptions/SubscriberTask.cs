using System.Text.Json;
using System.Text.Json.Serialization;
using IncidentBot.Subscriptions.Audience;

namespace IncidentBot.Subscriptions;

/// <summary>
/// What is to be done for subscribers, as kept in the outbox: never the words, which are read from the public page's rows when the task is carried out. So what
/// has become confidential meanwhile reaches nobody.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "task")]
[JsonDerivedType(typeof(FanOut), "fan_out")]
[JsonDerivedType(typeof(Tell), "tell")]
[JsonDerivedType(typeof(TellComponent), "tell_component")]
[JsonDerivedType(typeof(AskToConfirm), "confirm")]
[JsonDerivedType(typeof(TellQuarantine), "quarantine")]
internal abstract record SubscriberTask
{
    /// <summary>The kind of every such row in the outbox.</summary>
    public const string Kind = "subscribers";

    private SubscriberTask()
    {
    }

    /// <summary>Gives the next batch of recipients after <paramref name="After"/> a row of their own each.</summary>
    public sealed record FanOut(long Incident, long Update, SubscriberKind To, long After) : SubscriberTask
    {
        /// <inheritdoc cref="Tell.Notice"/>
        [JsonPropertyName("sequel")]
        public FollowUpNotice? Notice { get; init; }

        /// <summary>The last who can be meant; null when everybody can.</summary>
        public long? Until { get; init; }

        [JsonIgnore]
        public FanOutKey Key => new(Incident, Update, To) { Version = Notice?.Version ?? 0 };
    }

    /// <summary>Tells one subscriber of one update.</summary>
    public sealed record Tell(long Subscriber, long Incident, long Update) : SubscriberTask
    {
        /// <summary>What became of the update later, when it is about that; null when it is about the update.</summary>
        [JsonPropertyName("sequel")]
        public FollowUpNotice? Notice { get; init; }
    }

    /// <summary>Tells one web address that one update changed what a component shows.</summary>
    public sealed record TellComponent(long Subscriber, long Incident, long Update, string Component) : SubscriberTask
    {
        /// <inheritdoc cref="Tell.Notice"/>
        [JsonPropertyName("sequel")]
        public FollowUpNotice? Notice { get; init; }
    }

    /// <summary>Sends the link by which somebody confirms.</summary>
    public sealed record AskToConfirm(string Token) : SubscriberTask;

    /// <summary>Tells the contact of a web address that it was given up.</summary>
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
