using IncidentBot.Playground.Bot;
using IncidentBot.Playground.Scene;

namespace IncidentBot.Playground.Tour;

/// <summary>Records the periods in which the bot was dead or Slack was down, in Unix milliseconds of the bot's clock.</summary>
internal sealed class Outages
{
    private readonly Lock gate = new();
    private readonly List<(long From, long To)> over = [];
    private readonly BotControl bot;
    private readonly Trouble trouble;
    private readonly SteeredTime time;
    private long? since;

    public Outages(BotControl bot, Trouble trouble, SteeredTime time)
    {
        (this.bot, this.trouble, this.time) = (bot, trouble, time);
        bot.Changed += Note;
        trouble.Changed += Note;
    }

    /// <summary>The periods that have ended.</summary>
    public IReadOnlyList<(long From, long To)> Over
    {
        get
        {
            lock (gate)
                return [.. over];
        }
    }

    private void Note()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        lock (gate)
        {
            if (bot.State != BotState.Running || trouble.Now == SlackTrouble.Down)
            {
                since ??= now;
            }
            else if (since is { } from)
            {
                over.Add((from, now));
                since = null;
            }
        }
    }
}
