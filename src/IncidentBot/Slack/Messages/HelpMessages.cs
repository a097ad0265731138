using IncidentBot.Core.Incidents;
using IncidentBot.Core.Reminders;
using IncidentBot.Slack.BlockKit;
using IncidentBot.SlackEdge.Commands;

namespace IncidentBot.SlackEdge.Messages;

/// <summary>The help texts, built from <see cref="CommandCatalog"/>.</summary>
internal static class HelpMessages
{
    public static Message All(string command, IncidentPolicy policy, SlackEdgeSettings settings)
    {
        List<Block> blocks =
        [
            new SectionBlock(new Markdown(
                $"`{command}` opens the form to declare an incident. False alarms are welcome.\n"
                + "The *lead* decides who does what. The *messenger* writes what customers read. "
                + "Every update promises when the next one comes; I remind you before it is due.")),
        ];
        blocks.AddRange(CommandCatalog.Groups.Select(group => new SectionBlock(new Markdown(
            $"*{group.Heading}*\n{string.Join('\n', group.Commands.Select(info => $"`{command} {Join(info, info.Brief)}` {info.Does}"))}"))));
        var severities = string.Join('\n', policy.Severities.All.Select(severity =>
            $"*{Mrkdwn.Escape(severity.Key)}* {Mrkdwn.EscapeAndFit(severity.Meaning, 300)}"
            + (severity.UsesWorkflow ? $" Updates {Say.Every(severity.Cadence.Internal)}." : "")));
        blocks.Add(new SectionBlock(new Markdown(severities)));
        blocks.Add(new ContextBlock(new Markdown(
            $"These work in the incident's room. Anywhere else, name the incident: `{command} recap INC-42`. More about one: `{command} help update`."
            + (settings.StatusPageUrl is { } page ? $" Customers read the {Mrkdwn.Link(page.AbsoluteUri, "status page")}." : ""))));
        return new Message($"{command} declares and runs incidents. {command} help update explains one command.", blocks);
    }

    public static Message One(string command, CommandInfo info)
    {
        var text = $"`{command} {Join(info, info.Usage)}`: {info.Does}\n{info.More.Replace("/incident", command, StringComparison.Ordinal)}"
            + string.Concat(info.Examples.Select(example => $"\n• `{example.Replace("/incident", command, StringComparison.Ordinal)}`"));
        List<Block> blocks = [new SectionBlock(new Markdown(text))];
        if (info == CommandCatalog.Messenger || info == CommandCatalog.Statuspage)
            blocks.Add(new SectionBlock(new Markdown(MessengerGuide)));
        return new Message(text, blocks);
    }

    // Shown where a messenger asks for help, with links to longer guides.
    private const string MessengerGuide =
        "*What a good update says*: what customers notice, in their words; who is affected, and who is not; "
        + "what you are doing; when the next one comes, in UTC. "
        + "The first one says sorry and where to ask. The last one says from when to when, what to do now, and to come back if it is not over.\n"
        + "To read when you have time: <https://response.pagerduty.com/training/customer_liaison/|training for customer liaisons>, "
        + "and reports by other companies: <https://aws.amazon.com/premiumsupport/technology/pes/|AWS>, "
        + "<https://status.cloud.google.com/summary|Google Cloud>, <https://azure.status.microsoft/status/history/|Azure>.";

    /// <summary>Answers an unknown word with the nearest command.</summary>
    public static Message DidYouMean(string command, string typed, CommandInfo nearest)
    {
        var text = $"There is no `{command} {Mrkdwn.EscapeAndFit(typed, 40)}`. Did you mean `{command} {nearest.Name}` ({nearest.Does})? "
            + $"To declare an incident with these words: `{command} declare …`. All commands: `{command} help`";
        return new Message(text, [new SectionBlock(new Markdown(text))]);
    }

    /// <param name="problem">A sentence in mrkdwn, with the typed text escaped.</param>
    public static Message Misused(string command, CommandInfo info, string problem)
    {
        var text = $"{problem}\nFor example: `{info.Examples[0].Replace("/incident", command, StringComparison.Ordinal)}`. More: `{command} help {info.Name}`";
        return new Message(text, [new SectionBlock(new Markdown(text))]);
    }

    private static string Join(CommandInfo info, string usage) => usage.Length == 0 ? info.Name : $"{info.Name} {usage}";
}
