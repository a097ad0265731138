using System.Collections.Concurrent;
using IncidentBot.Core.Incidents;
using IncidentBot.Slack.WebApi;

namespace IncidentBot.SlackEdge.People;

/// <summary>Whether a person can take a role. <see cref="Problem"/> is a sentence for the caller; null when the person can.</summary>
internal sealed record PersonCheck(string? Problem)
{
    public static readonly PersonCheck Fine = new((string?)null);
}

/// <summary>
/// Knows the names of people, and who can take a role: no bots and no deactivated accounts. A request to Slack has a short time limit.
/// If Slack does not answer, the role is assigned unchecked: a lead is worth more than a check.
/// </summary>
internal sealed partial class PersonDirectory(SlackApiClient slack, TimeProvider time, ILogger<PersonDirectory> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1200);
    private static readonly TimeSpan PatienceForNames = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    // Bounds the cache.
    private const int MostKnown = 10_000;

    // A message with more mentions keeps the ids of the others, because a form must open within three seconds.
    private const int MostAsked = 5;

    private readonly ConcurrentDictionary<string, (PersonInfo Person, long At)> _known = new(StringComparer.Ordinal);

    public async Task<PersonCheck> CheckAsync(PersonId person, CancellationToken cancellationToken)
    {
        if (person.Value == "USLACKBOT")
            return new PersonCheck("Slackbot cannot take a role: name a person.");
        if (!person.Value.All(char.IsAsciiLetterOrDigit))
            return new PersonCheck("I cannot find that person in this workspace. Name a person who is in it.");
        if (_known.TryGetValue(person.Value, out var recent) && time.GetElapsedTime(recent.At) < Fresh)
            return Judge(recent.Person);

        switch (await AskAsync(person.Value, Patience, cancellationToken))
        {
            case SlackOutcome<PersonInfo>.Ok ok:
                return Judge(ok.Value);
            case SlackOutcome<PersonInfo>.Refused { Code: "user_not_found" or "users_not_found" or "user_not_visible" }:
                return new PersonCheck($"I cannot find <@{person.Value}> in this workspace. Name a person who is in it.");
            case var outcome:
                Log.NotChecked(logger, person.Value, outcome?.GetType().Name ?? "no answer in time");
                return recent.Person is { } lastKnown ? Judge(lastKnown) : PersonCheck.Fine;
        }
    }

    /// <summary>The names of these people by id, without those that Slack does not return in time.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.Distinct().ToList();
        await Task.WhenAll(wanted.Where(id => !_known.ContainsKey(id)).Take(MostAsked).Select(id => AskAsync(id, PatienceForNames, cancellationToken)));
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in wanted)
            if (_known.TryGetValue(id, out var found))
                names[id] = found.Person.DisplayName;
        return names;
    }

    /// <summary>Null when Slack did not answer within the limit.</summary>
    private async Task<SlackOutcome<PersonInfo>?> AskAsync(string id, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = time.CreateTimer(state => ((CancellationTokenSource)state!).Cancel(), patience, limit, Timeout.InfiniteTimeSpan);
        try
        {
            var outcome = await slack.UserInfoAsync(id, patience.Token);
            if (outcome is SlackOutcome<PersonInfo>.Ok ok)
                Remember(ok.Value);
            return outcome;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Stores the data of a person from an event.</summary>
    public void Remember(PersonInfo person)
    {
        if (_known.Count >= MostKnown)
            _known.Clear();
        _known[person.Id] = (person, time.GetTimestamp());
    }

    private static PersonCheck Judge(PersonInfo person) => person switch
    {
        { IsDeactivated: true } => new PersonCheck($"{Name(person)} has left (the account is deactivated). Name another person."),
        { IsBot: true } => new PersonCheck($"{Name(person)} is a bot and cannot take a role: name a person."),
        { IsStranger: true } => new PersonCheck($"{Name(person)} belongs to another organisation and cannot take a role here."),
        _ => PersonCheck.Fine,
    };

    private static string Name(PersonInfo person) => Slack.BlockKit.Mrkdwn.EscapeAndFit(person.DisplayName, 80);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Person} was given a role without a check: {Reason}")]
        public static partial void NotChecked(ILogger logger, string person, string reason);
    }
}
