namespace IncidentBot.SlackEmulator;

/// <summary>The place where blocks are shown; some blocks are for one surface only.</summary>
public enum Surface
{
    /// <summary>A message, ephemeral or not: at most 50 blocks.</summary>
    Message,

    /// <summary>A modal: at most 100 blocks.</summary>
    Modal,

    /// <summary>The app's Home tab: at most 100 blocks.</summary>
    Home,
}
