using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Slack.BlockKit;
using IncidentBot.SlackEdge.Commands;

namespace IncidentBot.SlackEdge.Messages;

/// <summary>Help, made from the one list of commands.</summary>
internal static class HelpMessages
{
    public static Message All(string command, IncidentPolicy policy, SlackEdgeSettings settings)
    {
        List<Block> blocks = [new SectionBlock(new Markdown($"*{command}* opens a form to declare an incident. False alarms are welcome.\nIn an incident's room:"))];
        blocks.AddRange(CommandCatalog.All
            .Select(info => $"`{command} {Join(info)}` {info.Does}")
            .Chunk(7)
            .Select(lines => new SectionBlock(new Markdown(string.Join('\n', lines)))));
        var severities = string.Join('\n', policy.Severities.All.Select(severity =>
            $"*{Mrkdwn.Escape(severity.Key)}* {Mrkdwn.EscapeAndFit(severity.Meaning, 300)}{(severity.UsesWorkflow ? $" Updates every {Durations.Words(severity.Cadence.Internal)}." : "")}"));
        blocks.Add(new SectionBlock(new Markdown(severities)));
        blocks.Add(new ContextBlock(new Markdown(
            $"Anywhere else name the incident: `{command} recap INC-42`. More about one: `{command} help update`. Pin a message or react with :pushpin: to add it to the timeline."
            + (settings.StatusPageUrl is { } page ? $" Customers read the {Mrkdwn.Link(page.AbsoluteUri, "status page")}." : ""))));
        return new Message($"{command} declares and runs incidents. {command} help update explains one command.", blocks);
    }

    public static Message One(string command, CommandInfo info)
    {
        var text = $"`{command} {Join(info)}`: {info.Does}\n{info.More.Replace("/incident", command, StringComparison.Ordinal)}"
            + string.Concat(info.Examples.Select(example => $"\n• `{example.Replace("/incident", command, StringComparison.Ordinal)}`"));
        return new Message(text, [new SectionBlock(new Markdown(text))]);
    }

    /// <summary>R96 in small: a wrong word gets the nearest right one, never silence.</summary>
    public static Message DidYouMean(string command, string typed, CommandInfo nearest)
    {
        var text = $"There is no `{command} {Mrkdwn.EscapeAndFit(typed, 40)}`. Did you mean `{command} {Join(nearest)}` ({nearest.Does})? "
            + $"To declare an incident with these words: `{command} declare …`. All commands: `{command} help`";
        return new Message(text, [new SectionBlock(new Markdown(text))]);
    }

    /// <param name="problem">A sentence in mrkdwn; what was typed is escaped in it already.</param>
    public static Message Misused(string command, CommandInfo info, string problem)
    {
        var text = $"{problem}\n`{command} {Join(info)}`: {info.Does}, for example `{info.Examples[0].Replace("/incident", command, StringComparison.Ordinal)}`";
        return new Message(text, [new SectionBlock(new Markdown(text))]);
    }

    private static string Join(CommandInfo info) => info.Usage.Length == 0 ? info.Name : $"{info.Name} {info.Usage}";
}
