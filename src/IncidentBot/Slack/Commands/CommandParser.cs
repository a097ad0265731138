using System.Globalization;
using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Slack.BlockKit;
using IncidentBot.Slack.Requests;
using NodaTime;

namespace IncidentBot.SlackEdge.Commands;

/// <summary>Parses the text after <c>/incident</c>. Pure: the current time and the zone of typed clock times are parameters.</summary>
internal sealed class CommandParser
{
    private readonly CommandText _text;
    private readonly Instant _now;
    private readonly DateTimeZone _zone;
    private int _position;

    private CommandParser(string escaped, Instant now, DateTimeZone zone) => (_text, _now, _zone) = (new CommandText(escaped), now, zone);

    public static ParsedCommand Parse(string escaped, Instant now, DateTimeZone zone) => new CommandParser(escaped, now, zone).Parse();

    private ParsedCommand Parse()
    {
        if (_text.Word(0) is not { } first)
            return new ParsedCommand.OpenDeclareForm(_text.Plain(0));
        if (CommandCatalog.Find(first) is not { } command)
        {
            return CommandCatalog.Nearest(first) is { } nearest
                ? new ParsedCommand.Mistyped(first, nearest)
                : new ParsedCommand.OpenDeclareForm(_text.Plain(0));
        }

        _position = 1;
        if (command == CommandCatalog.Help)
            return Help();
        if (string.Equals(_text.Word(1), "help", StringComparison.OrdinalIgnoreCase) && _text.Tokens.Count == 2)
            return new ParsedCommand.Help(command);
        if (command == CommandCatalog.Declare)
            return Declare();
        if (command == CommandCatalog.Merge)
            return Merge();

        var target = ReadTarget();
        return Read(command) with { Target = target };
    }

    private ParsedCommand Read(CommandInfo command) => command.Name switch
    {
        "lead" => Person(command, person => new ParsedCommand.Lead(person)),
        "messenger" => Person(command, person => new ParsedCommand.Messenger(person)),
        "update" => Update(),
        "statuspage" => Statuspage(),
        "severity" => Needs(command, "Which severity?", key => new ParsedCommand.ChangeSeverity(key)),
        "rename" => Needs(command, "What should it be called?", title => new ParsedCommand.Rename(title)),
        "impact" => Impact(),
        "snooze" => Snooze(),
        "next" => Next(),
        "resolve" => Resolve(),
        "reopen" => new ParsedCommand.Reopen(Rest()),
        "false-positive" => new ParsedCommand.FalsePositive(Rest()),
        "note" => Needs(command, "What should the timeline say?", note => new ParsedCommand.Note(note)),
        "recap" => NoArguments(command, new ParsedCommand.Recap()),
        "close" => NoArguments(command, new ParsedCommand.Close()),
        "accept" => NoArguments(command, new ParsedCommand.Accept()),
        "backfill" => NoArguments(command, new ParsedCommand.BackfillIncident()),
        "list" => NoArguments(command, new ParsedCommand.List()),
        "timeline" => NoArguments(command, new ParsedCommand.Timeline()),
        _ => throw new InvalidOperationException($"No parser for the command {command.Name}."),
    };

    private ParsedCommand Help()
    {
        if (_text.Word(1) is not { } topic)
            return new ParsedCommand.Help(null);
        if (CommandCatalog.Find(topic) is { } command)
            return new ParsedCommand.Help(command);
        return CommandCatalog.Nearest(topic) is { } nearest ? new ParsedCommand.Help(nearest) : new ParsedCommand.Help(null);
    }

    // A severity is read only before a colon: "critical: title". Without a colon the whole text is the title.
    private ParsedCommand Declare()
    {
        var rest = Rest();
        if (rest.Length == 0)
            return new ParsedCommand.OpenDeclareForm("");
        string? reason = null;
        var silence = rest.IndexOf("nopage:", StringComparison.OrdinalIgnoreCase);
        if (silence >= 0)
        {
            reason = rest[(silence + "nopage:".Length)..].Trim();
            rest = rest[..silence].TrimEnd();
        }

        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        var isSeverity = colon > 0 && !rest[..colon].Any(char.IsWhiteSpace) && !rest.AsSpan(colon + 1).StartsWith("//", StringComparison.Ordinal);
        var (severity, title) = isSeverity ? (rest[..colon], rest[(colon + 1)..].Trim()) : (null, rest);
        if (title.Length == 0)
            return new ParsedCommand.Misused(CommandCatalog.Declare, "Give it a title: what is broken?");
        return reason is { Length: 0 }
            ? new ParsedCommand.Misused(CommandCatalog.Declare, "After `nopage:`, give the reason not to page.")
            : new ParsedCommand.Declare(severity, title, reason) { WholeTitle = rest };
    }

    private ParsedCommand Merge()
    {
        var first = ReadTarget();
        var second = ReadTarget();
        if (first is null)
            return new ParsedCommand.Misused(CommandCatalog.Merge, "Which incident does it go on in? Name its room or number.");
        return second is null ? new ParsedCommand.Merge(first) : new ParsedCommand.Merge(second) { Target = first };
    }

    private ParsedCommand Person(CommandInfo command, Func<PersonRef, ParsedCommand> assign)
    {
        if (_position >= _text.Tokens.Count)
            return assign(new PersonRef.Me());
        var token = _text.Tokens[_position++];
        if (_position < _text.Tokens.Count)
            return new ParsedCommand.Misused(command, "Name one person.");
        return token switch
        {
            TextToken.UserMention mention => assign(new PersonRef.Mentioned(mention.Id)),
            TextToken.Word { Text: var word } when word.Equals("me", StringComparison.OrdinalIgnoreCase) => assign(new PersonRef.Me()),
            TextToken.Word { Text: var word } => new ParsedCommand.Misused(
                command, $"I do not know who \"{Quoted(word)}\" is. Type @ and pick the person from Slack's list, or type `me`."),
            TextToken.UserGroupMention => new ParsedCommand.Misused(command, "A group cannot take a role: name one person."),
            _ => new ParsedCommand.Misused(command, "Name one person with @, or type `me`."),
        };
    }

    private ParsedCommand Update()
    {
        var options = new HashSet<int>();
        Phase? phase = null;
        string? severity = null;
        Instant? next = null;
        for (var index = _position; index < _text.Tokens.Count; index++)
        {
            if (_text.Word(index) is not { } word || word.Split(':', 2) is not [var key, { Length: > 0 } value])
                continue;
            switch (key.ToLowerInvariant())
            {
                case "next" when PromiseTime.TryParse(value, _now, _zone, out var by):
                    next = by;
                    break;
                case "next":
                    return new ParsedCommand.Misused(
                        CommandCatalog.Update,
                        $"I cannot read \"{Quoted(value)}\" as a time. Type `next:20m`, or `next:14:30` ({Messages.Say.Zone(_zone)}).");
                case "phase" when Phases.TryParse(value, out var parsed):
                    phase = parsed;
                    break;
                case "phase":
                    return new ParsedCommand.Misused(
                        CommandCatalog.Update,
                        $"\"{Quoted(value)}\" is not a phase. Type `phase:investigating`, `phase:identified` or `phase:monitoring`.");
                case "severity" or "sev":
                    severity = value;
                    break;
                default:
                    continue;
            }

            options.Add(index);
        }

        return new ParsedCommand.Update(_text.Plain(_position, options), phase, severity, next);
    }

    // A keyword counts only when it stands alone. A longer text that starts with the same word is an update.
    private ParsedCommand Statuspage()
    {
        var left = _text.Tokens.Count - _position;
        return (_text.Word(_position)?.ToLowerInvariant(), left) switch
        {
            ("undo", 1) => new ParsedCommand.UndoUpdate(),
            ("approve", 1) => new ParsedCommand.ApproveUpdate(),
            ("backfill", 1) => new ParsedCommand.BackfillUpdate(),
            ("correct", 1) => new ParsedCommand.CorrectUpdate(null),
            ("correct", 2) when int.TryParse(_text.Word(_position + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) =>
                new ParsedCommand.CorrectUpdate(number),
            _ => new ParsedCommand.Statuspage(Rest()),
        };
    }

    private ParsedCommand Impact() => _text.Word(_position)?.ToLowerInvariant() switch
    {
        "yes" or "y" or "true" or "on" => new ParsedCommand.Impact(true),
        "no" or "n" or "false" or "off" or "none" => new ParsedCommand.Impact(false),
        _ => new ParsedCommand.Misused(CommandCatalog.Impact, "Do customers notice? Type `yes` or `no`."),
    };

    private ParsedCommand Snooze()
    {
        var (when, audience) = WhenAndAudience();
        return PromiseTime.TryParseDuration(when, out var length)
            ? new ParsedCommand.Snooze(length, audience)
            : new ParsedCommand.Misused(CommandCatalog.Snooze, "For how long?");
    }

    private ParsedCommand Next()
    {
        var (when, audience) = WhenAndAudience();
        return PromiseTime.TryParse(when, _now, _zone, out var by)
            ? new ParsedCommand.Next(by, audience)
            : new ParsedCommand.Misused(
                CommandCatalog.Next, $"When will the next update come? Type `20m`, or `14:30` ({Messages.Say.Zone(_zone)}).");
    }

    private (string When, Audience? Audience) WhenAndAudience()
    {
        var words = Rest().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToList();
        Audience? audience = words.LastOrDefault()?.ToLowerInvariant() switch
        {
            "internal" or "room" => Audience.Internal,
            "public" or "customers" => Audience.Public,
            _ => null,
        };
        if (audience is not null)
            words.RemoveAt(words.Count - 1);
        return (string.Join(' ', words), audience);
    }

    private ParsedCommand.Resolve Resolve()
    {
        var confirmed = string.Equals(_text.Word(_position), "confirm", StringComparison.OrdinalIgnoreCase);
        if (confirmed)
            _position++;
        return new ParsedCommand.Resolve(confirmed, Rest());
    }

    private ParsedCommand Needs(CommandInfo command, string question, Func<string, ParsedCommand> read) =>
        Rest() is { Length: > 0 } rest ? read(rest) : new ParsedCommand.Misused(command, question);

    private ParsedCommand NoArguments(CommandInfo command, ParsedCommand read) =>
        _position < _text.Tokens.Count
            ? new ParsedCommand.Misused(
                command, $"`/incident {command.Name}` takes no words. To declare an incident with this title: `/incident declare …`")
            : read;

    private static string Quoted(string typed) => Mrkdwn.EscapeAndFit(typed, 60);

    private string Rest() => _text.Plain(_position);

    private IncidentRef? ReadTarget()
    {
        if (_position >= _text.Tokens.Count)
            return null;
        IncidentRef? target = _text.Tokens[_position] switch
        {
            TextToken.ChannelMention channel => new IncidentRef.ByRoom(channel.Id),
            TextToken.Word { Text: var word } when LooksLikeNumber(word) && IncidentId.TryParse(word, out var id) => new IncidentRef.ByNumber(id),
            _ => null,
        };
        if (target is not null)
            _position++;
        return target;
    }

    // A plain number may be minutes or part of the text; INC-42 and #42 cannot.
    private static bool LooksLikeNumber(string word) => word.StartsWith('#') || word.StartsWith("inc-", StringComparison.OrdinalIgnoreCase);
}
