using System.Collections.Concurrent;

namespace IncidentBot.Playground.Scene;

/// <summary>Up to which message each person has read each channel.</summary>
internal sealed class ReadMarks
{
    private readonly ConcurrentDictionary<(string Person, string Channel), string> marks = new();

    /// <summary>The timestamp of the last message read; empty when none was.</summary>
    public string Of(string person, string channel) => marks.GetValueOrDefault((person, channel), "");

    public void Set(string person, string channel, string ts) => marks[(person, channel)] = ts;
}
