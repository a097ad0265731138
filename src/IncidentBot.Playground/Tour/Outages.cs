using IncidentBot.Playground.Bot;
using IncidentBot.Playground.Scene;

namespace IncidentBot.Playground.Tour;

/// <summary>Records the periods in which the bot was dead or Slack was down, in Unix milliseconds of the bot's clock.</summary>
internal sealed class Outages
{
    private readonly Lock _gate = new();
    private readonly List<(long From, long To)> _over = [];
    private readonly BotControl _bot;
    private readonly Trouble _trouble;
    private readonly SteeredTime _time;
    private long? _since;

    public Outages(BotControl bot, Trouble trouble, SteeredTime time)
    {
        (_bot, _trouble, _time) = (bot, trouble, time);
        bot.Changed += Note;
        trouble.Changed += Note;
    }

    /// <summary>The periods that have ended.</summary>
    public IReadOnlyList<(long From, long To)> Over
    {
        get
        {
            lock (_gate)
                return [.. _over];
        }
    }

    private void Note()
    {
        var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        lock (_gate)
        {
            if (_bot.State != BotState.Running || _trouble.Now == SlackTrouble.Down)
            {
                _since ??= now;
            }
            else if (_since is { } from)
            {
                _over.Add((from, now));
                _since = null;
            }
        }
    }
}
