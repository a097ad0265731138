namespace IncidentBot.SlackEmulator;

/// <summary>How often a method may be called per minute, as Slack's pages say; the number is the least Slack grants.</summary>
internal enum MethodTier
{
    Tier2 = 20,
    Tier3 = 50,
    Tier4 = 100,

    /// <summary>Posting: a limit per channel besides a few hundred a minute in all.</summary>
    Posting = 300,

    /// <summary>Methods with hundreds of calls a minute.</summary>
    Special = 600,
}
