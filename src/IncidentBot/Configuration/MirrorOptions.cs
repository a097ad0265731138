using NodaTime;

namespace IncidentBot.Configuration;

/// <summary>The copy of the status page for when this server cannot be reached; section <c>StatusPage:Copy</c>.</summary>
/// <param name="Folder">Where its files are written.</param>
/// <param name="Command">What takes them elsewhere; null for nothing.</param>
/// <param name="CommandTimeout">How long that may take.</param>
/// <param name="Interval">It is written anew at least this often.</param>
internal sealed record MirrorOptions(string Folder, string? Command, Duration CommandTimeout, Duration Interval)
{
    /// <summary>Null when no folder is named.</summary>
    public static MirrorOptions? Read(SettingsReader copy, bool isAddressKnown)
    {
        var folder = copy.Text("Folder");
        var command = copy.Text("Command");
        var timeout = copy.Duration("CommandTimeout", Duration.FromMinutes(1));
        var interval = copy.Duration("Interval", Duration.FromMinutes(5));
        if (folder is null)
        {
            if (command is not null)
                copy.Problem("Command", "is set without Folder; there is nothing to take anywhere.");
            return null;
        }

        if (!isAddressKnown)
            copy.Problem("Folder", "needs StatusPage:Url as well: what the files say of their own address must be true elsewhere.");
        return new MirrorOptions(Path.GetFullPath(folder), command, timeout, interval);
    }
}
