namespace IncidentBot.SlackEmulator;

/// <summary>The number of calls per minute according to Slack's documentation; it is the minimum that Slack grants.</summary>
internal enum MethodTier
{
    Tier2 = 20,
    Tier3 = 50,
    Tier4 = 100,

    /// <summary>Posting: a limit per channel, and a few hundred calls a minute in total.</summary>
    Posting = 300,

    /// <summary>Methods with hundreds of calls a minute.</summary>
    Special = 600,
}
